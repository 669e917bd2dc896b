"""The commands of both programs as data, read from their own parsers, for the reference pages."""

from __future__ import annotations

import argparse
from dataclasses import dataclass

import click

from revi_docs.cli.agent.command_parser import COMMANDS, leaf_parsers, parser_for


@dataclass(frozen=True, slots=True)
class CommandHelp:
    """One command; `options` are pairs of an option as it is typed and its help text."""

    name: str
    help: str
    usage: str
    options: tuple[tuple[str, str], ...]
    example: str


def describe_commands(group: click.Group) -> tuple[CommandHelp, ...]:
    """Return every command of `revi-docs`, sorted by name."""
    context = click.Context(group, info_name="revi-docs", **group.context_settings)
    return tuple(_describe_command(name, group.commands[name], context) for name in sorted(group.commands))


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


def describe_agent_commands() -> tuple[CommandHelp, ...]:
    """Return every command of `revi` in the order of its help; a command with subcommands yields only these."""
    return tuple(entry for name in COMMANDS for entry in _describe_parsers(name))


def _describe_parsers(name: str) -> tuple[CommandHelp, ...]:
    # argparse offers no public access to the parsers of its subcommands.
    parser = parser_for(name)._subparsers._group_actions[0].choices[name]  # type: ignore[union-attr,index] # private
    return tuple(
        CommandHelp(
            name=leaf.prog.removeprefix("revi "),
            help=leaf.description or COMMANDS[name],
            usage=" ".join(leaf.format_usage().removeprefix("usage: ").split()),
            options=tuple(
                (_format_argument(action), (action.help or "") % vars(action))
                for action in leaf._actions
                if action.help != argparse.SUPPRESS and action.dest != "help"
            ),
            example="\n".join(_examples(parser, leaf)),
        )
        for leaf in leaf_parsers(parser)
    )


def _format_argument(action: argparse.Action) -> str:
    value = action.metavar if isinstance(action.metavar, str) else action.dest.upper()
    if not action.option_strings:
        return value
    names = ", ".join(action.option_strings)
    return names if action.nargs == 0 else f"{names} {value}"


def _examples(parser: argparse.ArgumentParser, leaf: argparse.ArgumentParser) -> list[str]:
    """Return the command's examples that call this subcommand."""
    lines = (parser.epilog or "").removeprefix("Example:\n").splitlines()
    return [line.strip() for line in lines if line.strip().startswith(leaf.prog)]
