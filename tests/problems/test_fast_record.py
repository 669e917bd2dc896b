"""Records that hooks create without dataclasses, named tuples and `typing`."""

from __future__ import annotations

import pytest

from revi_docs.problems.fast_record import FastRecord


class Point(FastRecord):
    """A record with a default."""

    x: int
    y: int = 0


class Size(FastRecord):
    """Another record with the same fields."""

    x: int
    y: int = 0


def test_fields_and_defaults() -> None:
    point = Point(x=1)
    assert (point.x, point.y) == (1, 0)
    assert repr(Point(x=1, y=2)) == "Point(x=1, y=2)"


def test_equal_records_have_equal_hashes() -> None:
    """Whether a default is passed makes no difference; the class does."""
    assert Point(x=1) == Point(y=0, x=1)
    assert len({Point(x=1), Point(x=1, y=0), Point(x=2)}) == 2
    assert Point(x=1) != Point(x=1, y=1)
    assert Point(x=1) != Size(x=1)
    assert Point(x=1) != (1, 0)


def test_a_replaced_field_leaves_the_record_as_it_was() -> None:
    point = Point(x=1, y=2)
    assert point.replace(y=3) == Point(x=1, y=3)
    assert point == Point(x=1, y=2)


def test_a_record_does_not_change() -> None:
    point = Point(x=1)
    with pytest.raises(AttributeError, match="records do not change: x"):
        point.x = 2  # type: ignore[misc]
    assert point.x == 1


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"y": 1}, "Point: unknown fields [], missing fields ['x']"),
        ({"x": 1, "z": 2}, "Point: unknown fields ['z'], missing fields []"),
        ({"z": 2, "y": 1}, "Point: unknown fields ['z'], missing fields ['x']"),
    ],
)
def test_a_record_has_all_its_fields_and_no_other(values: dict[str, int], message: str) -> None:
    with pytest.raises(TypeError) as caught:
        Point(**values)
    assert str(caught.value) == message
