"""Problems as values: places as people read them, and their order."""

from __future__ import annotations

import dataclasses

import pytest

from revi_docs.problems.problem import Place, Problem, sorted_problems
from tests.support.plain_problems import problem


@pytest.mark.parametrize(
    ("place", "expected"), [(Place("a.md"), "a.md"), (Place("a.md", 3), "a.md:3:1"), (Place("a.md", 3, 7), "a.md:3:7")]
)
def test_a_place_as_people_read_it(place: Place, expected: str) -> None:
    assert str(place) == expected


def test_a_problem_must_say_what_mends_it() -> None:
    required = {part.name for part in dataclasses.fields(Problem) if part.default is dataclasses.MISSING}
    assert required == {"code", "message", "fix"}


def test_problems_stand_by_place_then_code_and_wording_each_once() -> None:
    first, second = problem("b", Place("a.md", 2)), problem("a", Place("a.md", 10))
    third, fourth = problem("b", Place("a.md", 10)), problem("b", Place("a.md", 10), message="n")
    nowhere = problem("z")
    assert sorted_problems([fourth, third, first, second, first, nowhere]) == (nowhere, first, second, third, fourth)


def test_causes_are_added_to_a_copy() -> None:
    plain = problem("a", Place("a.md", 2))
    with_place = plain.with_cause(Place("revi.yml", 3, 1))
    assert (plain.cause, with_place.cause) == ((), (Place("revi.yml", 3, 1),))
    assert with_place.first_place == Place("a.md", 2)
