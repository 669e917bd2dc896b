"""Statuses from which a story can be accepted, and statuses that strand it."""

from __future__ import annotations

from revi_docs.contract.canonical_form import canonical
from revi_docs.contract.diff import stranded_stories
from revi_docs.contract.loader import parse
from revi_docs.decide.contract_json import read_contract
from revi_docs.records.reachable_statuses import is_stranded, reaching_statuses

TEXT = b"""revi: 1
statuses: {open: {}, work: {}, stuck: {}, lost: {}, done: {terminal: true}}
transitions:
  - {from: open, to: work, by: manual, event: a}
  - {from: work, to: done, by: manual, event: b}
  - {from: lost, to: work, by: system, event: c}
  - {from: work, to: stuck, by: manual, event: d}
"""
LOADED = parse(TEXT)
CONTRACT = read_contract(canonical(LOADED.contract))


def test_a_transition_of_the_system_is_no_way_out() -> None:
    assert reaching_statuses(CONTRACT) == ("open", "work", "done")


def test_the_comparison_of_contracts_judges_the_same() -> None:
    assert stranded_stories.reaching_statuses(LOADED.contract) == set(reaching_statuses(CONTRACT))


def test_a_story_that_ended_is_not_stranded() -> None:
    names = ("open", "work", "stuck", "lost", "done", "gone")
    assert [name for name in names if is_stranded(CONTRACT, name)] == ["stuck", "lost", "gone"]
