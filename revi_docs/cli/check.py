"""`revi-docs check`: does everything on disk agree with the contract?"""

from __future__ import annotations

import os
from collections.abc import Sequence

import click

from revi_docs.cli.printing import counted, example, format_option, show
from revi_docs.cli.workspace import Workspace
from revi_docs.drift import warm
from revi_docs.drift.selection import selected
from revi_docs.files.digest import digest
from revi_docs.problems.problem import Problem


@click.command(
    epilog=example("revi-docs check", "revi-docs check --format github", "revi-docs check README.md")
)
@click.argument("files", nargs=-1, metavar="[FILE]...")
@format_option
@click.option("--no-cache", is_flag=True, help="Work it all out anew, and remember nothing.")
@click.pass_obj
def check(workspace: Workspace, files: tuple[str, ...], form: str, no_cache: bool) -> int:
    """Say what has drifted, where, why, and what mends it. Changes nothing.

    With files, only what stands in them is told; a source, as revi.yml or a template, stands for all that
    is made from it.
    """
    names = [_relative(workspace, name) for name in files]
    workspace = workspace if not no_cache else Workspace(workspace.root)
    _refuse_unknown(workspace, names)
    keeps = workspace.remembers and not files
    before = digest(str(workspace.root), *workspace.inputs) if keeps else ""
    problems = _judged(workspace, names)
    said = f"clean: {workspace.counted()}"
    if keeps and not problems:
        _remember(workspace, said, before)
    return show(problems, form, said if not files else f"clean: {counted(len(files), 'file')}")


def _judged(workspace: Workspace, names: Sequence[str]) -> tuple[Problem, ...]:
    return workspace.check(selected(workspace.root, names, workspace.standings) if names else None)


def _remember(workspace: Workspace, said: str, before: str) -> None:
    """Keeps a clean answer, if nothing changed while it was found and the index knows every output."""
    root, inputs = str(workspace.root), workspace.inputs
    outputs = {one.path for one in workspace.production.rendered}
    if outputs <= set(inputs[0]) and digest(root, *inputs) == before:
        warm.remember(root, "check", f"{said}\n", before, inputs)


def _refuse_unknown(workspace: Workspace, names: Sequence[str]) -> None:
    """Raises UsageError for a file that is neither there nor to be there: it would count as clean."""
    for name in names:
        known = os.path.lexists(workspace.root / name)
        if not known and name not in {one.path for one in workspace.standings}:
            raise click.UsageError(f"'{name}' does not exist")


def _relative(workspace: Workspace, name: str) -> str:
    """A file as the repository knows it. Raises UsageError for one outside of it."""
    path = os.path.relpath(os.path.abspath(name), workspace.root).replace(os.sep, "/")  # noqa: PTH100
    if path == ".." or path.startswith("../"):
        raise click.UsageError(f"'{name}' is not in this repository")
    return path
