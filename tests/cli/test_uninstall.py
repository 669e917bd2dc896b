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


def test_an_adopted_repository_gets_back_every_byte(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    write(tmp_path, ".claude/agents/a.md", "---\nname: a\ndescription: Does it.\ntools: Teleport\n---\na\u200bb\n")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "x")
    result = run_docs(tmp_path, "adopt", "--write")
    assert "2 problems listed in .revi/baseline" in result.stdout, result.stdout
    assert run_docs(tmp_path, "lint").returncode == 0
    write(tmp_path, ".claude/agents/b.md", "---\nname: b\ndescription: Does it.\n---\n")
    assert run_docs(tmp_path, "adopt", "--write").returncode == 0
    assert run_docs(tmp_path, "uninstall").stdout == "removed .revi/baseline\nremoved revi.yml\nremoved 2 files\n"
    assert git(tmp_path, "status", "--porcelain") == "?? .claude/agents/b.md\n"


def test_an_adopted_contract_that_a_person_edited_is_kept(tmp_path: Path) -> None:
    write(tmp_path, ".claude/agents/a.md", "---\nname: a\ndescription: Does it.\n---\n")
    run_docs(tmp_path, "adopt", "--write")
    edit(tmp_path, "revi.yml", "prose: []", "prose: []  # later")
    write(tmp_path, ".claude/agents/b.md", "---\nname: b\ndescription: Does it.\n---\n")
    run_docs(tmp_path, "adopt", "--write")
    assert run_docs(tmp_path, "uninstall").stdout == "kept revi.yml: is yours\nremoved 0 files\n"
