"""Relations between items: exact results on a small contract, and lookups that agree with their plain definitions."""

from __future__ import annotations

from pathlib import Path

import pytest

from revi_docs.contract import relations
from revi_docs.contract.loader import load, parse
from revi_docs.contract.model import Contract

CONTRACT = b"""\
revi: 1
statuses: {open: {}, busy: {}, review: {}, done: {terminal: true}}
verdicts: {check: {values: [PASS, FAIL]}}
transitions:
  - {from: open, to: busy, by: make, event: started}
  - {from: busy, to: review, by: make, event: finished}
  - {from: [open, review], to: done, by: check, verdict: [PASS, FAIL]}
  - {from: open, to: done, by: manual, event: dropped}
models: {small: {}, large: {}}
groups: {crew: {model: small}}
agents:
  maker: {description: Makes., group: crew, writes: report, spawns: tester}
  tester: {description: Tests., model: large, reads: report}
artifacts: {report: {file: REPORT.md}}
commands:
  make: {spawns: {work: maker}, workers: team}
  check: {verdicts: check, reads: report}
workers: {sets: {team: {workers: [tester, maker]}}}
"""


@pytest.fixture(scope="module")
def contract() -> Contract:
    return parse(CONTRACT).contract


def test_each_source_and_verdict_is_a_move(contract: Contract) -> None:
    triggers = [(move.source, move.target, move.by, move.trigger) for move in relations.moves(contract)]
    assert triggers == [
        ("open", "busy", "make", "started"),
        ("busy", "review", "make", "finished"),
        ("open", "done", "check", "PASS"),
        ("open", "done", "check", "FAIL"),
        ("review", "done", "check", "PASS"),
        ("review", "done", "check", "FAIL"),
        ("open", "done", "manual", "dropped"),
    ]
    pairs = {pair: len(moves) for pair, moves in relations.transitions_by_pair(contract).items()}
    assert pairs == {("open", "busy"): 1, ("busy", "review"): 1, ("open", "done"): 3, ("review", "done"): 2}
    assert [pair for pair, _ in relations.transitions_by_source(contract)["open"]] == [
        ("open", "busy"),
        ("open", "done"),
    ]
    assert [pair for pair, _ in relations.transitions_by_target(contract)["done"]] == [
        ("open", "done"),
        ("review", "done"),
    ]


def test_a_command_does_not_start_where_it_has_moved_the_story_itself(contract: Contract) -> None:
    assert relations.start_statuses_by_command(contract) == {
        "make": ["open"],
        "check": ["open", "review"],
        "manual": ["open"],
    }
    assert relations.initial_statuses(contract) == ["open"]


def test_agents_and_artifacts(contract: Contract) -> None:
    assert [relations.model_of(contract, agent) for agent in contract.agents.values()] == ["small", "large"]
    assert relations.started_agents(contract, contract.commands["make"]) == ["maker", "tester"]
    assert relations.starters_by_agent(contract) == {"maker": (["make"], []), "tester": (["make"], ["maker"])}
    assert relations.roles_by_agent(contract) == {"maker": {"make": ["work"]}}
    assert relations.worker_sets_by_agent(contract) == {"tester": ["team"], "maker": ["team"]}
    assert relations.writers_by_artifact(contract) == {"report": ([], ["maker"])}
    assert relations.readers_by_artifact(contract) == {"report": (["check"], ["tester"])}


def test_a_lookup_answers_for_an_item_and_for_its_name(root: Path) -> None:
    contract = load(root).contract
    sections = {"agents": ("roles_of", "started_by", "worker_sets_of"), "artifacts": ("readers", "writers")}
    for section, names in sections.items():
        for item in getattr(contract, section).values():
            for name in names:
                lookup = relations.LOOKUPS[name]
                assert lookup(contract, item) == lookup(contract, item.id) == lookup.find(lookup.index(contract), item)
    for status in contract.statuses.values():
        expected = [move for move in relations.moves(contract) if move.source == status.id]
        assert relations.LOOKUPS["outgoing_transitions"](contract, status) == expected
    assert relations.LOOKUPS["writers"](contract, "no such artifact") == ([], [])
