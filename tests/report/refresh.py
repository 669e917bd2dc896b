"""The golden files of the formats: what each makes of `PROBLEMS`.

`python -m tests.report.refresh` rewrites them; check the difference before you commit it.
"""

from __future__ import annotations

from pathlib import Path

from revi_docs.problems.problem import Place, Problem
from revi_docs.report.contract_changes import (
    CHANGES_SCHEMA_ID,
    ContractChanges,
    change_problems,
    render_changes_json,
    render_changes_text,
)
from revi_docs.report.finding import findings
from revi_docs.report.formats import FORMATS
from revi_docs.report.render_options import RenderOptions
from revi_docs.report.summary import render_summary

GOLDEN = Path(__file__).resolve().parent / "golden"

HOSTILE = "a|b `c` <script>x</script> [d](0) {0} 100%, ::error::\r\nsecond\x1b[31m\u202eline\t_e_ *f*"

PROBLEMS = (
    Problem(
        code="unknown-status",
        message="transition in-qa -> gone names 'gone', which is not defined",
        fix="write 'done', or add 'gone' to statuses",
        places=(Place("revi.yml", 41, 23, 27),),
    ),
    Problem(
        code="stale",
        message="12 outputs show an older budgets.phases.make.hard",
        fix="run 'revi-docs sync'",
        places=tuple(Place(f"docs/{number}.md", number, 3) for number in range(1, 13)),
        cause=(Place("revi.yml", 13, 32, 35), Place("revi.yml", 14)),
        subject="budgets.phases.make.hard",
        diff="--- docs/1.md (on disk)\n+++ docs/1.md (wanted)\n"
        + "".join(f"@@ -{number} +{number} @@\n \n-600\n+700\n" for number in range(1, 16)),
    ),
    Problem(
        code="unused-item",
        message="agent helper is used nowhere",
        fix="use it, or remove it",
        places=(Place("revi.yml", 7, 3, 9), Place("revi.yml", 7, 3, 9)),
        severity="warning",
    ),
    Problem(code="missing", message="does not exist", fix="write it", places=(Place("a b/ü,c:d%e.md"),)),
    Problem(code="not-utf-8", message="Größe 尺寸 🙂", fix="save the file as UTF-8", places=(Place("x.md", 2),)),
    Problem(code="deployed-link-dead", message="m", fix="f", places=(Place("https://example.org/a b/?c#d"),)),
    Problem(code="odd", message=HOSTILE, fix=HOSTILE, severity="warning"),
)
"""Errors and warnings, one place and many, a file without a line, no place at all, texts that mean harm."""

RULES = {
    "stale": "An output is older\nthan the contract.\n\nWhy: it {0} `misleads`.\n\nExample:\n\n    x\n\nFix: sync.\n",
    "unknown-status": "A name that is not defined.\n\nFix: define it.\n",
    "unseen": "None of the problems has this code.\n",
}
"""A small catalogue."""

FILES = {
    "text": "text.txt",
    "json": "json.json",
    "github": "github.txt",
    "sarif": "sarif.json",
    "junit": "junit.xml",
    "gitlab": "gitlab.json",
}


CHANGES: ContractChanges = {
    "$schema": CHANGES_SCHEMA_ID,
    "base": {"commit": "3071b09b1f0c9a3be2d4", "description": "3071b09b1 (merge base with main)"},
    "changes": [
        {
            "kind": "removed",
            "impact": "BEHAVIOR",
            "breaking": True,
            "subject": "transition ready-for-code-review → code-review-failed by dev-code-review, FAIL",
            "old": "",
            "new": "",
            "oldPlace": {"file": "3071b09b1:revi.yml", "line": 194, "column": 5, "endColumn": None},
            "newPlace": None,
            "fix": "",
        },
        {
            "kind": "lowered",
            "impact": "BEHAVIOR",
            "breaking": True,
            "subject": "budgets.phases.make.hard",
            "old": "600",
            "new": "500",
            "oldPlace": {"file": "3071b09b1:revi.yml", "line": 13, "column": 32, "endColumn": 35},
            "newPlace": {"file": "revi.yml", "line": 14, "column": 32, "endColumn": 35},
            "fix": "",
        },
        {
            "kind": "removed",
            "impact": "DATA",
            "breaking": True,
            "subject": "statuses.uat",
            "old": "",
            "new": "",
            "oldPlace": {"file": "3071b09b1:revi.yml", "line": 80, "column": 3, "endColumn": 6},
            "newPlace": None,
            "fix": "add 'aliases: [uat]' to statuses.accepted, or retire the name: "
            "add 'reserved: {statuses: {uat: REASON}}'",
        },
        {
            "kind": "changed",
            "impact": "DOCS",
            "breaking": False,
            "subject": "statuses.open.description",
            "old": HOSTILE,
            "new": "It is open.",
            "oldPlace": {"file": "3071b09b1:revi.yml", "line": 70, "column": 18, "endColumn": None},
            "newPlace": {"file": "revi.yml", "line": 71, "column": 18, "endColumn": None},
            "fix": "",
        },
    ],
    "strandedStories": [
        {
            "story": "REVI-016",
            "status": "uat",
            "reason": "status-gone",
            "message": "its status 'uat' is no longer in the contract",
            "command": "revi story reconcile REVI-016 --to in-qa --actor NAME --reason TEXT",
            "place": {"file": "plans/stories/REVI-016/ledger/7-1f0c.json", "line": 1, "column": 1, "endColumn": None},
        },
    ],
    "problems": findings(PROBLEMS[2:3]),
}
"""What a change of a contract means: one change of each form, a stranded story, and something not comparable."""

ANCHORS = (
    Place("revi.yml", 150, 1),
    Place("revi.yml", 14, 32, 35),
    Place("revi.yml", 60, 1),
    Place("revi.yml", 71, 18),
)
"""The places of the changes in the new contract."""


def fresh() -> dict[str, str]:
    """Golden file → text."""
    texts = {FILES[name]: entry.render(PROBLEMS, RenderOptions(rules=RULES)) for name, entry in FORMATS.items()}
    return {**texts, "summary.md": render_summary(PROBLEMS), **fresh_changes()}


def fresh_changes() -> dict[str, str]:
    """Golden file → text of the changes of a contract."""
    problems = change_problems(CHANGES, ANCHORS, fails=True)
    texts = {f"changes.{FILES[name]}": entry.render(problems, RenderOptions()) for name, entry in FORMATS.items()}
    own_texts = {"text.txt": render_changes_text(CHANGES), "json.json": render_changes_json(CHANGES)}
    own_texts["summary.md"] = render_summary(problems)
    return {**texts, **{f"changes.{name}": text for name, text in own_texts.items()}}


def main() -> None:
    """Writes the golden files."""
    for name, text in fresh().items():
        (GOLDEN / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
