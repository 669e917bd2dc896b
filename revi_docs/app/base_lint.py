"""`revi-docs lint --against`: judge a branch by the contract of its base, and run the required checks again."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from revi_docs.app.workspace import Workspace
from revi_docs.contract.base_contract import BaseContract, load_base_contract
from revi_docs.contract.loader import CONTRACT_FILE
from revi_docs.files.git_process import NoGitError, run_git
from revi_docs.problems.problem import Place, Problem
from revi_docs.problems.revi_error import ReviError
from revi_docs.records.evidence.check_records import result_problem
from revi_docs.records.evidence.recorded_runs import base_run_problem
from revi_docs.records.evidence.story_files import StoryFiles
from revi_docs.records.ledger import LedgerEntry
from revi_docs.runtime.checks.check_runs import run_program
from revi_docs.stories.against.base_judge import judge_against
from revi_docs.stories.against.story_judge import RunResult
from revi_docs.stories.baseline import BASELINE_FILE, listed_fingerprints, present_fingerprints


def lint_against(workspace: Workspace, ref: str, *, run_checks: bool) -> tuple[Problem, ...]:
    """Judge what the working tree adds to the commit `ref`: new ledger entries, and new lines of the baseline.

    With `run_checks`, the checks that new entries require run again, as the contract of the base defines them: this
    runs code of the repository. Raises ReviError if there is no such commit, or its contract has problems.
    """
    root = workspace.root
    base = load_base_contract(root, ref)
    if base.loaded is not None and base.loaded.problems:
        raise ReviError(*base.loaded.problems)
    try:
        run_result = _run_again(root) if run_checks else base_run_problem
        problems = judge_against(root, base, workspace.loaded, run_result)
        return (*problems, *_newly_suppressed(workspace, base))
    except NoGitError as error:
        problem = Problem(
            code="unknown-ref",
            message=f"git cannot read the history since '{ref}': {error}",
            fix=error.fix,
            places=(Place(CONTRACT_FILE),),
            subject=ref,
        )
        raise ReviError(problem) from None


def _newly_suppressed(workspace: Workspace, base: BaseContract) -> Iterator[Problem]:
    """The problems that the baseline lists here, but not in the base."""
    content = run_git(workspace.root, ["cat-file", "blob", f"{base.commit}:./{BASELINE_FILE}"]).stdout
    fingerprints = listed_fingerprints(content)
    if present_fingerprints(workspace.root) <= fingerprints:
        return  # without the renders that the problems of agent files need
    remaining = frozenset(workspace.baseline_result.problems)
    for problem in workspace.listable_problems:
        if problem not in remaining and problem.fingerprint not in fingerprints:
            yield problem


def _run_again(root: Path) -> RunResult:
    """Return a function that runs each check once, and says how it ended."""

    @cache
    def run(command: tuple[str, ...], timeout_ms: int) -> str:
        outcome = run_program(str(root), command, timeout_ms)
        problem = result_problem({"result": outcome.result, "exitCode": outcome.exit_code})
        return f"{problem} when it ran again" if problem else ""

    def result(story: StoryFiles, _: LedgerEntry, check: str) -> str:
        definition = story.data["checks"][check]
        return run(tuple(definition["command"]), definition["timeout_ms"])

    return result
