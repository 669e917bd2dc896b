"""`revi-docs explain`."""

from __future__ import annotations

from pathlib import Path

import pytest

from revi_docs.app.code_catalog import explanations
from tests.support.sample_repo import run_docs

CODES = [entry.code for entry in explanations()]


def test_explain_lists_every_code(tmp_path: Path) -> None:
    result = run_docs(tmp_path, "explain")
    assert result.returncode == 0
    lines = result.stdout.splitlines()
    assert [line.split()[0] for line in lines] == CODES == sorted(CODES)
    assert [line for line in lines if len(line) > 80] == []


@pytest.mark.parametrize("code", CODES)
def test_every_code_has_a_text(code: str) -> None:
    (entry,) = (entry for entry in explanations() if entry.code == code)
    assert entry.text.endswith("\n")
    assert not entry.text.endswith("\n\n")
    assert entry.summary.endswith((".", ":", "?"))
    for part in ("\nWhy", "\nFix"):
        assert part in entry.text, part


def test_explain_one_code(tmp_path: Path) -> None:
    result = run_docs(tmp_path, "explain", "stale")
    assert (result.returncode, result.stdout) == (
        0,
        """\
stale

A generated file is unedited, but the contract or its template has changed since.

Why: Readers of the file act on outdated facts.

Example:

    The hard limit of a phase is raised in revi.yml, but `revi-docs sync` was not run.

Fix: Run `revi-docs sync` and commit the updated files.
""",
    )


def test_explain_suggests_a_similar_code(tmp_path: Path) -> None:
    result = run_docs(tmp_path, "explain", "stael")
    assert result.returncode == 2
    assert result.stderr.splitlines()[-1] == "Error: no code 'stael'; did you mean 'stale'?"
