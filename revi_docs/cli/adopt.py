"""`revi-docs adopt`: move an existing repository in."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from revi_docs.cli.printing import example, format_option, show
from revi_docs.cli.workspace import Workspace
from revi_docs.drift.adopt.adopt import Adoption
from revi_docs.drift.adopt.adopt import adopt as look
from revi_docs.drift.adopt.sources import Wanted
from revi_docs.drift.adopt.write import Written, write_all
from revi_docs.drift.sync import sync
from revi_docs.problems.problem import Problem, errors, in_order


@click.command(
    epilog=example("revi-docs adopt", "revi-docs adopt --write", "revi-docs adopt --agents 'team/*.md'")
)
@click.option(
    "--agents", multiple=True, metavar="GLOB", help="Where the agents are; may be given several times."
)
@click.option("--commands", multiple=True, metavar="GLOB", help="Where the commands are.")
@click.option("--documents", multiple=True, metavar="GLOB", help="Which documents and lists are read.")
@click.option("--write", "writes", is_flag=True, help="Write the contract, and markers around what it owns.")
@format_option
@click.pass_obj
def adopt(
    workspace: Workspace,
    agents: tuple[str, ...],
    commands: tuple[str, ...],
    documents: tuple[str, ...],
    writes: bool,
    form: str,
) -> int:
    """Propose a contract for what agents, commands, tables and lists state already. Guesses nothing.

    Each value says where it came from; where two places disagree, it asks. Changes nothing without --write.
    """
    found = look(workspace.root, Wanted(agents, commands, documents))
    if writes and not found.is_nothing:
        return _write(workspace, found, form)
    if form == "text":
        sys.stdout.writelines(_told(found))
    return show(found.problems, form)


def _told(found: Adoption) -> Iterator[str]:
    """What would be written."""
    if found.proposal:
        yield f"{found.proposal.text}\n"
    for region in found.regions:
        passage = region.passage
        line = found.texts[passage.file].count("\n", 0, passage.start) + 1
        yield f"would own {passage.file}:{line} as the region {region.name}\n"
    if found.proposal or found.regions:
        yield "nothing was changed; 'revi-docs adopt --write' writes it\n"
    elif found.loaded:
        yield "nothing to add: the contract owns all that was found\n"
    yield "\n" if found.problems and not found.is_nothing else ""


def _write(workspace: Workspace, found: Adoption, form: str) -> int:
    drifted = errors(workspace.check()) if found.loaded else ()
    done = Written(problems=drifted) if drifted else write_all(workspace.root, found, set_right)
    if form == "text":
        sys.stdout.writelines(f"written {path}\n" for path in done.paths)
    return show(in_order((*found.problems, *done.notes, *done.problems)), form)


def set_right(root: Path) -> tuple[Problem, ...]:
    """Lints, syncs and checks a repository; the problems that fail the check."""
    workspace = Workspace(root)
    found = errors((*workspace.lint(), *workspace.source_problems))
    if found:
        return found
    sync(root, workspace.standings)
    return errors(Workspace(root).check())
