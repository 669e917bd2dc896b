"""The likeliest first edits of a starter contract: each mistake is one line that says what to type."""

from __future__ import annotations

from pathlib import Path

import pytest

from revi_docs.app.setup.workflows import starter_files
from revi_docs.contract.loader import parse
from revi_docs.contract.rules.lint import lint
from revi_docs.problems.revi_error import ReviError

WORKING = "description: In progress."
EDITS = {
    "a comma in braces": (
        "  planned:\n    description: Planned but not started.",
        "  planned: {description: Planned, but not started.}",
        "unknown-key",
        'quote this text: "Planned, but not started."; in braces, a comma ends a value',
    ),
    "a renamed status": ("  in-review:", "  review:", "unknown-status", "add 'in-review' to statuses, or did you mean"),
    "a colon in a text": (WORKING, "description: In progress: now.", "yaml-syntax", "quote text that contains ': '"),
    "a tab": ("    " + WORKING, "\t" + WORKING, "tab", "indent with spaces"),
    "no space after a colon": (
        WORKING,
        "description:In progress.",
        "wrong-type",
        "put a space after the colon: 'description: In progress.'",
    ),
    "another indentation": (
        "  - from: planned\n",
        "  from: planned\n",
        "yaml-syntax",
        "indent all keys of one mapping by the same number of spaces",
    ),
    "a name twice": ("  done:\n", "  working:\n", "duplicate-key", "remove or rename one of the two"),
    "a word that is a boolean": (WORKING, "description: yes", "ambiguous-scalar", "quote it if it is text"),
    "a misspelled key": ("    terminal: true\n  can", "    termnal: true\n  can", "unknown-key", "mean 'terminal'?"),
    "a misspelled command": (
        "by: review-work\n    verdict: PASS",
        "by: reviewwork\n    verdict: PASS",
        "unknown-command",
        "did you mean 'review-work'?",
    ),
    "verdicts in lower case": ("[PASS, FAIL]", "[pass, FAIL]", "wrong-value", "write PASS"),
    "a new status without transitions": (
        "  cancelled:\n    description",
        "  blocked:\n    description: Waits.\n  cancelled:\n    description",
        "dead-end-status",
        "add a transition from 'blocked', or set 'terminal: true'",
    ),
    "a number without a unit": ("1h", "60", "wrong-type", "write a number with a unit, such as 300ms, 5s, 10m"),
    "an open quote": (WORKING, 'description: "In progress.', "yaml-syntax", "add the closing quote"),
    "a hash": (WORKING, "description: #1 now", "wrong-type", "write a string, in quotes if it starts with '#'"),
    "braces at the start": (WORKING, "description: {id} now.", "yaml-syntax", "starts with one of [{*&!|>%@`"),
    "an agent with an undefined model": (
        "agents:\n",
        "agents:\n  coder:\n    description: Codes.\n    model: opus\n",
        "unknown-model",
        "add 'opus' to models",
    ),
}


@pytest.mark.parametrize("name", EDITS)
def test_first_edits(tmp_path: Path, name: str) -> None:
    old, new, code, fix = EDITS[name]
    text = starter_files(tmp_path, "minimal")["revi.yml"].decode()
    assert old in text
    try:
        problems = lint(parse(text.replace(old, new, 1).encode()))
    except ReviError as error:
        problems = error.problems
    assert any(problem.code == code and fix in problem.fix for problem in problems), problems
    assert len(problems) <= 4


def test_an_unknown_key_without_a_value_in_a_block_has_no_comma() -> None:
    (problem,) = parse(b"revi: 1\nstatuses:\n  open:\n    description: New.\n    but:\n").problems
    assert problem.fix == "remove it, or rename it to 'x-but' if it is your extension"
