"""`revi-docs adopt`: propose a contract for an existing repository."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import click

from revi_docs.adopt.adoption_plan import AdoptionPlan, plan_adoption
from revi_docs.adopt.adoption_writer import AdoptionResult, Planner, write_adoption
from revi_docs.adopt.contradictions import quote_value
from revi_docs.adopt.proposal_yaml import format_place
from revi_docs.adopt.scanned_files import ScanPatterns
from revi_docs.agent_files.rules import AGENT_FILE_CODES
from revi_docs.app.plurals import pluralize
from revi_docs.app.workspace import Workspace
from revi_docs.cli.output.printing import print_problems
from revi_docs.cli.program.command_classes import program_command
from revi_docs.cli.program.options import findings_format_option
from revi_docs.cli.workspace_factory import pass_workspace
from revi_docs.contract.key_paths import format_key_path
from revi_docs.contract.loader import CONTRACT_FILE
from revi_docs.drift.sync import sync
from revi_docs.files.decoding import read_bytes
from revi_docs.files.globs import path_matches
from revi_docs.files.working_tree import WorkingTree
from revi_docs.files.written_record import WrittenRecord
from revi_docs.problems.problem import Problem, errors, sorted_problems
from revi_docs.problems.revi_error import ReviError
from revi_docs.site.mkdocs import find_config_file
from revi_docs.stories.rules import STORY_CODES


@program_command("revi-docs adopt", "revi-docs adopt --write", "revi-docs adopt --agents 'team/*.md'")
@click.option("--agents", multiple=True, metavar="GLOB", help="Files that are agents. Can be repeated.")
@click.option("--commands", multiple=True, metavar="GLOB", help="Files that are commands. Can be repeated.")
@click.option("--documents", multiple=True, metavar="GLOB", help="Documents and lists to read. Can be repeated.")
@click.option(
    "--stories", default="", metavar="PATH", help="The path of a story file, such as 'plans/**/{id}/{id}.md'."
)
@click.option("--trust", multiple=True, metavar="PATH", help="Files whose values win a contradiction. Can be repeated.")
@click.option("--explain", is_flag=True, help="Show every value that was found, and where. Writes nothing.")
@click.option("--write", is_flag=True, help="Write the contract.")
@findings_format_option
@pass_workspace
def adopt(
    workspace: Workspace,
    agents: tuple[str, ...],
    commands: tuple[str, ...],
    documents: tuple[str, ...],
    stories: str,
    trust: tuple[str, ...],
    explain: bool,
    write: bool,
    output_format: str,
) -> int:
    """Propose a contract from the agents, commands, tables and lists of a repository.

    --explain shows where each value comes from. If two sources disagree, the value is left out and reported as a
    question. Nothing is written without --write.
    """
    patterns = ScanPatterns(agents, commands, documents, trust, stories)
    require_matches(workspace.root, patterns)
    make_plan = partial(plan_adoption, workspace.root, patterns)
    if explain:
        sys.stdout.writelines(_fact_lines(make_plan({})))
        return 0
    if write:
        return _write_plan(workspace, make_plan, output_format)
    plan = make_plan({})
    if output_format == "text":
        sys.stdout.writelines(_plan_lines(plan))
    # `--write` leaves out the files with these problems, and writes the rest.
    is_writable = plan.proposal is not None and plan.proposal.contract_text is not None
    problems = [replace(problem, severity="warning") for problem in plan.problems] if is_writable else plan.problems
    return print_problems(problems, output_format)


def require_matches(root: Path, patterns: ScanPatterns) -> None:
    """Raise UsageError for a pattern that matches no file: it would be ignored silently."""
    files = WorkingTree(root).files
    options = {"--agents": patterns.agents, "--commands": patterns.commands, "--documents": patterns.documents}
    if patterns.stories and "{id}" not in patterns.stories:
        raise click.UsageError(f"--stories '{patterns.stories}' has no {{id}}, such as in 'plans/{{id}}/{{id}}.md'")
    for option, globs in {**options, "--trust": patterns.trusted, "--stories": (patterns.stories,)}.items():
        for pattern in filter(None, globs):
            if not pattern.startswith("!") and not any(path_matches((pattern,), path) for path in files):
                raise click.UsageError(f"{option} '{pattern}' matches no file of the repository")


def _fact_lines(plan: AdoptionPlan) -> Iterator[str]:
    """Yield each value with the place that states it, sorted by its path in the contract."""
    for fact in sorted(plan.facts, key=lambda item: (format_key_path(item.path), item.place)):
        if fact.value is not None:
            path = format_key_path(tuple(part for part in fact.path if part != ""))
            yield f"{path}: {quote_value(fact.value)}  {format_place(fact.place)}\n"


def _plan_lines(plan: AdoptionPlan) -> Iterator[str]:
    """Yield what `--write` would write."""
    if plan.proposal:
        yield f"{plan.proposal.text}\n"
    yield from (f"would remove {section}.{name}: it has no file\n" for section, name in sorted(plan.removed_items))
    if plan.proposal:
        yield "nothing was changed; run 'revi-docs adopt --write' to write it\n"
    elif plan.loaded:
        yield _NOTHING_TO_ADD
    yield "\n" if plan.problems and not plan.is_empty else ""


def _write_plan(workspace: Workspace, make_plan: Planner, output_format: str) -> int:
    plan = make_plan({})
    drift_problems = _drift_problems(workspace) if plan.loaded else ()
    if drift_problems:
        return print_problems(drift_problems, output_format)
    baseline_messages: list[str] = []
    result = write_adoption(
        workspace.root,
        # Reading the whole repository takes most of the time, so the plan without exclusions is made once.
        lambda excluded: make_plan(excluded) if excluded else plan,
        partial(sync_and_check, workspace),
        lambda plan: baseline_messages.extend(_write_first_baseline(workspace, plan)),
    )
    if result.paths:
        # Everything is up to date, but not yet known as written by revi-docs.
        sync(workspace.root, workspace.reopen().file_statuses)
        _record_contract(workspace.root, result.plan.contract_text)
    else:
        WrittenRecord(str(workspace.root)).add({})  # removes what a killed call left
    if output_format == "text":
        has_site = (workspace.root / find_config_file(workspace.root)).exists()
        sys.stdout.writelines(_result_lines(result, baseline_messages, has_site=has_site))
    # Fields that could not be owned are left out and named; the command itself has succeeded.
    findings = [replace(problem, severity="warning") for problem in result.plan.problems if result.paths]
    problems = sorted_problems((*(findings or result.plan.problems), *result.notes, *result.problems))
    return print_problems(problems, output_format)


def _record_contract(root: Path, earlier_text: str | None) -> None:
    """Record the contract as written by revi-docs, so that `uninstall` removes it; not one that a person wrote."""
    record = WrittenRecord(str(root))
    if earlier_text is None or record.wrote(CONTRACT_FILE, earlier_text.encode()):
        record.add({CONTRACT_FILE: [read_bytes(root, CONTRACT_FILE)[0]]})


def _drift_problems(workspace: Workspace) -> tuple[Problem, ...]:
    """Return drift, which a person resolves before an adoption: either side may be right.

    Raises ReviError for problems of templates and markers.
    """
    if workspace.source_problems:
        raise ReviError(*workspace.version_problems, *workspace.source_problems)
    return tuple(problem for problem in errors(workspace.file_problems()) if problem.code in _DRIFT_CODES)


def _write_first_baseline(workspace: Workspace, plan: AdoptionPlan) -> Iterator[str]:
    """List the problems that the repository had before the adoption, so that lint fails for new ones only."""
    if plan.loaded is None and plan.proposal and plan.proposal.loaded:
        new_workspace = workspace.with_contract(plan.proposal.loaded)
        if errors(new_workspace.baseline_result.problems):
            yield new_workspace.write_baseline()


def _result_lines(result: AdoptionResult, baseline_messages: Sequence[str], *, has_site: bool) -> Iterator[str]:
    """Yield the summary: what was read, written, owned and left out, and what to do next."""
    plan = result.plan
    if not result.paths:
        yield _NOTHING_TO_ADD if plan.loaded and not result.problems else ""
        return
    contract = plan.proposal.loaded.contract if plan.proposal and plan.proposal.loaded else None
    if contract:
        sections = (contract.agents, contract.commands, contract.statuses, contract.transitions)
        names = ("agent", "command", "status", "transition")
        contents = ", ".join(pluralize(len(part), name) for part, name in zip(sections, names, strict=True) if part)
        yield f"read {pluralize(len(plan.texts), 'file')}; the contract has {contents or 'no items'}\n"
    yield f"owned: {pluralize(len(plan.owned_paths), 'file')}, {pluralize(plan.table_count, 'table')}\n"
    yield from _first_lines("wrote", result.paths)
    yield from _first_lines("removed", [f"{section}.{name}" for section, name in sorted(plan.removed_items)])
    yield from _left_out_lines(plan)
    if result.remaining:
        yield f"not changed: {pluralize(len(result.remaining), 'problem')} that 'revi-docs check' reports already\n"
    if plan.proposal and any(fact.path == ("project", "stories") for fact in plan.proposal.facts):
        yield "stories: 'revi story adopt --all --actor NAME' creates their ledgers\n"
    yield from (f"{message}: 'revi-docs lint' reports new ones only\n" for message in baseline_messages)
    yield f"next: {'revi-docs build' if has_site else 'revi-docs init, which adds a site'}\n"


def _left_out_lines(plan: AdoptionPlan) -> Iterator[str]:
    """Yield a line with all files for each reason why files are left out."""
    paths_by_code: dict[str, list[str]] = {}
    for path, reason in sorted(plan.excluded.items()):
        paths_by_code.setdefault(reason.partition(":")[0], []).append(path)
    for code, paths in paths_by_code.items():
        messages = [plan.excluded[path].partition(": ")[2] for path in paths]
        message = messages[0] if len(set(messages)) == 1 else f"such as {paths[0]}: {messages[0]}"
        yield f"left out {', '.join(paths)}: {code}: {message}\n"


def _first_lines(label: str, items: Sequence[str]) -> Iterator[str]:
    """Yield a line for each of the first items, and one for the rest."""
    yield from (f"{label} {item}\n" for item in items[:_MAX_LISTED])
    if len(items) > _MAX_LISTED:
        yield f"{label} {len(items) - _MAX_LISTED} more\n"


_NOTHING_TO_ADD = "nothing to add: the contract already has everything that was found\n"

_DRIFT_CODES = frozenset(("field-differs", "field-missing", "stale", "tampered", "conflicted", "missing", "orphaned"))
"""Codes of files that differ from what the contract says of them."""

_MAX_LISTED = 3
"""Arbitrary: keeps the summary below ten lines."""


def sync_and_check(opener: Workspace, root: Path) -> tuple[Problem, ...]:
    """Lint, sync and check the repository at `root`; return the problems that fail the check.

    What the rules for agent files and stories say is left out: the files have these problems, adopted or not.
    """
    workspace = opener.reopen(root)
    all_errors = errors((*workspace.lint(), *workspace.source_problems))
    problems = tuple(problem for problem in all_errors if problem.code not in (*AGENT_FILE_CODES, *STORY_CODES))
    if problems:
        return problems
    # In a copy without git, nothing tells an old output from an edited one; edits were reported before.
    sync(root, workspace.file_statuses, force=True)
    return errors(workspace.reopen().check())
