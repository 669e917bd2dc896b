"""`revi-docs build`: every gate, one line each."""

from __future__ import annotations

import sys

import click

from revi_docs.app.gates import GATES, BuildState, GateResult, run_gates
from revi_docs.app.workspace import Workspace
from revi_docs.cli.options import example, format_option
from revi_docs.cli.printing import paint_for, print_problems
from revi_docs.drift import result_cache
from revi_docs.files.digest import digest
from revi_docs.problems.problem import errors
from revi_docs.report.color import Paint
from revi_docs.report.finding import format_counts

GATE_WIDTH = max(map(len, GATES))


@click.command(epilog=example("revi-docs build", "revi-docs build --format github"))
@format_option
@click.option("--no-cache", is_flag=True, help="Work it all out anew, and remember nothing.")
@click.pass_obj
def build(workspace: Workspace, output_format: str, no_cache: bool) -> int:
    """Judge the contract, its outputs, the site and its links; write the site. Never writes a source."""
    state = BuildState(workspace if not no_cache else workspace.reopen())
    use_cache = state.workspace.use_cache
    digest_before = digest(str(workspace.root), ["."], excluded_name="site") if use_cache else ""
    output = "".join(_print_result(result, output_format) for result in run_gates(state))
    if use_cache and not state.problems:
        _cache_result(state, output, digest_before)
    return print_problems(state.problems, output_format)


def _print_result(result: GateResult, output_format: str) -> str:
    """Prints a gate's line, beside standard output where that is for machines. The line in plain text."""
    stream = sys.stdout if output_format == "text" else sys.stderr
    paint = paint_for(stream)
    stream.write(f"{_format_line(result, paint)}{paint('dim', f'  {result.seconds:.1f} s')}\n")
    stream.flush()
    return f"{_format_line(result, lambda _, text: text)}\n"


def _format_line(result: GateResult, paint: Paint) -> str:
    status, detail = paint("good", "ok     "), result.summary
    if result.skip_reason:
        status, detail = "skipped", result.skip_reason
    elif errors(result.problems):
        status, detail = paint("bad", "failed "), format_counts(result.problems)
    elif result.problems:
        detail = f"{result.summary}, {format_counts(result.problems)}"
    return f"{result.gate:<{GATE_WIDTH}}  {status}  {detail}"


def _cache_result(state: BuildState, output: str, digest_before: str) -> None:
    """Keeps a clean build's answer, if nothing outside of the repository could change it.

    Nor may a source have changed while it ran, and the site is a folder of its own.
    """
    root = state.workspace.root
    if (
        state.built_site is None
        or not state.built_site.self_contained
        or state.built_site.site != root / "site"
    ):
        return
    if digest(str(root), ["."], excluded_name="site") == digest_before:
        result_cache.save_result(str(root), "build", output, digest(str(root), ["."]), (["."], [], []))
