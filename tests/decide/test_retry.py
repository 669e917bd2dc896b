"""The delay before each retry, and the recovery when none is left."""

from __future__ import annotations

import pytest

from revi_docs.decide.errors import UnknownNameError
from revi_docs.decide.retry import RetryDecision, decide_retry
from tests.decide.decisions_contract import CONTRACT


@pytest.mark.parametrize(
    ("error", "delays", "recovery"),
    [
        pytest.param("LATE", [100, 200, 250, None], "FAIL", id="doubled up to the longest delay"),
        pytest.param("LOST", [100, 100, None], "SKIP", id="always the same"),
        pytest.param("WRONG", [None], "FAIL", id="no retry"),
    ],
)
def test_each_attempt(error: str, delays: list[int | None], recovery: str) -> None:
    decisions = [decide_retry(CONTRACT, error, attempt) for attempt in range(len(delays))]
    assert decisions == [RetryDecision(delay, recovery) for delay in delays]


def test_an_unknown_error() -> None:
    with pytest.raises(UnknownNameError):
        decide_retry(CONTRACT, "GONE", 0)
