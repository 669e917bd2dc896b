"""The circuit opens after so many failures within one window, both ends included, and stays open."""

from __future__ import annotations

import pytest

from revi_docs.decide.circuit import circuit_state, is_open
from tests.decide.decisions_contract import CIRCUIT


@pytest.mark.parametrize(
    ("failures", "closed", "expected"),
    [
        pytest.param([], None, False, id="none"),
        pytest.param([0, 500], None, False, id="one too few"),
        pytest.param([0, 500, 1000], None, True, id="just within the window"),
        pytest.param([0, 500, 1001], None, False, id="just beyond it"),
        pytest.param([1000, 0, 500], None, True, id="in any order"),
        pytest.param([0, 1, 2, 9000], None, True, id="it stays open"),
        pytest.param([0, 1, 2], 2, False, id="closed by a person"),
        pytest.param([0, 1, 2, 3, 4, 5], 2, True, id="open again"),
    ],
)
def test_is_open(failures: list[int], closed: int | None, expected: bool) -> None:
    assert is_open(CIRCUIT, failures, closed) is expected
    assert circuit_state(CIRCUIT, failures, closed) == ("OPEN" if expected else "CLOSED")
