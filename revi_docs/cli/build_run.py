"""The gates of `revi-docs build`: one line for each, then what they found."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from typing import NamedTuple

from revi_docs.app.gate_names import GATE_NAMES
from revi_docs.app.gates import BuildState, GateResult, run_gates
from revi_docs.app.site_process import DEFAULT_SITE_FOLDER, SiteProcess
from revi_docs.app.workspace import Workspace
from revi_docs.cli.output.printing import paint_for, print_problems
from revi_docs.drift import result_cache
from revi_docs.files.digest import digest
from revi_docs.problems.problem import errors, sorted_problems
from revi_docs.problems.revi_error import ReviError
from revi_docs.report.color import Paint
from revi_docs.report.contract_changes import summarize_changes
from revi_docs.report.finding import format_counts

GATE_WIDTH = max(map(len, GATE_NAMES))


class BuildOptions(NamedTuple):
    """The options of the command. `digest_before` is that of the repository; "" for a build that is not cached."""

    output_format: str
    gates: tuple[str, ...]
    against: str
    fail_on: str
    offline: bool = False
    digest_before: str = ""


def run_build(workspace: Workspace, process: SiteProcess | None, options: BuildOptions) -> int:
    """Run the gates, print their lines and the problems, and return the exit code. `process` builds the site."""
    if process:
        workspace.loaded = process.loaded
    state = BuildState(workspace, offline=options.offline, site_process=process)
    results = run_gates(state, options.gates)
    output = "".join(_print_result(result, options.output_format) for result in results)
    if options.against:
        for result in _base_results(workspace, options.against, fails=bool(options.fail_on)):
            _print_result(result, options.output_format)
            state.problems = (*state.problems, *result.problems)
    if options.digest_before and not state.problems:
        _cache_result(state, output, options.digest_before)
    return print_problems(state.problems, options.output_format)


def _base_results(workspace: Workspace, against: str, *, fails: bool) -> Iterator[GateResult]:
    """Yield two more gates: the moves that the base does not have, and what the contract changes."""
    # Imported late: without --against, nothing is compared.
    from revi_docs.app.base_lint import lint_against
    from revi_docs.app.contract_review import review_contract

    if workspace.blocking_problems:
        yield GateResult("diff", skip_reason="the contract has problems")
        return
    start = time.perf_counter()
    try:
        review = review_contract(workspace, against)
    except ReviError as error:
        # Without the base, neither of the two gates has anything to compare.
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
    root, site = state.workspace.root, state.built_site
    if site is None or not site.self_contained or site.site != root / DEFAULT_SITE_FOLDER:
        return
    if digest(str(root), ["."], excluded_name=DEFAULT_SITE_FOLDER) == digest_before:
        # The whole repository is read without what tools install there; the contract can name a file in it.
        trees, folders, listings = state.workspace.check_inputs
        inputs = ([".", *state.workspace.hand_written_files.tree.ignore_sources, *trees], folders, listings)
        result_cache.save_result(str(root), "build", output, digest(str(root), *inputs), inputs)
