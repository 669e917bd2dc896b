"""`revi-docs sync`: it writes what is out of date, and manual edits only with --force."""

from __future__ import annotations

from pathlib import Path

from tests.support.sample_repo import edit, run_docs


def test_out_of_date(sample: Path) -> None:
    edit(sample, "revi.yml", "hard: 600", "hard: 700")
    assert run_docs(sample, "sync", "--dry-run").returncode == 0
    assert "600 tokens" in (sample / "docs/index.md").read_text()
    assert run_docs(sample, "sync").returncode == 0
    assert "700 tokens" in (sample / "docs/index.md").read_text()
    assert run_docs(sample, "check").stdout == "clean: 5 outputs\n"


def test_a_manual_edit(sample: Path) -> None:
    edit(sample, "docs/index.md", "# Statuses", "# States")
    refused = run_docs(sample, "sync")
    assert (refused.returncode, "# States" in (sample / "docs/index.md").read_text()) == (1, True)
    assert run_docs(sample, "sync", "--force").returncode == 0
    assert "# Statuses" in (sample / "docs/index.md").read_text()
