"""The lock settings of the contract, with their defaults."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

DEFAULT_LOCK_FILE = "_implementation/.phase-lock"

DEFAULT_STALE_MS = 3_600_000
"""Milliseconds after which a lock without heartbeat is stale. Arbitrary: longer than any step of an agent."""


class LockSettings(NamedTuple):
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
    return LockSettings(scope, file, locks.get("record") or "", stale_after_ms, locks.get("wait_ms"))
