"""The commands of both programs."""

from __future__ import annotations

from collections.abc import Iterator

import click

from revi_docs.cli.command_group import COMMANDS as ENTRIES
from tests.support.command_line import PROGRAMS

COMMANDS = sorted(ENTRIES)
WITH_FORMATS = sorted(
    name
    for name, entry in ENTRIES.items()
    if any(part.name == "output_format" and part.expose_value for part in entry.load().params)
)


def command_paths(program: str) -> list[list[str]]:
    """The words of a program and of every command and group of it; the program itself has none."""
    context = click.Context(PROGRAMS[program], info_name=program)

    def paths(group: click.Group, words: list[str]) -> Iterator[list[str]]:
        for name in group.list_commands(context):
            yield [*words, name]
            command = group.get_command(context, name)
            if isinstance(command, click.Group):
                yield from paths(command, [*words, name])

    return [[], *paths(PROGRAMS[program], [])]
