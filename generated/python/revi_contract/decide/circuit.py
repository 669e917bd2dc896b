# revi:009e9c8da29689f4
# Written by hand in revi-docs, where it is tested; it reads the contract and holds no fact of it.
"""Have errors piled up so far that a person must act?"""

from __future__ import annotations

from collections.abc import Iterable

from .compiled_contract import CircuitBreaker


def is_open(circuit: CircuitBreaker, failures_ms: Iterable[int], closed_ms: int | None = None) -> bool:
    """Whether so many failures of any kind once lay within the window, its ends included.

    `failures_ms` are times in milliseconds. What opened stays open until a person closes it at
    `closed_ms`; failures until then no longer count.
    """
    failure_times = sorted(time for time in failures_ms if closed_ms is None or time > closed_ms)
    windows = zip(failure_times, failure_times[circuit.failures - 1 :], strict=False)
    return any(last - first <= circuit.window_ms for first, last in windows)


def circuit_state(circuit: CircuitBreaker, failures_ms: Iterable[int], closed_ms: int | None = None) -> str:
    """The state's name in the contract."""
    return circuit.states[-1 if is_open(circuit, failures_ms, closed_ms) else 0]
