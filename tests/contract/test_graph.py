"""Reaching, being cut off and running in circles, against the plain definitions."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from revi_docs.contract.graph import cycles, reachable, roots

NAMES = "abcdef"
GRAPHS = st.dictionaries(st.sampled_from(NAMES), st.lists(st.sampled_from(NAMES), max_size=4), max_size=6)


def leads_to(one: str, other: str, ways: dict[str, list[str]]) -> bool:
    """Whether one step or more lead from one to the other."""
    return other in reachable(ways.get(one, ()), ways)


@given(GRAPHS)
def test_circles_are_the_groups_that_lead_to_each_other(ways: dict[str, list[str]]) -> None:
    found = [set(circle) for circle in cycles(NAMES, ways)]
    expected = {
        frozenset(other for other in NAMES if leads_to(name, other, ways) and leads_to(other, name, ways))
        for name in NAMES
        if leads_to(name, name, ways)
    }

    assert {frozenset(circle) for circle in found} == expected
    assert sum(map(len, found)) == len(set().union(*found))


@given(GRAPHS, st.lists(st.sampled_from(NAMES), unique=True))
def test_heads_lead_to_all_others(ways: dict[str, list[str]], names: list[str]) -> None:
    found = list(roots(names, ways))

    told = [name for head, behind in found for name in (head, *behind)]
    assert sorted(told) == sorted(names)
    for head, behind in found:
        assert set(behind) <= reachable([head], ways)


def test_a_chain_has_one_head() -> None:
    assert list(roots("cab", {"a": "b", "b": "c"})) == [("a", ["c", "b"])]


def test_a_circle_has_its_first_name_as_head() -> None:
    assert list(roots("cab", {"a": "b", "b": "c", "c": "a"})) == [("c", ["a", "b"])]
