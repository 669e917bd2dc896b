"""The commands of `revi` described from their own parsers, for the site's page about them."""

from __future__ import annotations

import argparse

from revi_docs.cli.agent.words import COMMANDS, leaves, parser_for
from revi_docs.cli.describe import Described


def agent_commands() -> tuple[Described, ...]:
    """Every command, in the order of the command line; one that has commands of its own is told by these."""
    return tuple(one for name in COMMANDS for one in _described(name))


def _described(name: str) -> tuple[Described, ...]:
    parser = parser_for(name)._subparsers._group_actions[0].choices[name]  # type: ignore[union-attr,index]
    return tuple(
        Described(
            name=leaf.prog.removeprefix("revi "),
            help=leaf.description or COMMANDS[name],
            usage=" ".join(leaf.format_usage().removeprefix("usage: ").split()),
            options=tuple(_options(leaf)),
            example="\n".join(_examples(parser, leaf)),
        )
        for leaf in leaves(parser)
    )


def _options(parser: argparse.ArgumentParser) -> list[tuple[str, str]]:
    """How each is written, and what it does."""
    shown = [action for action in parser._actions if action.help != argparse.SUPPRESS]
    return [
        (_written(action), (action.help or "") % vars(action)) for action in shown if action.dest != "help"
    ]


def _written(action: argparse.Action) -> str:
    value = action.metavar if isinstance(action.metavar, str) else action.dest.upper()
    if not action.option_strings:
        return value
    names = ", ".join(action.option_strings)
    return names if action.nargs == 0 else f"{names} {value}"


def _examples(parser: argparse.ArgumentParser, leaf: argparse.ArgumentParser) -> list[str]:
    """Those of the command's examples that call this one."""
    lines = (parser.epilog or "").removeprefix("Example:\n").splitlines()
    return [line.strip() for line in lines if line.strip().startswith(leaf.prog)]
