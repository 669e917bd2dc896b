"""The lock settings of the contract, with their defaults."""

from __future__ import annotations

from revi_docs.runtime.base.lock_settings import LockSettings, read_lock_settings


def test_defaults() -> None:
    file = "_implementation/.phase-lock"
    defaults = LockSettings(scope="worktree", file=file, record="", stale_after_ms=3_600_000, wait_ms=None)
    assert read_lock_settings({}) == read_lock_settings({"scope": None, "wait_ms": None}) == defaults


def test_what_the_contract_sets() -> None:
    locks = {"scope": "repository", "file": ".lock", "record": "lock", "stale_after_ms": 5, "wait_ms": 0}
    settings = LockSettings(scope="repository", file=".lock", record="lock", stale_after_ms=5, wait_ms=0)
    assert read_lock_settings(locks) == settings
