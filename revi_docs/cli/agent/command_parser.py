"""The words of a command line of `revi`, parsed; only the module of the called command is imported."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from importlib import import_module

COMMANDS = {
    "can": "May a story go to a status?",
    "move": "Take a story to another status.",
    "lock": "Who works on a story?",
    "rerun": "Does a command run, again or from where it stopped?",
    "story": "Begin, log and show stories.",
    "error": "What follows a failure, and who closes the circuit?",
    "budget": "What did a phase use, and is it within its limits?",
    "workers": "Make one result of what the workers of a set report.",
    "trace": "What happened, does it fit the contract, and what changed since a run that was kept?",
    "metrics": "What do the trace and the token log come to?",
    "model": "Which model does an agent get?",
    "doctor": "What is not in order?",
    "hook": "Answer Claude Code before and after it acts.",
    "completion": "Print what makes a shell complete revi.",
}
"""Command → what it does. Each has its module in this folder, of the same name, with `EXAMPLE`,
`arguments(parser)`, which adds what it is given, and `run(workflow, given)`, which returns an Answer.
One that sets `alone` among its defaults needs no repository, and gets none."""


def parse_args(argv: list[str]) -> argparse.Namespace:
    """What was given, with `run`, the function that answers it. Ends with exit code 2 for wrong usage."""
    command = next((word for word in argv if word in COMMANDS), "")
    return parser_for(command).parse_args(argv)


def parser_for(command: str) -> argparse.ArgumentParser:
    """The command line with one command in full; with "" all commands, and of each what it does."""
    parser = argparse.ArgumentParser(
        prog="revi",
        description="Obeys the contract while agents work: guarded moves, locks, budgets, errors, traces.",
        epilog="Exit codes: 0 yes, 1 the answer is no, 2 wrong usage, 3 could not run, 70 a bug in revi.",
        allow_abbrev=False,
    )
    parser.add_argument("-C", "--root", default="", help="the repository (default: upwards from here)")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for name, summary in COMMANDS.items() if not command else ((command, COMMANDS[command]),):
        subparser = commands.add_parser(
            name,
            help=summary,
            description=summary,
            allow_abbrev=False,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        if name == command:
            _complete_parser(subparser, name)
    return parser


def _complete_parser(parser: argparse.ArgumentParser, name: str) -> None:
    """Adds what the command's own module says."""
    module = import_module(f"revi_docs.cli.agent.{name}")
    parser.epilog = "Example:\n" + "".join(f"  {line}\n" for line in module.EXAMPLE)
    module.arguments(parser)
    parser.set_defaults(run=module.run)
    for leaf_parser in leaf_parsers(parser):
        leaf_parser.add_argument(
            "--format",
            dest="form",
            choices=("text", "json"),
            default="text",
            help="for people or for programs",
        )


def leaf_parsers(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    """The parser itself, or those of its commands."""
    choices = parser._subparsers._group_actions[0].choices if parser._subparsers else None
    if isinstance(choices, dict):
        yield from choices.values()
    else:
        yield parser
