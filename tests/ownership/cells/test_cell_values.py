"""What a cell shows in any notation, and that a value is written in the notation of the text before."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revi_docs.ownership.cells.cell_values import cell_text, contract_form, name_list, shows, token_count

NOTATIONS: list[tuple[str, str | tuple[str, ...], str]] = [
    ("→ `a`, → `b`", ("a", "c"), "→ `a`, → `c`"),
    ("`a`, `b` (again)", ("b",), "`b` (again)"),
    ("-", ("a",), "`a`"),
    ("a or b", ("a", "b", "c"), "a or b or c"),
    ("`a`<br>`b`", ("a",), "`a`"),
    ("`a`", (), "-"),
    ("60K", "61000", "61K"),
    ("60K", "61234", "61234"),
    ("30,000", "31000", "31,000"),
    ("1.5M", "1600000", "1.6M"),
    ("500 tokens", "600", "600 tokens"),
    ("Old text.", "New | text.", "New \\| text."),
    ("no", "true", "yes"),
]


@pytest.mark.parametrize(("cell", "value", "expected"), NOTATIONS)
def test_a_value_is_written_as_the_cell_was_and_reads_back(
    cell: str, value: str | tuple[str, ...], expected: str
) -> None:
    assert not shows(cell, value)
    assert cell_text(cell, value) == expected
    assert shows(expected, value)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("Haiku", "haiku"),
        ("**haiku**", "haiku"),
        ("60K", "60000"),
        ("60,000 tokens", "60000"),
        ("0.5M", "500000"),
        ("✓", "true"),
        ("—", "false"),
        ("→ `b`, `a`", ("a", "b")),
        ("none", ()),
        ("`a` --> `b`", ("a", "b")),
    ],
)
def test_notations_of_one_value(cell: str, value: str | tuple[str, ...]) -> None:
    assert shows(cell, value)


def test_the_form_of_the_contract() -> None:
    assert [contract_form("61K", "60000"), contract_form("**Opus**", "haiku"), contract_form("a, b", ("a",))] == [
        "61000",
        "Opus",
        "",
    ]
    assert (token_count("many"), token_count("1.5"), name_list("a, a; b")) == (None, None, ("a", "b"))


NAMES = st.lists(st.from_regex(r"[a-z][a-z0-9-]{0,8}", fullmatch=True), unique=True, max_size=5).map(tuple)
WORDS = {"or", "and", "none", "terminal", "final"}


@given(NAMES, NAMES, st.sampled_from([", ", " → ", "<br>", "; ", " or "]))
def test_every_list_reads_back(before: tuple[str, ...], after: tuple[str, ...], separator: str) -> None:
    before, after = (tuple(n for n in names if n not in WORDS and not n.endswith("-")) for names in (before, after))
    assert shows(cell_text(separator.join(before), after), after)
