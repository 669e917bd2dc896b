# revi:generated
# Copied from revi-docs, where it is tested. It reads the contract and contains no facts of it.
"""Decide whether errors are so frequent that a person must act."""

from __future__ import annotations

from collections.abc import Iterable

from .compiled_contract import CircuitBreaker


def is_open(circuit: CircuitBreaker, failures_ms: Iterable[int], closed_ms: int | None = None) -> bool:
    """Whether the configured number of failures ever occurred within one window, both ends included.

    `failures_ms` are timestamps in milliseconds. An open circuit breaker stays open until a person closes it at
    `closed_ms`; failures up to that time no longer count.
    """
    # Each window starts at one failure and ends at the n-th after it.
    failure_times = sorted(time for time in failures_ms if closed_ms is None or time > closed_ms)
    windows = zip(failure_times, failure_times[circuit.failures - 1 :], strict=False)
    return any(last - first <= circuit.window_ms for first, last in windows)


def circuit_state(circuit: CircuitBreaker, failures_ms: Iterable[int], closed_ms: int | None = None) -> str:
    """The name of the current state in the contract."""
    return circuit.states[-1 if is_open(circuit, failures_ms, closed_ms) else 0]
