"""The commands described from the commands themselves, for the site's page about them."""

from __future__ import annotations

from dataclasses import dataclass

import click


@dataclass(frozen=True, slots=True)
class CommandHelp:
    """One command: `options` are pairs of how an option is written and what it does."""

    name: str
    help: str
    usage: str
    options: tuple[tuple[str, str], ...]
    example: str


def describe_commands() -> tuple[CommandHelp, ...]:
    """Every command, sorted by name."""
    from revi_docs.cli.command_group import cli

    context = click.Context(cli, info_name="revi-docs", **cli.context_settings)
    return tuple(_describe_command(name, cli.commands[name], context) for name in sorted(cli.commands))


def _describe_command(name: str, command: click.Command, parent: click.Context) -> CommandHelp:
    context = click.Context(command, info_name=name, parent=parent)
    records = (part.get_help_record(context) for part in command.get_params(context))
    return CommandHelp(
        name=name,
        help=" ".join((command.help or "").split()),
        usage=command.get_usage(context).removeprefix("Usage: "),
        options=tuple(record for record in records if record),
        example=(command.epilog or "").removeprefix("\b\n").removeprefix("Example:\n").strip(),
    )
