"""The commands of `revi`: one row and one file each."""

from __future__ import annotations

import click

from revi_docs.cli.program.command_classes import CommandEntry, CommandGroup
from revi_docs.cli.program.options import example
from revi_docs.problems.version import VERSION

_FOLDER = "revi_docs.cli.agent"

COMMANDS = {
    "next": CommandEntry(f"{_FOLDER}.next_step", "Show what can be done with a story next.", "Every day"),
    "begin": CommandEntry(f"{_FOLDER}.begin", "Begin a command: lock, tokens, first move.", "Every day", "at-work"),
    "end": CommandEntry(f"{_FOLDER}.end", "End a command: tokens, evidence, move, release.", "Every day", "at-work"),
    "evidence": CommandEntry(f"{_FOLDER}.evidence", "Run the checks that a story requires.", "Every day", "at-work"),
    "log": CommandEntry(f"{_FOLDER}.log", "Append a row to a story's log.", "Every day"),
    "error": CommandEntry(f"{_FOLDER}.error", "Record a failure and decide what to do next.", "Every day"),
    "story": CommandEntry(
        f"{_FOLDER}.story", "Create, list, show and reconcile stories.", "Every day", "story-folders"
    ),
    "doctor": CommandEntry(f"{_FOLDER}.doctor", "Check contract, hooks, ledgers, locks and outputs.", "Inspect"),
    "plumbing": CommandEntry(f"{_FOLDER}.plumbing", "The single steps: locks, moves, tokens, workers, traces."),
    "trust": CommandEntry(f"{_FOLDER}.trust", "Let a check run that is not on the base branch."),
    "hook": CommandEntry(f"{_FOLDER}.hook_help", "Answer a hook event of an agent platform."),
    "explain": CommandEntry("revi_docs.cli.explain", "Explain a code: what is wrong, why, and how to fix it."),
    "completion": CommandEntry("revi_docs.cli.completion", "Print a shell completion script."),
    "help": CommandEntry("revi_docs.cli.help_command", "Show the help of a command, or a guide."),
    "version": CommandEntry("revi_docs.cli.version", "Show the version."),
}
"""The commands that the help shows: at most eight with a section."""

PLUMBING = {
    "can": CommandEntry(f"{_FOLDER}.can", "Check whether a story can move to a status."),
    "move": CommandEntry(f"{_FOLDER}.move", "Move a story to another status."),
    "lock": CommandEntry(f"{_FOLDER}.lock", "Acquire, renew, release and inspect the lock of a story."),
    "rerun": CommandEntry(f"{_FOLDER}.rerun", "Decide whether a command runs, is skipped, or resumes."),
    "budget": CommandEntry(f"{_FOLDER}.budget", "Count the tokens of a phase; compare them with limits."),
    "workers": CommandEntry(f"{_FOLDER}.workers", "Start the workers of a set and combine their results."),
    "trace": CommandEntry(f"{_FOLDER}.trace", "Emit, show, check and compare the events of a story."),
    "metrics": CommandEntry(f"{_FOLDER}.metrics", "Compute metrics from the trace and the token log."),
    "model": CommandEntry(f"{_FOLDER}.model", "Print the model of an agent."),
}
"""The commands of `revi plumbing`. Each is also accepted without `plumbing`, as before it existed."""


@click.group(
    name="revi",
    cls=CommandGroup,
    entries=COMMANDS,
    aliases=PLUMBING,
    epilog=example("revi story list"),
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(VERSION, "-v", "--version", message="%(prog)s %(version)s")
def cli() -> None:
    """Enforce the contract while agents work: moves, locks, token budgets, errors and traces.

    Exit codes: 0 yes, 1 no or problems found, 2 wrong usage, 3 could not run, 70 a bug in revi,
    130 interrupted.
    """


cli.guide = "at-work"
