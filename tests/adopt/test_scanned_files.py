"""Texts of strangers: whatever stands in a file, the proposal says just that, and nothing follows from it."""

from __future__ import annotations

from pathlib import Path

import pytest

from revi_docs.contract.loader import parse
from tests.adopt.adopt_repo import adopt, problem_text, proposal_text, write_files
from tests.support.strange_texts import TEXTS


@pytest.mark.parametrize("text", TEXTS)
def test_a_description(tmp_path: Path, text: str) -> None:
    quoted = "'" + text.replace("'", "''") + "'"
    agent = f"---\nname: a\ndescription: {quoted}\nmodel: haiku\ntools: [{quoted}]\n---\n"
    write_files(tmp_path, {".claude/agents/a.md": agent, ".claude/commands/c.md": f"---\ndescription: {quoted}\n---\n"})
    adopt(tmp_path)
    contract = parse((tmp_path / "revi.yml").read_bytes()).contract
    assert contract.agents["a"].description == text
    assert contract.commands["c"].description == text


@pytest.mark.parametrize("name", ["a\nb: c # d", "{x}*", "größe", "a -- b", "'", '"', "# x", "revi:0123456789abcdef"])
def test_the_name_of_a_file(tmp_path: Path, name: str) -> None:
    write_files(tmp_path, {f".claude/agents/{name}.md": "---\nname: a\ndescription: d\nmodel: haiku\n---\n"})
    write_files(tmp_path, {f"{name}.md": "| Status | Meaning | Next |\n|---|---|---|\n| a | Fine. | b |\n| b | | |\n"})
    lines = proposal_text(tmp_path).splitlines()
    assert [line.partition("  # ")[0] for line in lines if line.startswith(("    d", "    m"))][1:3] == [
        "    description: d",
        "    model: haiku",
    ]
    adopt(tmp_path)


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    write_files(tmp_path, {".claude/agents/a.md": b"---\nname: \xff\n---\n", "t.md": b"| \xff |", "m.yml": b"\xff\xfe"})
    write_files(tmp_path, {".claude/agents/b.md": "\ufeff---\r\nname: b\r\ndescription: d\r\nmodel: opus\r\n---\r\n"})
    assert problem_text(tmp_path) == (
        ".claude/agents/a.md: warning: left-alone: cannot be read as UTF-8\n"
        "  fix: save it as UTF-8, with a UTF-8 file name\n"
    )
    adopt(tmp_path)


def test_what_git_ignores_and_what_is_code_is_not_read(tmp_path: Path) -> None:
    table = "| Status | Meaning |\n|---|---|\n| a | Fine. |\n"
    write_files(tmp_path, {".gitignore": "/gone/\n", "gone/.claude/agents/a.md": "---\nname: a\ndescription: d\n---\n"})
    write_files(tmp_path, {"t.md": f"```\n{table}```\n\n<!--\n{table}-->\n"})
    assert proposal_text(tmp_path) == ""
