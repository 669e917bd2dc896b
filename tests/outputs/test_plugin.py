"""The generated plugin: every name, path and shell command in it is valid."""

from __future__ import annotations

import re
import shlex
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from revi_docs.contract.loader import load_valid
from tests.support.command_line import parse

PLUGIN = Path("plugins/revi")
ROOT = Path(__file__).parents[2]
VALUES = {"STORY_ID": "REVI-016", "NUMBER": "3", "STATUS": "PASS", "FIELD=VALUE": "tool=Bash"}
COMMANDS = sorted((ROOT / PLUGIN / "skills").glob("*/SKILL.md"))
DOCS = sorted((ROOT / PLUGIN / "docs").glob("*.md"))
AGENTS = sorted((ROOT / PLUGIN / "agents").glob("*.md"))


def name_of(file: Path) -> str:
    """The name of a command or document; a command is a folder."""
    return file.parent.name if file.name == "SKILL.md" else file.stem


def test_the_plugin_has_files_to_read() -> None:
    assert list(map(len, (COMMANDS, AGENTS))) == [
        len(getattr(load_valid(ROOT).contract, section)) for section in ("commands", "agents")
    ]
    assert len(DOCS) == 10


def split(file: Path) -> tuple[dict[str, Any], str]:
    """Front matter and body as Claude Code takes them apart: between the first line, `---`, and the next."""
    opening, head, body = re.split(r"^---\n", file.read_text("utf-8"), maxsplit=2, flags=re.MULTILINE)
    assert opening == ""
    return yaml.safe_load(head), body


def words_of(value: Any) -> Iterator[str]:
    """Every name and every text that stands somewhere in the contract."""
    if isinstance(value, Mapping):
        for name, part in value.items():
            yield name
            yield from words_of(part)
    elif isinstance(value, tuple):
        for part in value:
            yield from words_of(part)
    elif is_dataclass(value):
        for field in fields(value):
            yield field.name
            yield from words_of(getattr(value, field.name))
    elif value is not None:
        yield str(value)


@pytest.fixture(scope="module")
def known_names() -> set[str]:
    """All that a code span of a command file may name."""
    contract = load_valid(ROOT).contract
    flags = {
        f"{flag.id}={flag.value}"
        for command in contract.commands.values()
        for flag in command.flags.values()
        if flag.value
    }
    slashed = {f"/{name}" for name in contract.commands}
    project = {item.file for item in contract.artifacts.values() if item.scope == "project"}
    files = {f"plans/{file.replace('{prefix}', contract.project.prefix)}" for file in project}
    return (set(words_of(contract)) - project) | flags | slashed | files | {"{timestamp}", "{id}", "plans/"}


@pytest.mark.parametrize("file", COMMANDS, ids=name_of)
def test_a_command_names_only_what_exists(file: Path, known_names: set[str]) -> None:
    _, body = split(file)
    for span in re.findall(r"`([^`\n]+)`", re.sub(r"^```sh\n.*?^```$", "", body, flags=re.S | re.M)):
        if span.startswith("${CLAUDE_PLUGIN_ROOT}/"):
            assert (ROOT / PLUGIN / span.removeprefix("${CLAUDE_PLUGIN_ROOT}/")).is_file(), span
        elif span.startswith("git "):
            usage = subprocess.run([*span.split(), "-h"], capture_output=True, text=True, check=False)
            assert span.split()[1] in usage.stdout, span
        elif not span.startswith(("revi ", "revi-docs ")):
            assert span in known_names | {
                "revi.yml",
                "fix:",
                "--force",
                "--result FILE",
                "--tokens NUMBER",
                "--depends-on ID",
            }


def calls(body: str) -> list[str]:
    """The lines and the spans of a file that call `revi`."""
    blocks = "\n".join(re.findall(r"^```sh\n(.*?)^```$", body, flags=re.S | re.M))
    spans = re.findall(r"`(revi [^`\n]+)`", body)
    return [*spans, *(line for line in blocks.splitlines() if line and not line.startswith("#"))]


@pytest.mark.parametrize("file", [*COMMANDS, *DOCS], ids=name_of)
def test_every_call_is_one_that_the_program_takes(file: Path) -> None:
    """Each line is parsed by the command line itself, with a value where the line has a placeholder."""
    for line in calls(file.read_text("utf-8")):
        program, *words = [VALUES.get(word, word) for word in shlex.split(line)]
        if program == "git":
            assert (words[0], *words[1:-1]) in {("add",), ("commit", "--message")}
        elif words[-1] != "--help":
            parse(program, *(word for word in words if word != "…"))


def test_a_call_that_revi_does_not_take_is_noticed() -> None:
    with pytest.raises(click.NoSuchOption):
        parse("revi", "lock", "acquire", "REVI-016", "--colour", "red")


@pytest.mark.parametrize("file", COMMANDS, ids=name_of)
def test_a_command_starts_only_agents_that_have_a_file(file: Path) -> None:
    contract = load_valid(ROOT).contract
    started = re.findall(r"`([a-z0-9-]+)` \(`(?:haiku|sonnet|opus)`\)", split(file)[1])
    assert set(started) <= {agent.stem for agent in AGENTS}
    assert set(contract.commands[name_of(file)].spawns.values()) <= set(started) | {
        span for span in re.findall(r"`([^`\n]+)`", split(file)[1]) if span in contract.agents
    }


def test_a_name_that_does_not_exist_is_noticed(known_names: set[str]) -> None:
    assert "elab-analist" not in known_names


@pytest.mark.parametrize("file", COMMANDS, ids=name_of)
def test_the_front_matter_of_a_command(file: Path) -> None:
    head, body = split(file)
    fields = {"description", "argument-hint", "arguments", "metadata", "disable-model-invocation"}
    assert head.keys() <= {"name", "allowed-tools"} | fields
    assert (head["name"], head["allowed-tools"]) == (name_of(file), "Bash(revi *)")
    assert len(file.read_bytes()) <= 8192
    assert isinstance(head["description"], str)
    assert head["description"]
    assert isinstance(head.get("argument-hint", ""), str)
    assert len(re.findall(r"\$ARGUMENTS", body)) <= 1
    assert not re.search(r"\$[0-9]", body)


@pytest.mark.parametrize("file", AGENTS, ids=lambda file: file.stem)
def test_the_front_matter_of_an_agent(file: Path) -> None:
    head, _ = split(file)
    assert head.keys() <= {"name", "description", "model", "tools", "metadata", "maxTurns"}
    assert head["name"] == file.stem
    assert head["description"]
    assert head["model"] in {"haiku", "sonnet", "opus"}
    assert all(re.fullmatch(r"[A-Z][A-Za-z]+", tool) for tool in head.get("tools", "Read").split(", "))


@pytest.mark.parametrize("folder", ["plugins", "templates"])
def test_no_text_for_agents_invites_to_state_tokens(folder: str) -> None:
    texts = [file.read_text("utf-8") for file in (ROOT / folder).rglob("*") if file.suffix in (".md", ".j2", ".json")]
    assert texts
    assert not any("--tokens" in text for text in texts)
