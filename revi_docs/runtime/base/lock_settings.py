"""The lock settings of the contract, with their defaults."""

from __future__ import annotations

from collections.abc import Mapping

from revi_docs.problems.fast_record import FastRecord

TYPE_CHECKING = False  # as in typing, which a hook does not import
if TYPE_CHECKING:
    from typing import Any

DEFAULT_LOCK_FILE = "_implementation/.phase-lock"

DEFAULT_STALE_MS = 3_600_000
"""Milliseconds after which a lock without heartbeat is stale. Arbitrary: longer than any step of an agent."""


class LockSettings(FastRecord):
    """The section `locks` of the contract. `wait_ms` is None if the contract does not set it."""

    scope: str
    file: str
    record: str
    stale_after_ms: int
    wait_ms: int | None


def read_lock_settings(locks: Mapping[str, Any]) -> LockSettings:
    """The settings of a contract; the defaults if it has no section `locks`."""
    scope, file = locks.get("scope") or "worktree", locks.get("file") or DEFAULT_LOCK_FILE
    stale_after_ms = locks.get("stale_after_ms") or DEFAULT_STALE_MS
    return LockSettings(
        scope=scope,
        file=file,
        record=locks.get("record") or "",
        stale_after_ms=stale_after_ms,
        wait_ms=locks.get("wait_ms"),
    )
