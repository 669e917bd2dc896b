"""The golden files of the formats: what each makes of `PROBLEMS`.

`python -m tests.report.refresh` rewrites them; check the difference before you commit it.
"""

from __future__ import annotations

from pathlib import Path

from revi_docs.problems.problem import Place, Problem
from revi_docs.report.formats import FORMATS
from revi_docs.report.render_options import RenderOptions
from revi_docs.report.summary import render_summary

GOLDEN = Path(__file__).resolve().parent / "golden"

HOSTILE = "a|b `c` <script>x</script> [d](0) {0} 100%, ::error::\r\nsecond\x1b[31m\u202eline\t_e_ *f*"

PROBLEMS = (
    Problem(
        code="unknown-status",
        message="transition in-qa -> gone names 'gone', which is not defined",
        fix="add 'gone' to statuses, or did you mean 'done'?",
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


def fresh() -> dict[str, str]:
    """Golden file → text."""
    texts = {FILES[name]: entry.render(PROBLEMS, RenderOptions(rules=RULES)) for name, entry in FORMATS.items()}
    return {**texts, "summary.md": render_summary(PROBLEMS)}


def main() -> None:
    """Writes the golden files."""
    for name, text in fresh().items():
        (GOLDEN / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
