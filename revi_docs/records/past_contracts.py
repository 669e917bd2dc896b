"""The contract of the time of a ledger entry, from the commit that added the entry."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from revi_docs.decide.compiled_contract import CompiledContract
from revi_docs.decide.contract_json import read_contract
from revi_docs.files.git_folders import find_git_folders
from revi_docs.records.ledger import LedgerEntry

ReadAtCommit = Callable[[str, str], Mapping[str, Any] | None]
"""Root and commit → the contract of the commit in canonical form; None if it has none."""


class PastContracts:
    """The contracts of the entries of one ledger in the repository at `root`. Runs git, so ask only if needed."""

    def __init__(self, root: str, ledger_path: str, read_at_commit: ReadAtCommit) -> None:
        """`ledger_path` is the ledger file, as for `read_ledger`."""
        self._root = root
        self._path = ledger_path
        self._read_at_commit = read_at_commit

    def contract_of(self, entry: LedgerEntry) -> CompiledContract | None:
        """The contract in the commit that added an entry; None if it is not committed, or has none."""
        try:
            return read_contract(self.data_of(entry) or {})
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            # The contract of an old commit may have the form of any earlier version.
            return None

    def data_of(self, entry: LedgerEntry) -> Mapping[str, Any] | None:
        """What `contract_of` is read from."""
        if find_git_folders(self._root) is None:
            return None
        # Imported late: almost every entry is allowed today, and commands start faster without subprocesses.
        from revi_docs.files.git_process import NoGitError, git_output

        folder = self._path.rpartition("/")[0] or "."
        # The id is in the line of the entry only, and in no other file. An older line has none.
        text = str(entry.fields.get("id") or entry.line_bytes.decode("utf-8", "replace").strip())
        try:
            commits = git_output(self._root, "log", "--format=%H", f"-S{text}", "--", folder, may_fail=True).split()
        except NoGitError:
            return None
        return _cached(self._read_at_commit, self._root, commits[-1]) if commits else None


@cache
def _cached(read_at_commit: ReadAtCommit, root: str, commit: str) -> Mapping[str, Any] | None:
    """A contract that was read before: the commits of many entries have the same one."""
    return read_at_commit(root, commit)
