"""A file at the path of an output that revi-docs did not write."""

from __future__ import annotations

from pathlib import Path

from tests.support.sample_repo import run_docs, write


def test_a_switched_off_output_leaves_the_file_alone(tmp_path: Path) -> None:
    write(tmp_path, "revi.yml", "revi: 1\nstatuses: [open, done]\n")
    write(tmp_path, "docs_src/reference/index.md", "# Mine\n")
    finding = run_docs(tmp_path, "check").stdout
    assert "add '\"docs_src/reference/index.md\": false' to outputs in revi.yml" in finding
    write(
        tmp_path,
        "revi.yml",
        'revi: 1\nstatuses: [open, done]\noutputs:\n  "docs_src/reference/index.md": false\n',
    )
    run_docs(tmp_path, "sync")
    assert "foreign-file" not in run_docs(tmp_path, "check").stdout


CONTRACT = "revi: 1\ncommands:\n  go: {description: Goes., when: Used to go.}\n"
HIDDEN = ".claude/commands/go.md"


def test_a_skill_does_not_hide_a_hand_written_command(tmp_path: Path) -> None:
    write(tmp_path, "revi.yml", CONTRACT)
    write(tmp_path, HIDDEN, "Mine.\n")
    for words in (["sync"], ["sync", "--force"]):
        assert run_docs(tmp_path, *words).returncode == 1
    assert not (tmp_path / ".claude/skills").exists()
    assert run_docs(tmp_path, "check").stdout == (
        f"{HIDDEN}: foreign-file: an output hides this file, which revi-docs did not write\n"
        "  fix: move the file away, or rename the item in revi.yml; then run 'revi-docs sync'\n\n1 problem\n"
    )
    (tmp_path / HIDDEN).unlink()
    assert run_docs(tmp_path, "sync").returncode == 0
    assert run_docs(tmp_path, "check").returncode == 0
    write(tmp_path, HIDDEN, "Mine, beside the skill.\n")
    assert f"{HIDDEN}: foreign-file: an output hides this file" in run_docs(tmp_path, "check").stdout


def command_files_of_an_earlier_version(root: Path) -> None:
    row = 'outputs:\n  ".claude/commands/{command}.md": {template: claude/command.md.j2, each: commands}\n'
    write(root, "revi.yml", CONTRACT + row)
    run_docs(root, "sync")
    write(root, "revi.yml", CONTRACT)


def test_the_command_files_of_an_earlier_version_become_skills(tmp_path: Path) -> None:
    command_files_of_an_earlier_version(tmp_path)
    assert ".claude/commands/go.md: orphaned: " in run_docs(tmp_path, "check").stdout
    synced = run_docs(tmp_path, "sync").stdout
    assert "removed .claude/commands/go.md\n" in synced
    assert "wrote .claude/skills/go/SKILL.md\n" in synced
    assert not (tmp_path / HIDDEN).exists()
    assert run_docs(tmp_path, "check").returncode == 0


def test_an_edited_command_file_of_an_earlier_version_is_kept(tmp_path: Path) -> None:
    command_files_of_an_earlier_version(tmp_path)
    text = (tmp_path / HIDDEN).read_text("utf-8") + "My step.\n"
    write(tmp_path, HIDDEN, text)
    assert run_docs(tmp_path, "sync").returncode == 1
    assert (tmp_path / HIDDEN).read_text("utf-8") == text


def test_the_skill_of_a_removed_command_is_found_without_the_index(tmp_path: Path) -> None:
    write(tmp_path, "revi.yml", CONTRACT + "  stop: {description: Stops., when: Used to stop.}\n")
    run_docs(tmp_path, "sync")
    write(tmp_path, "revi.yml", CONTRACT)
    (tmp_path / ".revi/paths").unlink()
    assert ".claude/skills/stop/SKILL.md: orphaned: " in run_docs(tmp_path, "check").stdout
