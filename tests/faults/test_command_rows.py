"""Every command of both programs changes something, and then meets faults; or it leaves all files as they are."""

from __future__ import annotations

from pathlib import Path
from random import Random

import click
import pytest

from tests.faults.acts import ACTS
from tests.fuzz import kinds
from tests.support.command_line import PROGRAMS, call_program
from tests.support.command_names import command_paths
from tests.support.soak import rounds

READING = {
    "revi-docs": (
        "lint", "check", "diff", "doctor", "template", "template reference/index.md.j2", "explain tampered", "schema",
        "completion bash", "help", "help guide quick-start", "version", "adopt", "build --only lint,check",
        "sync --dry-run", "upgrade --dry-run", "uninstall --dry-run", "check --no-cache", "lint --format sarif",
    ),
    "revi": (
        "next TKT-7", "story list", "story show TKT-7", "story reconcile TKT-7", "doctor", "can TKT-7 checking",
        "lock status TKT-7", "lock tables", "trace show TKT-7", "trace check TKT-7",
        "trace compare TKT-7 tickets/TKT-7/_implementation/TRACE.jsonl", "trace export TKT-7 --otlp-json -",
        "model three", "explain lock-held", "completion bash", "help", "version",
        "error record TKT-7 --phase make --type LOST --node n --message m --dry-run",
        "move TKT-7 checking --by begin --event finished --dry-run", "rerun TKT-7 begin --dry-run",
        "log TKT-7 --actor a --summary s --dry-run", "workers start TKT-7 --set readers --dry-run",
        "workers collect TKT-7 --set readers --dry-run", "begin TKT-7 begin --dry-run",
        "end TKT-7 --event finished --dry-run", "lock acquire TKT-7 --phase make --owner b --dry-run",
        "story new TKT-8 --title T --dry-run", "doctor --format json", "metrics --all --dry-run",
    ),
}  # fmt: skip
"""Command lines of commands that change nothing, of both programs."""

ELSEWHERE = {
    "revi-docs serve": "runs until it is stopped; tests/site/mkdocs/test_dev_server.py",
    "revi-docs links": "builds the site in a temporary folder; tests/cli/test_links.py",
    "revi budget check": "adds an event to the trace; tests/cli/agent/test_lost_events.py",
    "revi hook": "the hooks that change something have rows of their own; tests/faults/acts.py",
    "revi-docs try": "runs a program in a copy of the repository; tests/cli/test_try_agent.py",
}
"""Command → what it does instead, and which tests it has."""


def command_of(words: tuple[str, ...]) -> tuple[str, ...]:
    """Program and command of a command line, without its arguments and without the group `plumbing`."""
    group: click.Command = PROGRAMS[words[0]]
    names = [words[0]]
    for word in words[1:]:
        command = group.get_command(click.Context(group), word) if isinstance(group, click.Group) else None
        if command is None:
            break
        group, names = command, [*names, word]
    return tuple(names)


def leaf_commands() -> set[tuple[str, ...]]:
    """Every command of both programs that is not only a group of others."""
    paths = {(program, *words) for program in PROGRAMS for words in command_paths(program)}
    leaves = {path for path in paths if not any(other[: len(path)] == path != other for other in paths)}
    return {tuple(word for word in path if word != "plumbing") for path in leaves}


def test_every_command_has_a_row() -> None:
    changing = {command_of(act.words) for act in ACTS if act.words[0] != "hook"}
    reading = {command_of((program, *line.split())) for program, lines in READING.items() for line in lines}
    elsewhere = {tuple(command.split()) for command in ELSEWHERE}
    assert changing | reading | elsewhere == leaf_commands()
    assert all((Path(__file__).parents[2] / text.rpartition(" ")[2]).is_file() for text in ELSEWHERE.values())


@pytest.fixture(scope="module")
def tickets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("rows") / "root"
    next(act for act in ACTS if str(act) == "revi-log-TKT-7").prepare(root)
    return root


def contents(root: Path) -> dict[str, bytes | None]:
    """Every file and folder with its content."""
    return {str(path): path.read_bytes() if path.is_file() else None for path in root.rglob("*")}


@pytest.mark.parametrize("program", READING)
def test_commands_that_read_leave_everything_as_it_is(tickets: Path, program: str) -> None:
    old = contents(tickets)
    cache = {"XDG_CACHE_HOME": str(tickets.with_name("cache"))}
    lines = READING[program]
    for line in Random(program).sample(lines, rounds(6, len(lines))):
        result = call_program(program, tickets, *line.split(), env={**kinds.SESSION, **cache})
        assert result.code in (0, 1, 3), (line, result)
        assert contents(tickets) == old, line
