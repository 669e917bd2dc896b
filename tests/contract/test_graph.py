"""Reachability, roots and cycles, against their plain definitions."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from revi_docs.contract.graph import cycles, reachable, roots

NAMES = "abcdef"
GRAPHS = st.dictionaries(st.sampled_from(NAMES), st.lists(st.sampled_from(NAMES), max_size=4), max_size=6)


def leads_to(source: str, target: str, edges: dict[str, list[str]]) -> bool:
    """Return whether a path of one or more edges leads from source to target."""
    return target in reachable(edges.get(source, ()), edges)


@given(GRAPHS)
def test_cycles_are_the_groups_that_lead_to_each_other(edges: dict[str, list[str]]) -> None:
    components = [set(component) for component in cycles(NAMES, edges)]
    expected = {
        frozenset(other for other in NAMES if leads_to(name, other, edges) and leads_to(other, name, edges))
        for name in NAMES
        if leads_to(name, name, edges)
    }

    assert {frozenset(component) for component in components} == expected
    assert sum(map(len, components)) == len(set().union(*components))


@given(GRAPHS, st.lists(st.sampled_from(NAMES), unique=True))
def test_roots_lead_to_all_others(edges: dict[str, list[str]], names: list[str]) -> None:
    found_roots = list(roots(names, edges))

    covered_names = [name for root, descendants in found_roots for name in (root, *descendants)]
    assert sorted(covered_names) == sorted(names)
    for root, descendants in found_roots:
        assert set(descendants) <= reachable([root], edges)


def test_a_chain_has_one_root() -> None:
    assert list(roots("cab", {"a": "b", "b": "c"})) == [("a", ["c", "b"])]


def test_a_cycle_has_its_first_name_as_root() -> None:
    assert list(roots("cab", {"a": "b", "b": "c", "c": "a"})) == [("c", ["a", "b"])]
