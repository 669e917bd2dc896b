"""Which checks may run: those of the base branch, and those that a person trusts.

A check is a program that a pull request could change; running it is a decision of a person.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from revi_docs.files.atomic_write import write_file
from revi_docs.files.git_folders import find_git_folders
from revi_docs.files.git_process import NoGitError, git_output
from revi_docs.files.read_file import read_file
from revi_docs.records.command_errors import CommandError, UnavailableError, file_error
from revi_docs.records.time_formats import format_time, now_ms
from revi_docs.runtime.base.contract_cache import contract_at_commit
from revi_docs.runtime.base.repository import Repository

_BASE_BRANCHES = ("refs/remotes/origin/HEAD", "refs/remotes/origin/main", "refs/heads/main", "refs/heads/master")
"""Where the base branch is looked up, the most specific first; without any, HEAD."""

_TRUST_FILE = "revi/trusted-checks.json"
"""In the git directory, which no commit can change."""


def check_definition(repository: Repository, check: str) -> Mapping[str, Any]:
    """A check of the contract. Raises CommandError if there is none of that name."""
    checks = repository.section("checks")
    if check not in checks:
        fix = f"use one of: {', '.join(checks)}" if checks else "add the check to 'checks' in revi.yml"
        raise CommandError("unknown-check", f"'{check}' is not a check of the contract", fix)
    definition: Mapping[str, Any] = checks[check]
    return definition


def require_trust(repository: Repository, check: str) -> None:
    """Raise CommandError if the check differs from the base branch and no person trusts it as it is."""
    definition = check_definition(repository, check)
    if _is_on_base(repository, check, definition) or _digest(definition) in _trusted_digests(repository):
        return
    command = " ".join(definition["command"])
    message = f"the check '{check}' ({command}) is not on the base branch as it is here"
    raise CommandError("untrusted-check", message, f"let a person run 'revi trust {check} --actor NAME'")


def trust(repository: Repository, check: str, actor: str) -> None:
    """Record that a person trusts a check as it is now. Raises UnavailableError without a git repository."""
    digest = _digest(check_definition(repository, check))
    folder, trusted = _git_folder(repository), _trusted_digests(repository)
    trusted[digest] = {"check": check, "actor": actor, "at": format_time(now_ms(), repository.zone)}
    try:
        write_file(folder, _TRUST_FILE, (json.dumps(trusted, indent=2) + "\n").encode())
    except OSError as error:
        raise file_error(_TRUST_FILE, error) from None


def _is_on_base(repository: Repository, check: str, definition: Mapping[str, Any]) -> bool:
    try:
        for name in (*_BASE_BRANCHES, "HEAD"):
            if git_output(repository.root, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}", may_fail=True):
                base = contract_at_commit(repository.root, name) or {}
                return bool(_digest(base["checks"][check]) == _digest(definition))
    except (NoGitError, KeyError):
        # The base has no such check, or cannot be read: only a person can trust it then.
        pass
    return False


def _digest(definition: Mapping[str, Any]) -> str:
    """The digest of what a check does; its description does not count."""
    parts = {name: definition[name] for name in ("id", "command", "timeout_ms") if name in definition}
    return sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def _git_folder(repository: Repository) -> str:
    folders = find_git_folders(repository.root)
    if folders is None:
        raise UnavailableError("no-git", "no git repository was found", "run 'git init', and commit revi.yml")
    return folders.common_folder


def _trusted_digests(repository: Repository) -> dict[str, Any]:
    try:
        data = json.loads(read_file(_git_folder(repository), _TRUST_FILE))
    except (OSError, ValueError, UnavailableError):
        # Nothing is trusted unless a valid file says so.
        return {}
    return data if isinstance(data, dict) and os.path.isdir(repository.root) else {}
