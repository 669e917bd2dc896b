"""The argument parser of `revi`. Only the module of the called command is imported."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import NoReturn

COMMANDS = {
    "can": "Check whether a story can move to a status.",
    "move": "Move a story to another status.",
    "lock": "Acquire, renew, release and inspect the lock of a story.",
    "rerun": "Decide whether a command runs again, is skipped, or resumes.",
    "story": "Create, adopt, log, list and show stories.",
    "error": "Record a failure and decide what to do next; close the circuit breaker.",
    "budget": "Count the tokens of a phase and compare them with its limits.",
    "workers": "Start the workers of a set and combine their results.",
    "trace": "Emit, show, check and compare the events of a story.",
    "metrics": "Compute metrics from the trace and the token log.",
    "model": "Print the model of an agent.",
    "doctor": "Check contract, hooks, ledgers, locks and generated files.",
    "explain": "Explain a code: what is wrong, why it matters, how to fix it.",
    "hook": "Answer a hook event of Claude Code.",
    "completion": "Print a shell completion script.",
}
"""Command → its summary. Each has a module of the same name in this folder, with `EXAMPLE`,
`arguments(parser)`, which adds its arguments, and `run(repository, args)`, which returns its result.
A command that sets the default `standalone` needs no repository and gets None. One that sets `formats`
returns a ProblemReport, and accepts these values of `--format`."""


class AgentArgumentParser(argparse.ArgumentParser):
    """An argument parser that suggests the most similar choice for one that is invalid."""

    def _check_value(self, action: argparse.Action, value: object) -> None:
        # argparse has no public hook for this message, which lists every choice and suggests none.
        if action.choices is None or value in action.choices:
            return
        from revi_docs.problems.suggestions import closest_name

        choices = [str(choice) for choice in action.choices]
        suggestion = closest_name(str(value), choices)
        hint = f"; did you mean '{suggestion}'?" if suggestion else f"; use one of: {', '.join(choices)}"
        label = "/".join(action.option_strings) or "command"
        if isinstance(action, argparse._SubParsersAction):
            label = "action" if action.dest == "action" else "command"
            raise argparse.ArgumentError(None, f"no {label} '{value}'{hint}")
        raise argparse.ArgumentError(None, f"{label}: '{value}' is not valid{hint}")

    def error(self, message: str) -> NoReturn:
        """Print usage and message to standard error and exit with 2."""
        self.print_usage(sys.stderr)
        self.exit(2, f"{self.prog}: {message}\n")


def parse_args(argv: list[str]) -> argparse.Namespace:
    """Parse the arguments; `run` of the result is the function of the command. Exits with 2 for wrong usage."""
    command = next((word for word in argv if word in COMMANDS), "")
    return parser_for(command).parse_args(argv)


def parser_for(command: str) -> argparse.ArgumentParser:
    """Return the parser with one command in full; with "" all commands, each with its summary only."""
    parser = AgentArgumentParser(
        prog="revi",
        description="Enforce the contract while agents work: moves, locks, token budgets, errors and traces.",
        epilog="Exit codes: 0 yes, 1 no or problems found, 2 wrong usage, 3 could not run, 70 a bug in revi.",
        allow_abbrev=False,
    )
    root_help = "the repository (default: the nearest parent folder with revi.yml)"
    parser.add_argument("-C", "--root", default="", help=root_help)
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
    """Add what the command's own module defines."""
    module = import_module(f"revi_docs.cli.agent.{name}")
    parser.epilog = "Example:\n" + "".join(f"  {line}\n" for line in module.EXAMPLE)
    module.arguments(parser)
    parser.set_defaults(run=module.run)
    for leaf_parser in leaf_parsers(parser):
        leaf_parser.add_argument(
            "--format",
            choices=leaf_parser.get_default("formats") or ("text", "json"),
            default="text",
            help="output format (default: %(default)s)",
        )


def report_problems(parser: argparse.ArgumentParser) -> None:
    """Let a command return a ProblemReport and accept every format of `revi-docs check`."""
    from revi_docs.report.formats import FORMATS

    parser.set_defaults(formats=tuple(FORMATS))


def story_argument(*parsers: argparse.ArgumentParser) -> None:
    """Add the story, as the first argument of a command or of its actions."""
    for parser in parsers:
        parser.add_argument("story", metavar="STORY", help="the id of the story")


def dry_run_option(*parsers: argparse.ArgumentParser) -> None:
    """Add `--dry-run`."""
    for parser in parsers:
        parser.add_argument("--dry-run", action="store_true", help="print the result without writing")


def owner_option(*parsers: argparse.ArgumentParser) -> None:
    """Add `--owner`."""
    for parser in parsers:
        parser.add_argument("--owner", default="", metavar="ID", help="the owner of the lock (default: this session)")


def add_actions(parser: argparse.ArgumentParser, summaries: Mapping[str, str]) -> dict[str, argparse.ArgumentParser]:
    """Add a parser for each action of a command; return them by name."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    return {
        name: actions.add_parser(name, help=summary, description=summary, allow_abbrev=False)
        for name, summary in summaries.items()
    }


def leaf_parsers(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    """Yield the parsers of the command's actions, or the parser itself if it has none."""
    choices = parser._subparsers._group_actions[0].choices if parser._subparsers else None
    if isinstance(choices, dict):
        yield from choices.values()
    else:
        yield parser
