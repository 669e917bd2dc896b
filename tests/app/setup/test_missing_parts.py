"""`revi-docs doctor`: each part, with the command that completes it."""

from __future__ import annotations

from pathlib import Path

from tests.support.sample_repo import edit, git, run_docs, write

ALL_PARTS = ["git", "contract", "outputs", "site", "permissions", "hooks", "git-files", "ci"]


def rows(root: Path) -> dict[str, str]:
    """Part → what is printed about it."""
    text = run_docs(root, "doctor").stdout.replace("\n  fix: run '", "; run: ").replace("'\n", "\n")
    return dict(line.split(": ", 1) for line in text.splitlines())


def test_an_empty_folder(tmp_path: Path) -> None:
    assert rows(tmp_path) == {
        "git": "the folder is not in a git repository; run: git init",
        "contract": "there is no revi.yml; run: revi-docs init",
    }
    assert run_docs(tmp_path, "doctor").returncode == 1


def test_everything(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    run_docs(tmp_path, "init", "--hooks", "--ci", "gitlab")
    assert rows(tmp_path) == dict.fromkeys(ALL_PARTS, "ok")
    assert run_docs(tmp_path, "doctor").returncode == 0


def test_each_command_completes_its_part(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    write(tmp_path, "revi.yml", 'revi: 1\nproject: {stories: "stories/{id}"}\nstatuses: [open, done]\n')
    before = rows(tmp_path)
    assert list(before) == ALL_PARTS
    for part in ALL_PARTS[2:]:
        command = before[part].partition("; run: revi-docs ")[2]
        assert command, before
        run_docs(tmp_path, *command.split())
        assert rows(tmp_path)[part] == "ok"


def test_another_platform_has_no_settings_of_claude_code(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    write(tmp_path, "revi.yml", 'revi: 1\ntargets: [codex]\nproject: {stories: "stories/{id}"}\n')
    assert list(rows(tmp_path)) == [part for part in ALL_PARTS if part not in {"permissions", "hooks"}]


def test_a_contract_with_problems_and_another_version(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    write(
        tmp_path,
        "revi.yml",
        "revi: 1\nstatuses: {open: , done: {terminal: true}}\ntransitions: [{from: opne, to: done, by: manual}]\n",
    )
    assert rows(tmp_path) == {"git": "ok", "contract": "it has 2 problems; run: revi-docs lint"}
    edit(tmp_path, "revi.yml", "opne", "open")
    edit(tmp_path, "revi.yml", "revi: 1\n", 'revi: 1\nrequired_version: "0.0"\n')
    assert rows(tmp_path)["version"].endswith("; run: revi-docs upgrade")
