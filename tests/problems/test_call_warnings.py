"""Warnings of one call are kept in order, and the next call starts without any."""

from __future__ import annotations

from revi_docs.problems.call_warnings import add_warning, current_warnings, take_warnings


def test_warnings_are_taken_once() -> None:
    take_warnings()
    add_warning("first")
    add_warning("second")
    assert current_warnings() == ("first", "second")
    assert take_warnings() == ("first", "second")
    assert (current_warnings(), take_warnings()) == ((), ())
