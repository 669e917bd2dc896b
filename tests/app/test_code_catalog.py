"""The catalog: no code twice, and the exit code of a code agrees with the exception that carries it."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from revi_docs.app.code_catalog import explanations
from revi_docs.app.process import COULD_NOT_RUN, PROBLEMS_FOUND

RAISED = re.compile(r"\b(CommandError|UnavailableError)\(\s*\"([a-z-]+)\"")
SHARED = {"unknown-status", "unknown-worker-set", "ledger-name"}
"""Codes of rules that `revi` also uses: to reject an argument, which exits with 1, or a ledger, which exits with 3."""


def raised_codes(root: Path) -> list[tuple[str, str]]:
    """Exception class and code of each exception that `revi` raises with a literal code."""
    files = (
        path for folder in ("runtime", "records", "cli/agent") for path in (root / "revi_docs" / folder).rglob("*.py")
    )
    return [match.groups() for path in files for match in RAISED.finditer(path.read_text("utf-8"))]  # type: ignore[misc] # two groups


def test_no_code_is_explained_twice() -> None:
    counts = Counter(entry.code for entry in explanations())
    assert [code for code, count in counts.items() if count > 1] == []


def test_every_code_that_is_raised_is_in_the_catalog_with_its_exit_code(root: Path) -> None:
    exit_codes = {entry.code: entry.exit_code for entry in explanations()}
    raised = raised_codes(root)
    assert len(raised) > 30
    expected = {"CommandError": PROBLEMS_FOUND, "UnavailableError": COULD_NOT_RUN}
    wrong = [(name, code) for name, code in raised if code not in SHARED and exit_codes.get(code) != expected[name]]
    assert wrong == []


@pytest.mark.parametrize(
    ("code", "exit_code"), [("stale", 1), ("unwritable-file", 3), ("unknown-key", 3), ("lock-held", 1), ("no-git", 3)]
)
def test_each_code_knows_its_exit_code(code: str, exit_code: int) -> None:
    (entry,) = (entry for entry in explanations() if entry.code == code)
    assert entry.exit_code == exit_code
