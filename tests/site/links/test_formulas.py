"""Formulas and URLs turn into spaces."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revi_docs.site.links.formulas import without_formulas


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a $x[1]$ b", "a        b"),
        ("a $$x\n[1]$$ b", "a    \n      b"),
        (r"a \(x[1]\) b", "a          b"),
        ("it costs $5 and $6 [x]", "it costs $5 and $6 [x]"),
        ("a $ x $ [b]", "a $ x $ [b]"),
        (r"\$x[1]$", r"\$x[1]$"),
        ("a \\begin{align*}\nx[1]\n\\end{align*} b", "a" + " " * 15 + "\n    \n" + " " * 13 + "b"),
        (r"\begin{a} [x] \end{b}", r"\begin{a} [x] \end{b}"),
        ("see https://a.example/[x] now", "see                       now"),
    ],
)
def test_formulas(text: str, expected: str) -> None:
    assert without_formulas(text) == expected


@given(st.text(alphabet="$\\()[] a1\n", max_size=40))
def test_every_place_stays(text: str) -> None:
    result = without_formulas(text)
    assert len(result) == len(text)
    assert all(new in (old, " ") for old, new in zip(text, result, strict=True))
