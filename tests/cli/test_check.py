"""`revi-docs check`: its exit codes for what the files are like."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.sample_repo import edit, run_docs


def test_exit_codes(sample: Path) -> None:
    assert (run_docs(sample, "check").returncode, run_docs(sample, "check", "nowhere.md").returncode) == (0, 2)
    edit(sample, "docs/index.md", "# Statuses", "# States")
    process = run_docs(sample, "check")
    assert (process.returncode, process.stdout.splitlines()[0].split(": ")[:2]) == (
        1,
        ["docs/index.md:2:7", "tampered"],
    )
    assert run_docs(sample, "check", "docs/agents.md").returncode == 0
    assert run_docs(sample, "check", "docs/index.md").returncode == 1


@pytest.mark.parametrize("words", [(), ("--no-cache",)])
def test_a_check_writes_nothing(sample: Path, words: tuple[str, ...]) -> None:
    before = {path: path.read_bytes() for path in sample.rglob("*") if path.is_file()}
    edit(sample, "docs/index.md", "# Statuses", "# States")
    before[sample / "docs/index.md"] = (sample / "docs/index.md").read_bytes()
    assert run_docs(sample, "check", *words).returncode == 1
    assert {path: path.read_bytes() for path in sample.rglob("*") if path.is_file()} == before
