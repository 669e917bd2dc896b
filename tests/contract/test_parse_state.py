"""What the parser collects at a place: problems that make a section invalid, and references."""

from __future__ import annotations

from revi_docs.contract.parse_state import INVALID, Cursor, NameReference, ParseState
from revi_docs.problems.problem import Place


def test_a_problem_makes_its_section_invalid() -> None:
    state = ParseState()
    cursor = Cursor((), {}, state).child("statuses", {}).child("open", {})
    assert cursor.report("wrong-value", "m", "f", Place("revi.yml", 2, 3)) is INVALID
    (problem,) = state.problems
    assert (problem.subject, problem.places) == ("statuses.open", (Place("revi.yml", 2, 3),))
    assert state.invalid_sections == {"statuses"}


def test_a_problem_of_the_whole_contract() -> None:
    state = ParseState()
    Cursor((), {}, state).report("wrong-type", "m", "f", Place("revi.yml"))
    assert (state.invalid_sections, state.problems[0].subject) == ({""}, "the contract")


def test_only_a_declared_reference_is_recorded() -> None:
    state = ParseState()
    Cursor(("a",), {}, state).add_reference("x")
    Cursor(("b",), {"reference_kind": "statuses"}, state).add_reference("y")
    assert state.references == [NameReference("statuses", "y", ("b",))]
