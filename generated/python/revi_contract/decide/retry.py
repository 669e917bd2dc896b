# revi:c80d250d63bac2ae
# Written by hand in revi-docs, where it is tested; it reads the contract and holds no fact of it.
"""Is a failed step tried again, after how long, and what follows when it is not?"""

from __future__ import annotations

from typing import NamedTuple

from .compiled_contract import CompiledContract, ErrorSpec
from .name_lookup import resolve_id


class RetryDecision(NamedTuple):
    """What follows an error: a retry after so many milliseconds, else the recovery."""

    retry_after_ms: int | None
    recovery: str


def retry_delay(error: ErrorSpec, attempt: int) -> int | None:
    """Milliseconds before the next try, or None where there is none. `attempt` counts the retries made."""
    retry = error.retry
    if retry is None or attempt >= retry.max:
        return None
    delay = retry.delay_ms * (2**attempt if retry.backoff == "exponential" else 1)
    return delay if retry.cap_ms is None else min(delay, retry.cap_ms)


def decide_retry(contract: CompiledContract, error_type: str, attempt: int) -> RetryDecision:
    """What follows the error after so many retries. Raises UnknownNameError."""
    error = contract.errors[resolve_id(contract, "error", error_type)]
    return RetryDecision(retry_delay(error, attempt), error.recovery)
