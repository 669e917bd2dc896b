"""The commands of a program as data, for its reference page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import click

from revi_docs.cli.program.options import GLOBAL_OPTIONS


@dataclass(frozen=True, slots=True)
class CommandHelp:
    """One command; `options` are pairs of an argument or option as it is typed and its help text."""

    name: str
    help: str
    usage: str
    options: tuple[tuple[str, str], ...]
    example: str


def describe_commands(program: click.Group) -> tuple[CommandHelp, ...]:
    """Return every command of a program in the order of its help; a group of commands yields only these."""
    context = click.Context(program, info_name=program.name, **program.context_settings)
    return tuple(_describe_group(program, context))


def _describe_group(group: click.Group, context: click.Context) -> Iterator[CommandHelp]:
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        command_context = click.Context(command, info_name=name, parent=context)
        if isinstance(command, click.Group):
            yield from _describe_group(command, command_context)
        elif not command.hidden:
            yield _describe_command(command, command_context)


def _describe_command(command: click.Command, context: click.Context) -> CommandHelp:
    parameters = [part for part in command.get_params(context) if part not in (*GLOBAL_OPTIONS, _help(context))]
    records = (part.get_help_record(context) for part in parameters)
    program = context.find_root().info_name
    return CommandHelp(
        name=context.command_path.removeprefix(f"{program} "),
        help=" ".join((command.help or "").split()),
        usage=" ".join(command.get_usage(context).removeprefix("Usage: ").split()),
        options=tuple(record for record in records if record),
        example="\n".join(_example_lines(command, context)),
    )


def _help(context: click.Context) -> click.Option | None:
    return context.command.get_help_option(context)


def _example_lines(command: click.Command, context: click.Context) -> list[str]:
    """Return the lines of the command's example that call this program."""
    program = f"{context.find_root().info_name} "
    lines = (command.epilog or "").removeprefix("\b\n").removeprefix("Example:\n").splitlines()
    return [line.strip() for line in lines if program in line]
