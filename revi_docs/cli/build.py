"""`revi-docs build`: every gate, one line each."""

from __future__ import annotations

import sys

import click

from revi_docs.cli.gates import GATES, Passage, Run, passages
from revi_docs.cli.printing import example, format_option, paint_for, show
from revi_docs.cli.workspace import Workspace
from revi_docs.drift import warm
from revi_docs.files.digest import digest
from revi_docs.problems.problem import errors
from revi_docs.report.colour import Paint
from revi_docs.report.finding import tally

WIDTH = max(map(len, GATES))


@click.command(epilog=example("revi-docs build", "revi-docs build --format github"))
@format_option
@click.option("--no-cache", is_flag=True, help="Work it all out anew, and remember nothing.")
@click.pass_obj
def build(workspace: Workspace, form: str, no_cache: bool) -> int:
    """Judge the contract, its outputs, the site and its links; write the site. Never writes a source."""
    run = Run(workspace if not no_cache else Workspace(workspace.root))
    keeps = run.workspace.remembers
    before = digest(str(workspace.root), ["."], without="site") if keeps else ""
    said = "".join(_shown(passage, form) for passage in passages(run))
    if keeps and not run.problems:
        _remember(run, said, before)
    return show(run.problems, form)


def _shown(passage: Passage, form: str) -> str:
    """Prints a gate's line, beside standard output where that is for machines. The line in plain text."""
    stream = sys.stdout if form == "text" else sys.stderr
    paint = paint_for(stream)
    stream.write(f"{_line(passage, paint)}{paint('dim', f'  {passage.seconds:.1f} s')}\n")
    stream.flush()
    return f"{_line(passage, lambda _, text: text)}\n"


def _line(passage: Passage, paint: Paint) -> str:
    state, detail = paint("good", "ok     "), passage.said
    if passage.skipped:
        state, detail = "skipped", passage.skipped
    elif errors(passage.problems):
        state, detail = paint("bad", "failed "), tally(passage.problems)
    elif passage.problems:
        detail = f"{passage.said}, {tally(passage.problems)}"
    return f"{passage.gate:<{WIDTH}}  {state}  {detail}"


def _remember(run: Run, said: str, before: str) -> None:
    """Keeps a clean build's answer, if nothing outside of the repository could change it.

    Nor may a source have changed while it ran, and the site is a folder of its own.
    """
    root = run.workspace.root
    if run.built is None or not run.built.self_contained or run.built.site != root / "site":
        return
    if digest(str(root), ["."], without="site") == before:
        warm.remember(str(root), "build", said, digest(str(root), ["."]), (["."], [], []))
