"""Chains from a command to the agents below a limit of layers."""

from __future__ import annotations

from revi_docs.agent_files.agent_chains import chains_beyond

SUCCESSORS = {"a": ("b", "c"), "b": ("c",), "c": ("a",)}


def test_chains_end_one_layer_below_the_limit() -> None:
    assert list(chains_beyond("go", ["a"], SUCCESSORS, 1)) == [("go", "a", "b"), ("go", "a", "c")]
    assert list(chains_beyond("go", ["a"], SUCCESSORS, 2)) == [("go", "a", "b", "c")]


def test_a_cycle_and_a_leaf_end_a_chain() -> None:
    assert list(chains_beyond("go", ["a"], SUCCESSORS, 3)) == []
    assert list(chains_beyond("go", ["d"], SUCCESSORS, 1)) == []
