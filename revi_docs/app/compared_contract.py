"""The contract of an earlier commit, as far as the one in the working tree can be compared with it."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from revi_docs.contract.base_contract import load_base_contract
from revi_docs.contract.loader import CONTRACT_FILE, LoadedContract
from revi_docs.files.git_folders import find_git_folders
from revi_docs.files.git_process import git_output
from revi_docs.problems.problem import Place, Problem
from revi_docs.problems.revi_error import ReviError

_DEFAULT_BRANCHES = ("origin/HEAD", "origin/main", "origin/master", "main", "master")
"""Where the default branch is looked up, the most specific first."""

_FORMAT_CODES = frozenset({"unknown-key", "renamed-key"})
"""Problems of an older contract that lose no value that this version could read."""

_MAX_NAMES = 5  # arbitrary: an old format differs in a few keys, each of which occurs often

_SHORT_COMMIT = 9  # as many digits as git shows for a large repository


class ComparedContract(NamedTuple):
    """A contract of the past. `loaded` is None if there is none that this version can read.

    `problems` are warnings: what of it cannot be compared. `skipped` are the sections that cannot.
    """

    commit: str
    description: str
    loaded: LoadedContract | None
    problems: tuple[Problem, ...] = ()
    skipped: frozenset[str] = frozenset()


def read_compared(root: Path, ref: str) -> ComparedContract:
    """The contract of a commit; for "", of the merge base with the default branch, or of HEAD.

    A contract in an older format is not an error. Raises ReviError if git knows no such commit.
    """
    commit, description = (ref, "") if ref else _default_commit(root)
    try:
        base = load_base_contract(root, commit)
    except ReviError as error:
        if error.problems[0].code == "unknown-ref":
            raise
        # The commit exists, but this version cannot read its contract.
        commit = git_output(root, "rev-parse", f"{commit}^{{commit}}").strip()
        message = f"the contract of {commit[:_SHORT_COMMIT]} cannot be read: {error.problems[0].message}"
        return ComparedContract(commit, description or _describe(ref, commit), None, (_not_comparable(message),))
    description = description or _describe(ref, base.commit)
    if base.loaded is None:
        message = f"{base.commit[:_SHORT_COMMIT]} has no {CONTRACT_FILE}, so there is nothing to compare with"
        return ComparedContract(base.commit, description, None, (_not_comparable(message),))
    problems = tuple(_format_problems(base.loaded, base.commit))
    return ComparedContract(base.commit, description, base.loaded, problems, base.loaded.invalid_sections)


def _describe(ref: str, commit: str) -> str:
    short = commit[:_SHORT_COMMIT]
    return short if commit.startswith(ref) else f"{short} ({ref})"


def _format_problems(loaded: LoadedContract, commit: str) -> list[Problem]:
    subject = f"the contract of {commit[:_SHORT_COMMIT]}"
    unknown_keys = [problem for problem in loaded.problems if problem.code in _FORMAT_CODES]
    problems = []
    if unknown_keys:
        names = sorted({problem.subject.rpartition(".")[2] for problem in unknown_keys})
        text = ", ".join(names[:_MAX_NAMES]) + ", …" * (len(names) > _MAX_NAMES)
        problems.append(_not_comparable(f"{subject} has keys that this version does not know: {text}"))
    if loaded.invalid_sections:
        text = ", ".join(sorted(loaded.invalid_sections))
        problems.append(_not_comparable(f"{subject} has sections that are not valid, and not compared: {text}"))
    return problems


def _not_comparable(message: str) -> Problem:
    fix = "no action is needed; to compare with another commit, pass --against"
    place = (Place(CONTRACT_FILE),)
    return Problem(code="not-comparable", message=message, fix=fix, places=place, subject=message, severity="warning")


def _default_commit(root: Path) -> tuple[str, str]:
    """The short id of the commit to compare with, and how it was chosen."""
    if find_git_folders(str(root)) is None:
        return "HEAD", "HEAD"
    head = _commit(root, "HEAD")
    for branch in _DEFAULT_BRANCHES:
        if _commit(root, branch):
            base = git_output(root, "merge-base", "HEAD", branch, may_fail=True).strip()
            if base and base != head:
                short = base[:_SHORT_COMMIT]
                return short, f"{short} (merge base with {branch})"
            break
    return (head[:_SHORT_COMMIT] or "HEAD"), f"{head[:_SHORT_COMMIT]} (HEAD)"


def _commit(root: Path, name: str) -> str:
    return git_output(root, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}", may_fail=True).strip()
