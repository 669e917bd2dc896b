"""Lint of a contract without sections."""

from __future__ import annotations

from tests.support.linted_contract import problems


def test_rules_report_nothing_if_their_sections_are_absent() -> None:
    assert problems("revi: 1\n") == ()
    assert problems("revi: 1\nstatuses: [planned, working, in-review, done]\n") == ()
