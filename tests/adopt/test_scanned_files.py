"""Texts of strangers: whatever stands in a file, the proposal says just that, and nothing follows from it."""

from __future__ import annotations

from pathlib import Path

import pytest

from revi_docs.contract.loader import parse
from revi_docs.files.size_limits import MAX_FILE_BYTES
from tests.adopt.adopt_repo import adopt, problem_text, proposal_text, write_files
from tests.support.sample_repo import run_docs
from tests.support.strange_texts import TEXTS
from tests.support.workspaces import open_workspace


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
        "m.yml: warning: left-alone: 2 files: cannot be read as UTF-8\n"
        "  also: t.md\n"
        "  fix: save it as UTF-8, with a UTF-8 file name\n"
    )
    adopt(tmp_path)


def test_what_git_ignores_and_what_is_code_is_not_read(tmp_path: Path) -> None:
    table = "| Status | Meaning |\n|---|---|\n| a | Fine. |\n"
    write_files(tmp_path, {".gitignore": "/gone/\n", "gone/.claude/agents/a.md": "---\nname: a\ndescription: d\n---\n"})
    write_files(tmp_path, {"t.md": f"```\n{table}```\n\n<!--\n{table}-->\n"})
    assert proposal_text(tmp_path) == ""


AGENT = "---\nname: {}\ndescription: Does it.\n---\n"
UNREAD: dict[str, dict[str, str | bytes]] = {
    "an agent that is not text": {".claude/agents/x.md": b"---\nname: \xff\n"},
    "a document that is not text": {"docs/x.md": b"| \xff |\n"},
    "a list that is not text": {"x.yml": b"\xff\xfe"},
    "an agent that is too large": {".claude/agents/x.md": AGENT.format("x") + "x" * (MAX_FILE_BYTES + 1)},
    "an agent without an end of its front matter": {".claude/agents/x.md": "---\nname: x\n"},
    "an agent without a name": {".claude/agents/x.md": "---\ndescription: Does it.\nmodel: haiku\n---\n"},
    "an agent without a description": {".claude/agents/x.md": "---\nname: x\n---\n"},
    "an agent whose name is a title": {".claude/agents/x.md": AGENT.format("My Agent")},
    "agents of one name": {".claude/agents/x.md": AGENT.format("x"), ".claude/agents/y.md": AGENT.format("x")},
    "commands of one name": {".claude/commands/x.md": "Go.\n", ".claude/skills/x/SKILL.md": "Go.\n"},
    "a command whose name cannot be typed": {".claude/commands/x y.md": "Go.\n"},
    "an agent with front matter in TOML": {".claude/agents/x.md": '+++\nname = "x"\n+++\n'},
    "a command with front matter in TOML": {".claude/commands/x.md": '+++\ndescription = "X."\n+++\n'},
    "an agent in TOML": {".codex/agents/x.toml": "name = 'x'\n"},
    "code that is not text": {"src/status.py": b"STATUSES = ('\xff',)\n"},
    "agents without a description": {f".claude/agents/x{number}.md": "---\nname: x\n---\n" for number in range(6)},
    "a table with a cell that is not a name": {"x.md": "| Status | Next |\n|---|---|\n| in work | done |\n"},
    "a table of statuses without transitions": {"x.md": "| Status | Meaning |\n|---|---|\n| a | A. |\n"},
    "a nested state diagram": {"x.md": "```mermaid\nstateDiagram-v2\nstate a {\nb --> c\n}\n```\n"},
}


@pytest.mark.parametrize("name", UNREAD)
def test_nothing_is_skipped_silently(tmp_path: Path, name: str) -> None:
    write_files(tmp_path, {".claude/agents/ok.md": AGENT.format("ok"), **UNREAD[name]})
    result = run_docs(tmp_path, "adopt", "--write")
    assert (result.returncode, result.stderr) == (0, "")
    assert all(path in result.stdout for path in UNREAD[name]), result.stdout
    assert "ok" in open_workspace(tmp_path).loaded.contract.agents
    assert run_docs(tmp_path, "check").returncode == 0


@pytest.mark.parametrize("target", ["nowhere.md", "/etc/hostname"])
def test_a_link_that_leads_out_is_named(tmp_path: Path, target: str) -> None:
    write_files(tmp_path, {".claude/agents/ok.md": AGENT.format("ok")})
    (tmp_path / ".claude/agents/link.md").symlink_to(target)
    (tmp_path / ".claude/agents/inside.md").symlink_to("ok.md")
    assert problem_text(tmp_path) == (
        ".claude/agents/link.md: warning: left-alone: is a link that leads out of the repository\n"
        "  fix: replace it with a copy of the file or folder, or delete it\n"
    )
    (tmp_path / ".claude/agents/link.md").unlink()
    adopt(tmp_path)
