"""`revi-docs uninstall`: what it prints, and what it does not remove."""

from __future__ import annotations

from pathlib import Path

from tests.support.sample_repo import edit, git, run_docs, write


def test_without_a_contract(tmp_path: Path) -> None:
    assert run_docs(tmp_path, "uninstall").returncode == 3


def test_what_it_prints(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    write(tmp_path, ".gitignore", "*.log\n")
    run_docs(tmp_path, "init")
    edit(tmp_path, "docs_src/index.md", "Change a fact", "Change any fact")
    lines = run_docs(tmp_path, "uninstall").stdout.splitlines()
    assert lines[0] == "removed .claude/agents/reviewer.md"
    assert lines[-3:] == [
        "changed .gitignore: without the lines of revi-docs",
        "kept docs_src/index.md: is yours",
        "removed 29 files",
    ]
