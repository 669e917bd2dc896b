"""Where the contract is in its git repository: build servers name files from the root of that repository."""

from __future__ import annotations

from contextvars import ContextVar

from revi_docs.files.git_folders import folder_in_repository

_contract_root: ContextVar[str] = ContextVar("contract_root", default="")


def set_contract_root(root: str) -> None:
    """Remember the folder of the contract, also for an error that ends the command."""
    _contract_root.set(root)


def contract_folder() -> str:
    """Return the folder of the contract, relative to the root of the git repository; "" if it is that root."""
    root = _contract_root.get()
    return folder_in_repository(root)[1] if root else ""
