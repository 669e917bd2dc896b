"""The contract of another commit, such as the branch into which a pull request is merged.

It is read from `revi.yml` as committed, so that nothing in the working tree can change it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from revi_docs.contract.loader import CONTRACT_FILE, LoadedContract, parse
from revi_docs.files.git_history import is_shallow
from revi_docs.files.git_process import NoGitError, git_output, run_git
from revi_docs.problems.problem import Place, Problem
from revi_docs.problems.revi_error import ReviError


@dataclass(frozen=True, slots=True)
class BaseContract:
    """The contract of a commit. `ref` is as the user wrote it, `commit` its object id.

    `merge_base` is the commit where the history of HEAD left that of `ref`; "" if they have none in common.
    `loaded` is None if the commit has no `revi.yml`; its places have the file `REF:revi.yml`.
    """

    ref: str
    commit: str
    merge_base: str
    loaded: LoadedContract | None


def load_base_contract(root: Path, ref: str) -> BaseContract:
    """Read the contract that the commit `ref` has for the folder `root`.

    Raises ReviError if git cannot be run, if there is no such commit, or if its contract cannot be read.
    """
    try:
        commit = git_output(
            root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}", may_fail=True
        ).strip()
        if not commit:
            raise ReviError(_unknown_ref(root, ref))
        merge_base = git_output(root, "merge-base", commit, "HEAD", may_fail=True).strip()
        content, missing = read_at_commit(root, commit, CONTRACT_FILE)
    except NoGitError as error:
        raise ReviError(_no_git(ref, error)) from None
    loaded = None if missing else parse(content, f"{ref}:{CONTRACT_FILE}", partial(read_at_commit, root, commit))
    return BaseContract(ref, commit, merge_base, loaded)


def read_at_commit(root: Path, commit: str, path: str) -> tuple[bytes, tuple[Problem, ...]]:
    """Return the content of a file in a commit, and a problem if it is not there."""
    blob = run_git(root, ["cat-file", "blob", f"{commit}:./{path}"])
    if blob.returncode == 0:
        return blob.stdout, ()
    message, fix = "is not in the commit", "commit the file"
    return b"", (Problem(code="unreadable-file", message=message, fix=fix, places=(Place(path),)),)


def _unknown_ref(root: Path, ref: str) -> Problem:
    remote, _, branch = ref.partition("/")
    fetch = f"git fetch {remote} {branch}" if branch else f"git fetch {'--unshallow' if is_shallow(root) else '--all'}"
    return Problem(
        code="unknown-ref",
        message=f"'{ref}' is not a commit of this repository",
        fix=f"run '{fetch}', or name another branch, tag or commit",
        places=(Place(CONTRACT_FILE),),
        subject=ref,
    )


def _no_git(ref: str, error: NoGitError) -> Problem:
    return Problem(
        code="unknown-ref",
        message=f"git cannot read '{ref}': {error}",
        fix=error.fix,
        places=(Place(CONTRACT_FILE),),
        subject=ref,
    )
