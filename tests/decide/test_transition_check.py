"""Whether a story can move, and what can move it."""

from __future__ import annotations

import pytest

from revi_docs.decide.errors import IllegalTransitionError, UnknownNameError
from revi_docs.decide.transition_check import TransitionTrigger, allowed_targets, assert_transition, can_transition
from tests.decide.decisions_contract import CONTRACT


@pytest.mark.parametrize(
    ("source", "target", "trigger", "expected"),
    [
        ("open", "busy", None, True),
        ("busy", "open", None, True),
        ("open", "over", None, False),
        ("open", "open", None, False),
        ("open", "busy", TransitionTrigger("build", "started"), True),
        ("open", "busy", TransitionTrigger("build", "finished"), False),
        ("open", "busy", TransitionTrigger("audit", "started"), False),
        ("busy", "over", TransitionTrigger("audit", verdict="PASS"), True),
        ("busy", "over", TransitionTrigger("audit", verdict="FAIL"), False),
        ("busy", "open", TransitionTrigger("manual", "anything"), True),
    ],
)
def test_pairs(source: str, target: str, trigger: TransitionTrigger | None, expected: bool) -> None:
    assert can_transition(CONTRACT, source, target, trigger) is expected


def test_targets() -> None:
    assert [allowed_targets(CONTRACT, status) for status in CONTRACT.statuses] == [("busy",), ("over", "open"), ()]


def test_an_alias_is_read_as_its_id() -> None:
    (transition,) = assert_transition(CONTRACT, "busy", "done")
    assert (transition.target, transition.verdict) == ("over", "PASS")


@pytest.mark.parametrize(
    ("source", "target", "trigger", "message"),
    [
        ("over", "open", None, "there is no transition from 'over' to 'open'; targets from 'over': none"),
        (
            "busy", "over", TransitionTrigger("manual"),
            "there is no transition from 'busy' to 'over' by manual; targets from 'busy': over, open",
        ),
    ],
)  # fmt: skip
def test_a_move_that_is_not_allowed(source: str, target: str, trigger: TransitionTrigger | None, message: str) -> None:
    with pytest.raises(IllegalTransitionError) as error:
        assert_transition(CONTRACT, source, target, trigger)
    assert str(error.value) == message
    with pytest.raises(UnknownNameError):
        assert_transition(CONTRACT, source, "gone")
