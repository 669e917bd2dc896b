"""For programs: all findings in one JSON document, of the form that `schema.py` publishes."""

from __future__ import annotations

import json
from collections.abc import Sequence

from revi_docs.problems.problem import Problem
from revi_docs.report.finding import SCHEMA_ID, Findings, findings
from revi_docs.report.render_options import DEFAULT_OPTIONS, RenderOptions


def render_json(problems: Sequence[Problem], _: RenderOptions = DEFAULT_OPTIONS) -> str:
    """`{"$schema": …, "problems": [...]}`, each problem with all its places."""
    document: Findings = {"$schema": SCHEMA_ID, "problems": findings(problems)}
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"
