"""Tokens by kind."""

from __future__ import annotations

import pytest

from revi_docs.records.usage import Usage, UsageCount, non_negative_int, parse_usage, sum_usage

NAMES = ("in", "out", "made", "read")


def test_sums_and_differences() -> None:
    first, second = Usage(1, 2, 3, 4), Usage(10, 20, 30, 40)
    assert first.plus(second) == sum_usage([second, first]) == Usage(11, 22, 33, 44)
    assert second.minus(first) == Usage(9, 18, 27, 36)
    assert first.minus(second) is first._replace(input=11).minus(second) is None
    assert second.total_of(("input", "cache_read", "unknown")) == 50


@pytest.mark.parametrize(("value", "number"), [(0, 0), (7, 7), (-1, None), (True, None), (1.0, None), ("1", None)])
def test_a_number_of_tokens(value: object, number: int | None) -> None:
    assert non_negative_int(value) == number


@pytest.mark.parametrize(
    ("data", "usage"),
    [
        ({"in": 1, "out": 2, "made": 3, "read": 4, "more": 5}, Usage(1, 2, 3, 4)),
        ({"in": 1, "out": 2, "made": 3}, None),
        ({"in": 1, "out": 2, "made": 3, "read": -4}, None),
        ([1, 2, 3, 4], None),
    ],
)
def test_from_fields(data: object, usage: Usage | None) -> None:
    assert parse_usage(data, NAMES) == usage


def test_a_count_with_gaps_is_not_complete() -> None:
    assert UsageCount().complete
    assert not UsageCount(gaps=("a line is missing",)).complete
