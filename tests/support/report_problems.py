"""Problems of each form, for the report formats."""

from __future__ import annotations

from revi_docs.problems.problem import Place, Problem

UNKNOWN = Problem(
    code="unknown-status",
    message="transition in-qa -> gone names 'gone', which is not defined",
    fix="write 'done', or add 'gone' to statuses",
    places=(Place("revi.yml", 41, 23),),
)
STALE = Problem(
    code="stale",
    message="8 outputs show an older budgets.phases.make.hard",
    fix="run 'revi-docs sync'",
    places=tuple(Place(f"docs/{number}.md", number, 3) for number in range(1, 9)),
    cause=(Place("revi.yml", 13, 32, 35), Place("revi.yml", 14)),
    subject="budgets.phases.make.hard",
    diff="--- docs/1.md (on disk)\n+++ docs/1.md (wanted)\n@@ -1,3 +1,3 @@\n \n-600\n+700\n",
)
WHOLE_FILE = Problem(code="missing", message="does not exist", fix="write it", places=(Place("a.md"),))
NOWHERE = Problem(code="odd", message="100% wrong, or so:\r\nreally", fix="think")
