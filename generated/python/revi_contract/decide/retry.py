# revi:generated
# Copied from revi-docs, where it is tested. It reads the contract and contains no facts of it.
"""Decide whether a failed step is retried, after what delay, and what happens if it is not."""

from __future__ import annotations

from typing import NamedTuple

from .compiled_contract import CompiledContract, ErrorSpec
from .name_lookup import resolve_id


class RetryDecision(NamedTuple):
    """A retry after `retry_after_ms` milliseconds, or the recovery if that is None."""

    retry_after_ms: int | None
    recovery: str


def retry_delay(error: ErrorSpec, attempt: int) -> int | None:
    """Milliseconds before the next retry, or None if no retry is left. `attempt`: retries so far."""
    retry = error.retry
    if retry is None or attempt >= retry.max:
        return None
    delay = retry.delay_ms * (2**attempt if retry.backoff == "exponential" else 1)
    return delay if retry.cap_ms is None else min(delay, retry.cap_ms)


def decide_retry(contract: CompiledContract, error_type: str, attempt: int) -> RetryDecision:
    """What to do about an error after `attempt` retries. Raises UnknownNameError."""
    error = contract.errors[resolve_id(contract, "error", error_type)]
    return RetryDecision(retry_delay(error, attempt), error.recovery)
