"""The first rule that applies decides; no worker, a pending one or too many timeouts is never a pass."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revi_docs.decide.aggregate import AggregationResult, aggregate


@dataclass(frozen=True)
class Rule:
    when: str
    then: str
    of: tuple[str, ...] = ()
    forgiving: tuple[str, ...] = ()


RULES = (
    Rule("any", "ERROR", ("ERROR",)),
    Rule("any", "PENDING", ("PENDING", "RUNNING")),
    Rule("none", "ERROR"),
    Rule("all", "TIMEOUT", ("TIMEOUT",)),
    Rule("enough", "PASS", ("PASS",), ("TIMEOUT",)),
    Rule("otherwise", "FAIL"),
)

CASES = {
    "six pass": (["PASS"] * 6, AggregationResult("PASS", False, 4)),
    "five pass, one timeout": (["PASS"] * 5 + ["TIMEOUT"], AggregationResult("PASS", True, 4)),
    "four pass, two timeouts": (["PASS"] * 4 + ["TIMEOUT"] * 2, AggregationResult("FAIL", False, 5)),
    "five pass, one fails": (["PASS"] * 5 + ["FAIL"], AggregationResult("FAIL", False, 5)),
    "one fails, one timeout": (["PASS"] * 4 + ["FAIL", "TIMEOUT"], AggregationResult("FAIL", False, 5)),
    "any error": (["PASS"] * 4 + ["TIMEOUT", "ERROR"], AggregationResult("ERROR", False, 0)),
    "one is pending": (["PASS"] * 5 + ["PENDING"], AggregationResult("PENDING", False, 1)),
    "no worker": ([], AggregationResult("ERROR", False, 2)),
    "all time out": (["TIMEOUT"] * 6, AggregationResult("TIMEOUT", False, 3)),
    "one worker, which times out": (["TIMEOUT"], AggregationResult("TIMEOUT", False, 3)),
}


@pytest.mark.parametrize(("results", "expected"), CASES.values(), ids=CASES)
def test_one_timeout_is_tolerated(results: list[str], expected: AggregationResult) -> None:
    assert aggregate(results, RULES, threshold=1.0, tolerated=1) == expected


SHARES = {
    "four of five": (["PASS"] * 4 + ["FAIL"], 0.8, "PASS"),
    "seven of a hundred": (["PASS"] * 7 + ["FAIL"] * 93, 0.07, "PASS"),
    "six of a hundred": (["PASS"] * 6 + ["FAIL"] * 94, 0.07, "FAIL"),
    "one of three for a third": (["PASS", "FAIL", "FAIL"], 1 / 3, "PASS"),
    "none, if the threshold is 0": (["FAIL"], 0.0, "PASS"),
}


@pytest.mark.parametrize(("results", "threshold", "expected"), SHARES.values(), ids=SHARES)
def test_the_threshold_is_a_share(results: list[str], threshold: float, expected: str) -> None:
    result = aggregate(results, RULES, threshold, tolerated=0)

    assert result is not None
    assert result.result == expected


def test_no_rule_applies() -> None:
    assert aggregate(["FAIL"], [Rule("all", "PASS", ("PASS",))], threshold=1.0, tolerated=0) is None
    assert aggregate([], [Rule("enough", "PASS", ("PASS",))], threshold=0.0, tolerated=0) is None
    assert aggregate(["LATE"], [Rule("enough", "PASS", ("PASS",), ("LATE",))], 0.0, tolerated=1) is None


WORDS = st.sampled_from(("PASS", "FAIL", "TIMEOUT", "ERROR", "PENDING", "RUNNING"))


@given(st.lists(WORDS, max_size=12), st.integers(0, 3), st.sampled_from((0.5, 0.8, 1.0)), st.randoms())
def test_the_order_of_workers_does_not_matter(results, tolerated, threshold, random) -> None:
    shuffled = random.sample(results, len(results))

    assert aggregate(shuffled, RULES, threshold, tolerated) == aggregate(results, RULES, threshold, tolerated)


@given(st.lists(WORDS, max_size=12), st.integers(0, 3))
def test_a_pass_needs_workers_that_passed_and_no_more_timeouts_than_are_tolerated(results, tolerated) -> None:
    result = aggregate(results, RULES, threshold=1.0, tolerated=tolerated)

    assert result is not None
    if result.result == "PASS":
        assert set(results) <= {"PASS", "TIMEOUT"}
        assert "PASS" in results
        assert results.count("TIMEOUT") <= tolerated
        assert result.warned == ("TIMEOUT" in results)
