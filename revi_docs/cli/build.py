"""`revi-docs build`: run every gate and print one line for each."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator

import click

from revi_docs.app.base_lint import lint_against
from revi_docs.app.contract_review import review_contract
from revi_docs.app.gates import GATES, BuildState, GateResult, run_gates
from revi_docs.app.workspace import Workspace
from revi_docs.cli.output.printing import paint_for, print_problems
from revi_docs.cli.program.command_classes import program_command
from revi_docs.cli.program.options import against_option, fail_on_option, findings_format_option
from revi_docs.cli.workspace_factory import pass_workspace
from revi_docs.drift import result_cache
from revi_docs.files.digest import digest
from revi_docs.problems.problem import errors, sorted_problems
from revi_docs.problems.revi_error import ReviError
from revi_docs.report.color import Paint
from revi_docs.report.contract_changes import summarize_changes
from revi_docs.report.finding import format_counts

GATE_WIDTH = max(map(len, GATES))


@program_command(
    "revi-docs build", "revi-docs build --only lint,check --format github", "revi-docs build --against origin/main"
)
@findings_format_option
@click.option("--no-cache", is_flag=True, help="Ignore the cache and do not update it.")
@click.option(
    "--only",
    "gates",
    metavar="GATE[,GATE]...",
    callback=lambda _context, _option, value: _selected_gates(value),
    help=f"Run only these gates: {', '.join(GATES)}.",
)
@against_option("Also judge new moves by the contract of this commit, and show what the contract changes.")
@fail_on_option
@pass_workspace
def build(
    workspace: Workspace, output_format: str, no_cache: bool, gates: tuple[str, ...], against: str, fail_on: str
) -> int:
    """Lint the contract, check the outputs, build the site and check its links. Writes only the site.

    The gates `site` and `links` load the plugins, hooks and Python tags of mkdocs.yml, which run code. For changes of
    strangers, use `--only lint,check`: these gates run no code of the repository.
    """
    if fail_on and not against:
        raise click.UsageError("--fail-on judges a comparison; add --against REF")
    state = BuildState(workspace if not no_cache else workspace.reopen())
    use_cache = state.workspace.use_cache and len(gates) == len(GATES) and not against
    digest_before = digest(str(workspace.root), ["."], excluded_name="site") if use_cache else ""
    output = "".join(_print_result(result, output_format) for result in run_gates(state, gates))
    for result in _base_results(state.workspace, against, fails=bool(fail_on)) if against else ():
        _print_result(result, output_format)
        state.problems = (*state.problems, *result.problems)
    if use_cache and not state.problems:
        _cache_result(state, output, digest_before)
    return print_problems(state.problems, output_format)


def _base_results(workspace: Workspace, against: str, *, fails: bool) -> Iterator[GateResult]:
    """Yield two more gates: the moves that the base does not have, and what the contract changes."""
    if workspace.blocking_problems:
        yield GateResult("diff", skip_reason="the contract has problems")
        return
    start = time.perf_counter()
    try:
        review = review_contract(workspace, against)
    except ReviError as error:
        yield GateResult("diff", error.problems, seconds=time.perf_counter() - start)
        return
    # Entries can only be judged by a contract that this version reads completely.
    if any(note.code == "not-comparable" for note in review.notes):
        yield GateResult("moves", skip_reason=f"the contract of {against} cannot be read completely")
    else:
        entries = sorted_problems(lint_against(workspace, against, run_checks=False))
        yield GateResult("moves", entries, f"judged by {against}", seconds=time.perf_counter() - start)
    start = time.perf_counter()
    summary = summarize_changes(review.document)
    yield GateResult("diff", review.problems(fails=fails), summary, seconds=time.perf_counter() - start)


def _selected_gates(value: str | None) -> tuple[str, ...]:
    """Return the gates of `--only` in order. Raises BadParameter for an unknown gate, or one without its input."""
    names = set(value.replace(" ", "").split(",")) if value is not None else set(GATES)
    unknown = sorted(names - GATES.keys())
    if unknown:
        raise click.BadParameter(f"'{unknown[0]}' is not a gate; use one of: {', '.join(GATES)}")
    if "links" in names and "site" not in names:
        raise click.BadParameter("the gate 'links' checks the built site; use 'site,links'")
    return tuple(gate for gate in GATES if gate in names)


def _print_result(result: GateResult, output_format: str) -> str:
    """Print a gate's line and return it uncolored. Formats for programs get it on standard error."""
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
    """Cache the output of a clean build, unless something outside the repository can change it.

    A build whose sources changed while it ran is not cached, nor one that writes the site elsewhere.
    """
    root = state.workspace.root
    if state.built_site is None or not state.built_site.self_contained or state.built_site.site != root / "site":
        return
    if digest(str(root), ["."], excluded_name="site") == digest_before:
        trees = [".", *state.workspace.hand_written_files.tree.ignore_sources]
        result_cache.save_result(str(root), "build", output, digest(str(root), trees), (trees, [], []))
