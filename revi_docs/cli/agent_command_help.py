"""The commands of `revi` described from their own parsers, for the site's page about them."""

from __future__ import annotations

import argparse

from revi_docs.cli.agent.command_parser import COMMANDS, leaf_parsers, parser_for
from revi_docs.cli.command_help import CommandHelp


def describe_agent_commands() -> tuple[CommandHelp, ...]:
    """Every command, in the order of the command line; one that has commands of its own is told by these."""
    return tuple(entry for name in COMMANDS for entry in _describe_parsers(name))


def _describe_parsers(name: str) -> tuple[CommandHelp, ...]:
    parser = parser_for(name)._subparsers._group_actions[0].choices[name]  # type: ignore[union-attr,index]
    return tuple(
        CommandHelp(
            name=leaf.prog.removeprefix("revi "),
            help=leaf.description or COMMANDS[name],
            usage=" ".join(leaf.format_usage().removeprefix("usage: ").split()),
            options=tuple(_options(leaf)),
            example="\n".join(_examples(parser, leaf)),
        )
        for leaf in leaf_parsers(parser)
    )


def _options(parser: argparse.ArgumentParser) -> list[tuple[str, str]]:
    """How each is written, and what it does."""
    visible_actions = [action for action in parser._actions if action.help != argparse.SUPPRESS]
    return [
        (_format_argument(action), (action.help or "") % vars(action))
        for action in visible_actions
        if action.dest != "help"
    ]


def _format_argument(action: argparse.Action) -> str:
    value = action.metavar if isinstance(action.metavar, str) else action.dest.upper()
    if not action.option_strings:
        return value
    names = ", ".join(action.option_strings)
    return names if action.nargs == 0 else f"{names} {value}"


def _examples(parser: argparse.ArgumentParser, leaf: argparse.ArgumentParser) -> list[str]:
    """Those of the command's examples that call this one."""
    lines = (parser.epilog or "").removeprefix("Example:\n").splitlines()
    return [line.strip() for line in lines if line.strip().startswith(leaf.prog)]
