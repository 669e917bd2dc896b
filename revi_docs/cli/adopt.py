"""`revi-docs adopt`: propose a contract for an existing repository."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import click

from revi_docs.adopt.adoption_plan import AdoptionPlan, plan_adoption
from revi_docs.adopt.adoption_writer import AdoptionResult, write_adoption
from revi_docs.adopt.scanned_files import ScanPatterns
from revi_docs.app.workspace import Workspace
from revi_docs.cli.output.printing import print_problems
from revi_docs.cli.program.command_classes import program_command
from revi_docs.cli.program.options import findings_format_option
from revi_docs.cli.workspace_factory import pass_workspace
from revi_docs.drift.sync import sync
from revi_docs.problems.problem import Problem, errors, sorted_problems


@program_command("revi-docs adopt", "revi-docs adopt --write", "revi-docs adopt --agents 'team/*.md'")
@click.option("--agents", multiple=True, metavar="GLOB", help="Files that are agents. Can be repeated.")
@click.option("--commands", multiple=True, metavar="GLOB", help="Files that are commands. Can be repeated.")
@click.option("--documents", multiple=True, metavar="GLOB", help="Documents and lists to read. Can be repeated.")
@click.option("--write", is_flag=True, help="Write the contract, and region markers around what it owns.")
@findings_format_option
@pass_workspace
def adopt(
    workspace: Workspace,
    agents: tuple[str, ...],
    commands: tuple[str, ...],
    documents: tuple[str, ...],
    write: bool,
    output_format: str,
) -> int:
    """Propose a contract from the agents, commands, tables and lists of a repository.

    Each proposed value names its source. If two sources disagree, the value is left out and reported as a
    question. Nothing is written without --write.
    """
    plan = plan_adoption(workspace.root, ScanPatterns(agents, commands, documents))
    if write and not plan.is_empty:
        return _write_plan(workspace, plan, output_format)
    if output_format == "text":
        sys.stdout.writelines(_plan_lines(plan))
    return print_problems(plan.problems, output_format)


def _plan_lines(plan: AdoptionPlan) -> Iterator[str]:
    """Yield what `--write` would write."""
    if plan.proposal:
        yield f"{plan.proposal.text}\n"
    for region in plan.regions:
        block = region.block
        line = plan.texts[block.file].count("\n", 0, block.start) + 1
        yield f"would own {block.file}:{line} as region {region.name}\n"
    if plan.proposal or plan.regions:
        yield "nothing was changed; run 'revi-docs adopt --write' to write it\n"
    elif plan.loaded:
        yield "nothing to add: the contract already has everything that was found\n"
    yield "\n" if plan.problems and not plan.is_empty else ""


def _write_plan(workspace: Workspace, plan: AdoptionPlan, output_format: str) -> int:
    drift_problems = errors(workspace.check()) if plan.loaded else ()
    result = (
        AdoptionResult(problems=drift_problems)
        if drift_problems
        else write_adoption(workspace.root, plan, partial(sync_and_check, workspace))
    )
    if output_format == "text":
        sys.stdout.writelines(f"wrote {path}\n" for path in result.paths)
    return print_problems(sorted_problems((*plan.problems, *result.notes, *result.problems)), output_format)


def sync_and_check(opener: Workspace, root: Path) -> tuple[Problem, ...]:
    """Lint, sync and check the repository at `root`; return the problems that fail the check."""
    workspace = opener.reopen(root)
    problems = errors((*workspace.lint(), *workspace.source_problems))
    if problems:
        return problems
    sync(root, workspace.file_statuses)
    return errors(workspace.reopen().check())
