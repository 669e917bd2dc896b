"""The contract of an earlier commit, for comparing the one in the working tree with it."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from revi_docs.contract.loader import CONTRACT_FILE, LoadedContract, parse
from revi_docs.files.git_process import NoGitError, git_output, run_git
from revi_docs.problems.problem import Place, Problem
from revi_docs.problems.revi_error import ReviError

_DEFAULT_BRANCHES = ("origin/HEAD", "origin/main", "origin/master", "main", "master")
"""Where the default branch is looked up, the most specific first."""

_FORMAT_CODES = frozenset({"unknown-key", "renamed-key"})
"""Problems of an older contract that lose no value that this version could read."""

_MAX_NAMES = 5  # arbitrary: an old format differs in a few keys, each of which occurs often


class BaseContract(NamedTuple):
    """A contract of the past. `loaded` is None if there is none that this version can read.

    `problems` are warnings: what of it cannot be compared. `skipped` are the sections that cannot.
    """

    commit: str
    description: str
    loaded: LoadedContract | None
    problems: tuple[Problem, ...] = ()
    skipped: frozenset[str] = frozenset()


def read_base(root: Path, revision: str) -> BaseContract:
    """The contract of a revision; for "", of the merge base with the default branch, or of HEAD.

    A contract in an older format is no error. Raises ReviError if the revision cannot be resolved.
    """
    try:
        commit, description = _resolve(root, revision)
        completed = run_git(root, ["show", f"{commit}:./{CONTRACT_FILE}"])
    except NoGitError as error:
        raise ReviError(_unknown_revision(revision or "HEAD", str(error), error.fix)) from None
    if completed.returncode:
        message = f"{commit[:9]} has no {CONTRACT_FILE}, so there is nothing to compare with"
        return BaseContract(commit, description, None, (_not_comparable(message),))
    try:
        loaded = parse(completed.stdout)
    except ReviError as error:
        message = f"the contract of {commit[:9]} cannot be read: {error.problems[0].message}"
        return BaseContract(commit, description, None, (_not_comparable(message),))
    return BaseContract(commit, description, loaded, tuple(_format_problems(loaded, commit)), loaded.invalid_sections)


def _format_problems(loaded: LoadedContract, commit: str) -> list[Problem]:
    unknown_keys = [problem for problem in loaded.problems if problem.code in _FORMAT_CODES]
    problems = []
    if unknown_keys:
        names = sorted({problem.subject.rpartition(".")[2] for problem in unknown_keys})
        text = ", ".join(names[:_MAX_NAMES]) + ", …" * (len(names) > _MAX_NAMES)
        message = f"the contract of {commit[:9]} has keys that this version does not know: {text}"
        problems.append(_not_comparable(message))
    if loaded.invalid_sections:
        names = ", ".join(sorted(loaded.invalid_sections))
        message = f"sections of the contract of {commit[:9]} are not compared, because they are not valid: {names}"
        problems.append(_not_comparable(message))
    return problems


def _not_comparable(message: str) -> Problem:
    fix = "no action is needed; to compare with another commit, pass --against"
    place = (Place(CONTRACT_FILE),)
    return Problem(code="not-comparable", message=message, fix=fix, places=place, subject=message, severity="warning")


def _resolve(root: Path, revision: str) -> tuple[str, str]:
    """The commit and how it was chosen. Raises NoGitError, ReviError."""
    if revision:
        commit = _commit(root, revision)
        if not commit:
            fix = f"check the name, or fetch it: git fetch origin {revision.removeprefix('origin/')}"
            raise ReviError(_unknown_revision(revision, "git knows no such revision here", fix))
        return commit, f"{commit[:9]} ({revision})"
    head = _commit(root, "HEAD")
    if not head:
        raise ReviError(_unknown_revision("HEAD", "there is no commit yet", "commit revi.yml first"))
    for branch in _DEFAULT_BRANCHES:
        if _commit(root, branch):
            base = git_output(root, "merge-base", "HEAD", branch, may_fail=True).strip()
            if base and base != head:
                return base, f"{base[:9]} (merge base with {branch})"
            break
    return head, f"{head[:9]} (HEAD)"


def _commit(root: Path, revision: str) -> str:
    if revision.startswith("-"):
        return ""
    return git_output(root, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}", may_fail=True).strip()


def _unknown_revision(revision: str, reason: str, fix: str) -> Problem:
    message = f"cannot compare with '{revision}': {reason}"
    return Problem(code="unknown-revision", message=message, fix=fix, subject=revision)
