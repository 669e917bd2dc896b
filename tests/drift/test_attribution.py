"""Where two texts differ, and which values of the contract stand there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revi_docs.drift.attribution import MAX_CAUSES, Difference, find_differences, spans_in_expected
from revi_docs.outputs.context.value_spans import TracedSpan

LINES = st.lists(st.sampled_from(["", "a", "b", "ab", "| a | b |"]), max_size=8).map("\n".join)


@given(LINES, LINES)
def test_the_first_difference_is_the_first_line_that_differs(actual: str, expected: str) -> None:
    result = find_differences(actual, expected)
    assert (result == ()) is (actual == expected)
    if result:
        old, new = actual.split("\n"), expected.split("\n")
        pairs = zip(old, new, strict=False)
        first_difference = next(
            (number for number, (difference, other) in enumerate(pairs) if difference != other), min(len(old), len(new))
        )
        assert result[0].line == min(first_difference, len(old) - 1) + 1
        assert all(1 <= difference.line <= len(old) and difference.column >= 1 for difference in result)


def spans_of(text: str, *values: str) -> tuple[TracedSpan, ...]:
    """A span for each value, at the first place where it stands; its path is its own text."""
    return tuple(TracedSpan(text.index(value), text.index(value) + len(value), (value,)) for value in values)


@pytest.mark.parametrize(
    ("actual", "expected", "values", "result"),
    [
        pytest.param("limit 5", "limit 60", ["60"], [Difference(1, 7, (("60",),))], id="another value"),
        pytest.param("limit 600", "limit 60", ["60"], [Difference(1, 9, (("60",),))], id="a value lost its end"),
        pytest.param("limit 6", "limit 60", ["60"], [Difference(1, 8, (("60",),))], id="a value grew"),
        pytest.param("Limit 60", "limit 60", ["60"], [Difference(1, 1)], id="the text around it"),
        pytest.param("limit: 60", "limit; 60", ["60"], [Difference(1, 6)], id="the text close to it"),
        pytest.param("a 1 b 2", "a 3 b 4", ["3", "4"], [Difference(1, 3, (("3",), ("4",)))], id="two values"),
        pytest.param("x\nz", "x\ny 1\nz", ["1"], [Difference(2, 1, (("1",),))], id="a new line"),
        pytest.param("x\ny 1\nz 2", "x\nz 2", ["2"], [Difference(2, 1)], id="a line that went"),
        pytest.param("x", "x\ny 1", ["1"], [Difference(1, 1, (("1",),))], id="a new last line"),
        pytest.param("x 1\n", "x 1", ["1"], [Difference(2, 1)], id="a last line that went"),
    ],
)
def test_the_values_behind_a_difference(
    actual: str, expected: str, values: list[str], result: list[Difference]
) -> None:
    assert list(find_differences(actual, expected, spans_of(expected, *values))) == result


def test_not_more_than_a_few_values_are_named() -> None:
    (difference,) = find_differences("", "a b c d e", spans_of("a b c d e", *"abcde"))
    assert difference.paths == tuple((letter,) for letter in "abcde"[:MAX_CAUSES])


def test_a_marked_empty_value_prints_a_line_that_the_text_has_not() -> None:
    marked, expected = "- a:\n  \n- b 1", "- a\n- b 1"
    description = TracedSpan(7, 7, ("description",))
    number = TracedSpan(12, 13, ("number",))
    in_expected = (TracedSpan(3, 3, ("description",)), TracedSpan(8, 9, ("number",)))
    assert spans_in_expected((description, number), marked, expected) == in_expected
    (removed, _) = find_differences("- a:\n  Old.\n- b 1", expected, in_expected)
    assert (removed.line, removed.paths) == (1, (("description",),))


@given(LINES, LINES)
def test_spans_stay_where_both_texts_are_equal(marked: str, expected: str) -> None:
    spans = tuple(TracedSpan(index, index + 1, (letter,)) for index, letter in enumerate(marked) if letter != "\n")
    result = spans_in_expected(spans, marked, expected)
    assert [span.path for span in result] == [span.path for span in spans]
    shown = [(span, expected[span.start : span.end]) for span in result]
    assert all(text in ("", *span.path) for span, text in shown)
    assert all(0 <= span.start <= span.end <= len(expected) for span in result)
    if marked == expected:
        assert result == spans
