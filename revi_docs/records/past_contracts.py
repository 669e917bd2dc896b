"""The contract of the time of a ledger entry, from the commit that added the entry."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from revi_docs.decide.compiled_contract import CompiledContract
from revi_docs.decide.contract_json import read_contract
from revi_docs.files.git_folders import find_git_folders
from revi_docs.records.ledger import LedgerEntry

_CONTRACT_JSON = "generated/contract.json"


class PastContracts:
    """The contracts of the entries of one ledger in the repository at `root`. Runs git, so ask only if needed."""

    def __init__(self, root: str, ledger_path: str) -> None:
        """`ledger_path` is the ledger file, as for `read_ledger`."""
        self._root = root
        self._path = ledger_path

    def contract_of(self, entry: LedgerEntry) -> CompiledContract | None:
        """The contract in the commit that added an entry; None if it is not committed, or had no such file."""
        try:
            return read_contract(self.data_of(entry) or {})
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
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
        return _contract_at(self._root, commits[-1]) if commits else None


@cache
def _contract_at(root: str, commit: str) -> Mapping[str, Any] | None:
    from revi_docs.files.git_process import git_output

    content = git_output(root, "show", f"{commit}:./{_CONTRACT_JSON}", may_fail=True)
    try:
        data = json.loads(content) if content else None
    except (ValueError, RecursionError):
        return None
    return data if isinstance(data, dict) else None
