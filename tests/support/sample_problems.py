"""An error and a warning."""

from __future__ import annotations

from revi_docs.problems.problem import Place, Problem

ERROR = Problem(code="stale", message="m", fix="f", places=(Place("a.md", 1, 2),))
WARNING = Problem(code="stale", message="m", fix="f", severity="warning")
