"""Open the store of claims that the contract chooses. The environment only says where it is."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from hashlib import sha256
from typing import Any, NamedTuple

from revi_docs.records.command_errors import UnavailableError
from revi_docs.runtime.claims.files import FileClaims
from revi_docs.runtime.claims.protocol import ClaimChange, ClaimState, ClaimStore

URL_VARIABLE = "REVI_CLAIMS_URL"
"""The environment variable with the address of the store: a secret of the user, so it is in no file."""

_DIGEST_CHARS = 16  # arbitrary: enough to tell the remotes of one repository apart


class ClaimSettings(NamedTuple):
    """The section `claims` of the contract, and the name of the project, which separates it from others."""

    store: str
    remote: str
    project: str


class MirroredClaims:
    """A shared store, and a copy of the claims of this machine in its lock files, where hooks look for them."""

    def __init__(self, shared: ClaimStore, files: FileClaims) -> None:
        self._shared = shared
        self._files = files

    def read(self, story_id: str) -> ClaimState:
        return self._shared.read(story_id)

    def compare_and_swap(self, story_id: str, expected: ClaimState, change: ClaimChange) -> ClaimState | None:
        state = self._shared.compare_and_swap(story_id, expected, change)
        if state is not None:
            self._files.replace(story_id, change)
        return state

    def claimed(self) -> Mapping[str, Mapping[str, Any]]:
        return self._shared.claimed()


def open_claims(
    root: str, settings: ClaimSettings, files: FileClaims, check: Callable[[Any], tuple[str, ...]]
) -> ClaimStore:
    """The store of claims. Raises UnavailableError if its address is missing, or is that of another kind of store."""
    url = os.environ.get(URL_VARIABLE, "")
    _require_store(settings.store, url)
    if settings.store == "git":
        return MirroredClaims(_open_git(root, settings, url, check), files)
    if settings.store == "postgres":
        return MirroredClaims(_open_postgres(settings, url, check), files)
    return files


def _require_store(store: str, url: str) -> None:
    """Raise UnavailableError if the environment has the address of another store than the contract chooses."""
    addressed = "postgres" if re.match(r"postgres(ql)?://", url) else "git"
    if url and addressed != store:
        message = f"{URL_VARIABLE} is the address of a store of the kind '{addressed}', the contract chooses '{store}'"
        raise UnavailableError("claims-store-differs", message, f"run 'unset {URL_VARIABLE}', or set its address")


def _open_git(root: str, settings: ClaimSettings, url: str, check: Callable[[Any], tuple[str, ...]]) -> ClaimStore:
    # Imported late: the default store, in files, needs neither git nor a network.
    from revi_docs.files.git_folders import find_git_folders
    from revi_docs.files.git_transport import user_settings
    from revi_docs.runtime.claims.git import GitClaims
    from revi_docs.runtime.claims.git_remote import ClaimRemote, RemoteAddress

    folders = find_git_folders(root)
    if folders is None:
        message = "claims.store is git, and there is no git repository"
        raise UnavailableError("no-git", message, "run 'git init', or set claims.store to files")
    user = user_settings(root, settings.remote)
    url = url or user.get("url", "")
    if not url or url.startswith("-"):
        message = f"claims.store is git, and this clone has no remote '{settings.remote}'"
        raise UnavailableError("claims-unconfigured", message, f"run 'git remote add {settings.remote} URL'")
    author = f"{user.get('name') or 'revi'} <{user.get('email') or 'revi'}>"
    # Per remote: another one has other claims, and fencing tokens of its own.
    folder = os.path.join(folders.common_folder, "revi", "claims", sha256(url.encode()).hexdigest()[:_DIGEST_CHARS])
    address = RemoteAddress(settings.remote, url, re.sub(r"[\x00-\x1f]", " ", author))
    return GitClaims(ClaimRemote(folders.common_folder, folder, address), check)


def _open_postgres(settings: ClaimSettings, url: str, check: Callable[[Any], tuple[str, ...]]) -> ClaimStore:
    # Imported late, as above.
    from revi_docs.runtime.claims.postgres import PostgresClaims

    if not url:
        message = f"claims.store is postgres, and {URL_VARIABLE} is not set"
        fix = f"run 'export {URL_VARIABLE}=postgresql://USER@HOST/DATABASE'"
        raise UnavailableError("claims-unconfigured", message, fix)
    if not settings.project:
        message = "claims.store is postgres, and the contract has no project.name, which separates projects"
        raise UnavailableError("claims-unconfigured", message, "add project.name to revi.yml")
    return PostgresClaims(url, settings.project, check)
