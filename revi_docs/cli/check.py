"""`revi-docs check`: compare the files on disk with the contract."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import click

from revi_docs.app.plurals import pluralize
from revi_docs.app.summaries import check_summary
from revi_docs.app.workspace import Workspace
from revi_docs.cli.output.printing import print_problems
from revi_docs.cli.program.command_classes import program_command
from revi_docs.cli.program.options import findings_format_option
from revi_docs.cli.workspace_factory import pass_workspace
from revi_docs.contract.loader import CONTRACT_FILE
from revi_docs.drift import result_cache
from revi_docs.drift.file_selection import select_files
from revi_docs.files.digest import digest
from revi_docs.problems.problem import Problem
from revi_docs.problems.suggestions import suggestion_hint


@program_command("revi-docs check", "revi-docs check --format github", "revi-docs check README.md")
@click.argument("files", nargs=-1, metavar="[FILE]...", help="The files to check. [default: all]")
@findings_format_option
@click.option("--no-cache", is_flag=True, help="Ignore the cache and do not update it.")
@pass_workspace
def check(workspace: Workspace, files: tuple[str, ...], output_format: str, no_cache: bool) -> int:
    """Report files that differ from the contract, with cause and fix. Changes nothing.

    With FILE, only these files are checked. A source, such as revi.yml or a template, selects every file
    that is generated from it.
    """
    paths = [_relative_path(workspace, file) for file in files]
    workspace = workspace if not no_cache else workspace.reopen()
    _reject_unknown(workspace, paths)
    use_cache = workspace.use_cache and not files
    digest_before = digest(str(workspace.root), *workspace.check_inputs) if use_cache else ""
    problems = _check_files(workspace, paths)
    message = f"clean: {check_summary(workspace)}"
    if use_cache and not problems:
        _cache_result(workspace, message, digest_before)
    return print_problems(problems, output_format, message if not files else f"clean: {pluralize(len(files), 'file')}")


def _check_files(workspace: Workspace, paths: Sequence[str]) -> tuple[Problem, ...]:
    if not paths:
        return workspace.check()
    contract_files = (CONTRACT_FILE, *workspace.loaded.parent_files)
    return workspace.check(select_files(workspace.root, paths, workspace.file_statuses, contract_files))


def _cache_result(workspace: Workspace, message: str, digest_before: str) -> None:
    """Cache a clean result, if no input changed meanwhile and the index lists every output."""
    root, inputs = str(workspace.root), workspace.check_inputs
    outputs = {output.path for output in workspace.rendered_outputs.files}
    if outputs <= set(inputs[0]) and digest(root, *inputs) == digest_before:
        result_cache.save_result(root, "check", f"{message}\n", digest_before, inputs)


def _reject_unknown(workspace: Workspace, paths: Sequence[str]) -> None:
    """Raise UsageError for a file that neither exists nor is generated: it would count as clean."""
    for path in paths:
        generated_paths = [status.path for status in workspace.file_statuses]
        if not os.path.lexists(workspace.root / path) and path not in generated_paths:
            candidates = [*_neighbors(workspace.root, path), *generated_paths]
            raise click.UsageError(f"'{path}' does not exist{suggestion_hint(path, candidates)}")


def _neighbors(root: Path, path: str) -> list[str]:
    """Return the paths of the files in the folder of a path."""
    folder = (root / path).parent
    return [item.relative_to(root).as_posix() for item in folder.iterdir()] if folder.is_dir() else []


def _relative_path(workspace: Workspace, file: str) -> str:
    """Return a file's path relative to the repository. Raises UsageError for a file outside it."""
    path = os.path.relpath(os.path.abspath(file), workspace.root).replace(os.sep, "/")  # noqa: PTH100 - Path.resolve() would follow a link out of the repository
    if path == ".." or path.startswith("../"):
        raise click.UsageError(f"'{file}' is not in this repository")
    return path
