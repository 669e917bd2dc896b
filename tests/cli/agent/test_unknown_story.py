"""Every command that takes a story rejects one that does not exist, and then creates nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from tests.support.command_line import PROGRAMS, call_program

UNKNOWN = "TKT-999"
VALUES = {
    "story": UNKNOWN, "new_id": "TKT-998", "command": "begin", "status": "checking", "target": "checking",
    "phase": "make", "actor": "ann", "reason": "why", "summary": "text", "by": "manual", "fence": "1", "set": "readers",
    "type": "LOST", "error_type": "LOST", "node": "step", "message": "text", "event": "read", "evidence": "revi.yml",
    "verdict": "GOOD", "result": "PASS", "worker_set": "readers", "name": "text", "tokens": "3", "title": "A title",
    "baseline": "TKT-7",
}  # fmt: skip
"""A valid value of each argument and required option, by its name."""

CODES: dict[tuple[str, ...], str] = {("story", "adopt"): "no-evidence"}
"""A command that asks for something else first → the code of its answer."""


def commands(group: click.Group, words: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            yield from commands(command, (*words, name))
        elif command is not None and any(parameter.name == "story" for parameter in command.params):
            yield (*words, name), command


COMMANDS = dict(commands(PROGRAMS["revi"]))


def is_needed(item: click.Parameter) -> bool:
    """Whether a call needs a parameter; story and status can be optional if the command has `--all`."""
    return item.required or item.name in ("story", "status")


def command_line(words: tuple[str, ...], command: click.Command) -> tuple[str, ...]:
    """A call with every argument and option that the command needs."""
    arguments = [
        VALUES[str(item.name)] for item in command.params if isinstance(item, click.Argument) and is_needed(item)
    ]
    options = [
        word
        for item in command.params
        if isinstance(item, click.Option) and item.required
        for word in (item.opts[-1], VALUES[str(item.name)])
    ]
    return (*words, *arguments, *options)


def files(root: Path) -> dict[Path, bytes]:
    """Path → content of every file below a folder."""
    return {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_all_commands_are_known() -> None:
    assert len(COMMANDS) > 25


@pytest.mark.parametrize("words", sorted(COMMANDS.keys() - {("story", "new")}), ids=" ".join)
def test_an_unknown_story_is_rejected(words: tuple[str, ...], still: Path) -> None:
    before = files(still)
    answer = call_program("revi", still, *command_line(words, COMMANDS[words]))
    assert (answer.code, answer.stderr.partition(":")[0]) == (1, CODES.get(words, "unknown-story")), answer
    assert files(still) == before
