"""The contract of the time of a ledger entry, from the commit that added the entry."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
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

    def contracts_of(self, entry: LedgerEntry) -> Iterator[CompiledContract]:
        """The contracts of the time of an entry; none if it is not committed, or has none."""
        for data in self.data_of(entry):
            # The contract of an old commit may have the form of any earlier version.
            with suppress(ValueError, KeyError, TypeError, AttributeError, RecursionError):
                yield read_contract(data)

    def data_of(self, entry: LedgerEntry) -> tuple[Mapping[str, Any], ...]:
        """What `contracts_of` reads: the contracts in the commit that added an entry, and in its parents.

        A squashed branch can have added the entry first and changed the contract then, in what is one commit now.
        """
        if find_git_folders(self._root) is None:
            return ()
        # Imported late: almost every entry is allowed today, and commands start faster without subprocesses.
        from revi_docs.files.git_process import NoGitError, git_output

        folder = self._path.rpartition("/")[0] or "."
        # The id is in the line of the entry only, and in no other file. An older line has none.
        text = str(entry.fields.get("id") or entry.line_bytes.decode("utf-8", "replace").strip())
        arguments = ("log", "--format=%H %P", f"-S{text}", "--", folder)
        try:
            lines = git_output(self._root, *arguments, may_fail=True).splitlines()
        except NoGitError:
            return ()
        commits = lines[-1].split() if lines else []
        contracts = (_cached(self._read_at_commit, self._root, commit) for commit in commits)
        return tuple(data for data in contracts if data is not None)


@cache
def _cached(read_at_commit: ReadAtCommit, root: str, commit: str) -> Mapping[str, Any] | None:
    """A contract that was read before: the commits of many entries have the same one."""
    return read_at_commit(root, commit)
