"""The values that a shell offers for options and arguments: from the repository, and read only when it asks.

Nothing is offered if the repository cannot be read: a completion must not print an error.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import click

from revi_docs.cli.program.invocation import invocation_of
from revi_docs.problems.revi_error import ReviError
from revi_docs.runtime.base.repository import Repository, open_repository

Completer = Callable[[click.Context, click.Parameter, str], list[str]]


def codes(_: click.Context, __: click.Parameter, incomplete: str) -> list[str]:
    """Return the codes that `explain` knows."""
    # Imported late: the catalog imports every rule, and other completions need none.
    from revi_docs.app.code_catalog import explanations

    return [entry.code for entry in explanations() if entry.code.startswith(incomplete)]


def shipped_templates(context: click.Context, _: click.Parameter, incomplete: str) -> list[str]:
    """Return the templates that `template` prints."""
    from pathlib import Path

    from revi_docs.outputs.environment import TemplateLoader

    names = TemplateLoader(Path(invocation_of(context).repository_root)).shipped_names()
    return [name for name in names if name.startswith(incomplete)]


def _from_repository(read: Callable[[Repository], Iterable[str]]) -> Completer:
    """Return the function that offers what `read` finds in the repository."""

    def complete(context: click.Context, _: click.Parameter, incomplete: str) -> list[str]:
        try:
            names = list(read(open_repository(invocation_of(context).repository_root)))
        except (ReviError, OSError):
            # A shell completion has nowhere to print an error: no suggestions are the best answer.
            return []
        return [name for name in names if name.startswith(incomplete)]

    return complete


stories = _from_repository(lambda repository: (story.id for story in repository.stories()))
statuses = _from_repository(lambda repository: repository.section("statuses"))
phases = _from_repository(lambda repository: repository.section("phases"))
commands = _from_repository(lambda repository: repository.section("commands"))
agents = _from_repository(lambda repository: repository.section("agents"))
stages = _from_repository(lambda repository: repository.section("stages"))
worker_sets = _from_repository(lambda repository: repository.section("workers").get("sets", ()))
error_types = _from_repository(lambda repository: repository.section("errors"))
trace_events = _from_repository(lambda repository: repository.section("trace").get("events", ()))
