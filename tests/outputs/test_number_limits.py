"""Numbers that make a value of a template large in one step."""

from __future__ import annotations

from typing import Any

import pytest
from jinja2.exceptions import SecurityError

from revi_docs.outputs.number_limits import MAX_SIZE, check_numbers, check_widths, exceeds_limit


@pytest.mark.parametrize("values", [(MAX_SIZE, -MAX_SIZE, "a", 1.5e9), ({"a": {"b": MAX_SIZE}},)])
def test_numbers_within_the_limit(values: tuple[Any, ...]) -> None:
    check_numbers(values)


@pytest.mark.parametrize("values", [(1, MAX_SIZE + 1), (-MAX_SIZE - 1,), ({"a": {"b": MAX_SIZE + 1}},)])
def test_enormous_numbers(values: tuple[Any, ...]) -> None:
    with pytest.raises(SecurityError, match="a number in this call must not exceed 999999"):
        check_numbers(values)


@pytest.mark.parametrize(("text", "values"), [("%999999d", ()), ("{:>4}", (10**9,)), ("%*d", (5, 7)), ("{:{}}", (5,))])
def test_usual_widths(text: str, values: tuple[int, ...]) -> None:
    check_widths(text, values)


@pytest.mark.parametrize(("text", "values"), [("%1000000d", ()), ("%*d", (MAX_SIZE + 1,)), ("{:{}}", (MAX_SIZE + 1,))])
def test_enormous_widths(text: str, values: tuple[int, ...]) -> None:
    with pytest.raises(SecurityError):
        check_widths(text, values)


@pytest.mark.parametrize(
    ("operator", "base", "factor", "expected"),
    [
        ("**", 2, 4999, False),
        ("**", 2, 5001, True),
        ("*", 2**4000, 2**4000, False),
        ("*", 2**6000, 2**6000, True),
        ("*", "a", MAX_SIZE, False),
        ("*", "ab", MAX_SIZE, True),
        ("*", MAX_SIZE, [1, 2], True),
        ("*", "a", 1.5, False),
    ],
)
def test_products_and_powers(operator: str, base: Any, factor: Any, expected: bool) -> None:
    assert exceeds_limit(operator, base, factor) is expected
