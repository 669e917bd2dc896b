"""Numbers as people write them."""

from __future__ import annotations

import pytest

from revi_docs.prose.numeric_facts import Unit
from revi_docs.prose.quantities import find_quantities, may_contain_quantity, parse_cell, parse_scaled


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("at most 60K tokens", [("60K tokens", 60_000, Unit.TOKENS)]),
        ("30,000 to 60,000 tokens", [("30,000", 30_000, Unit.TOKENS), ("60,000 tokens", 60_000, Unit.TOKENS)]),
        ("30 to 60K tokens", [("30", 30_000, Unit.TOKENS), ("60K tokens", 60_000, Unit.TOKENS)]),
        ("after five minutes", [("five minutes", 300_000, Unit.TIME)]),
        ("waits 300ms", [("300ms", 300, Unit.TIME)]),
        ("3 retries", [("3 retries", 3, Unit.RETRIES)]),
        ("tries it twice", [("twice", 2, Unit.RETRIES)]),
        ("retry limit of 4", [("4", 4, Unit.RETRIES)]),
        ("two failures", [("two failures", 2, Unit.FAILURES)]),
        ("from 0.5 to 5", [("0.5", 0.5, Unit.FACTOR), ("5", 5, Unit.FACTOR)]),
        ("version v1.2, page 7, $100", []),
    ],
)
def test_in_a_text(text: str, expected: list[tuple[str, float, Unit]]) -> None:
    quantities = list(find_quantities(text))
    assert [(quantity.text, quantity.value, quantity.unit) for quantity in quantities] == expected
    assert all(text[quantity.start : quantity.end] == quantity.text for quantity in quantities)
    assert may_contain_quantity(text) or not quantities


@pytest.mark.parametrize(("text", "value"), [("60K", 60_000), ("60,000", 60_000), ("0.5 million", 500_000), ("7", 7)])
def test_scaled(text: str, value: float) -> None:
    assert parse_scaled(text) == value


@pytest.mark.parametrize(
    ("text", "unit", "heading", "value"),
    [
        ("60K", Unit.TOKENS, "Limit", 60_000),
        ("5", Unit.TIME, "Delay (seconds)", 5_000),
        ("5 min", Unit.TIME, "Delay", 300_000),
        ("3", Unit.RETRIES, "Retries", 3),
    ],
)
def test_a_cell(text: str, unit: Unit, heading: str, value: float) -> None:
    quantity = parse_cell(text, unit, heading)
    assert quantity is not None
    assert quantity.value == value


@pytest.mark.parametrize(("text", "unit", "heading"), [("5", Unit.TIME, "Delay"), ("many", Unit.TOKENS, "Limit")])
def test_a_cell_without_a_number_or_a_unit(text: str, unit: Unit, heading: str) -> None:
    assert parse_cell(text, unit, heading) is None
