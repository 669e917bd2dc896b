"""In a contract without findings, a person can leave every status, whatever evidence is missing."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from revi_docs.contract.canonical_form import canonical
from revi_docs.contract.loader import LoadedContract, parse
from revi_docs.contract.rules.lint import lint
from revi_docs.decide.compiled_contract import CompiledContract
from revi_docs.decide.contract_json import read_contract
from revi_docs.decide.evidence_check import EvidenceFacts, unmet_conditions
from tests.support.soak import rounds

NAMES = [f"s{number}" for number in range(5)]
CONDITIONS: list[dict[str, Any]] = [
    {"artifact": "report"}, {"new": "report"}, {"verdict": "report"}, {"run": "lint"}, {"branch": "merged"},
    {"state": ["circuit-closed", "within-budget", "dependencies-accepted"]}, {"rounds": {"max": 2}},
    {"artifact": "report", "section": "Checks", "rows": ["tests"]}, {"reviews": {"min": 9}},
]  # fmt: skip
TRAPS = {"evidence-trap", "dead-end-status"}

requires = st.lists(st.sampled_from(CONDITIONS), max_size=2)
statuses = st.fixed_dictionaries(
    {},
    optional={
        "terminal": st.just(True),
        "counts_as_blocked": st.booleans(),
        "requires": requires,
        "may_edit": st.just(["src/**"]),
    },
)
transitions = st.fixed_dictionaries(
    {"from": st.sampled_from(NAMES), "to": st.sampled_from(NAMES), "requires": requires, "force": st.booleans()}
).flatmap(
    lambda item: st.sampled_from(
        [
            {**item, "by": "manual"},
            {**item, "by": "check", "event": "finished"},
            {**item, "by": "check", "verdict": ["GOOD"]},
            {**item, "by": "check", "verdict": ["BAD"]},
            {**item, "by": "system", "event": "due"},
        ]
    )
)
contracts = st.fixed_dictionaries(
    {
        "statuses": st.fixed_dictionaries(dict.fromkeys(NAMES, statuses)),
        "transitions": st.lists(transitions, min_size=1, max_size=12),
        "verdicts": st.fixed_dictionaries({"gate": st.fixed_dictionaries({"requires": st.fixed_dictionaries(
            {}, optional={"GOOD": requires})})}),
    }
)  # fmt: skip


def _load(data: dict[str, Any]) -> LoadedContract:
    data["statuses"]["s0"]["initial"] = True
    data["verdicts"]["gate"]["values"] = ["GOOD", "BAD"]
    rest = {
        "commands": {"check": {"description": "Checks it.", "verdicts": "gate"}},
        "artifacts": {"report": {"file": "REPORT.md"}},
        "checks": {"lint": {"command": ["true"]}},
    }
    return parse(json.dumps({"revi": 1, **data, **rest}).encode())


def _without_evidence(status: str) -> EvidenceFacts:
    """Nothing but a person with a reason."""
    return EvidenceFacts(
        status=status,
        actor="Ada",
        reason="it must be",
        circuit_open=True,
        breached_phases=("work",),
        dependencies={"A-1": ()},
        rounds=99,
        outside_edits=("other.txt",),
    )


def _can_be_left(contract: CompiledContract, status: str) -> bool:
    return any(
        item.force or not unmet_conditions(contract, item.requires, _without_evidence(status))
        for item in contract.transitions
        if item.source == status and item.by != "system"
    )


def _reachable(contract: CompiledContract) -> set[str]:
    names = {name for name, item in contract.statuses.items() if item.initial}
    while True:
        following = {item.target for item in contract.transitions if item.source in names} - names
        if not following:
            return names
        names |= following


@settings(max_examples=rounds(60, 2_000), deadline=None)
@given(contracts)
def test_lint_finds_every_status_that_missing_evidence_can_trap(data: dict[str, Any]) -> None:
    loaded = _load(data)
    problems = {(problem.code, problem.subject) for problem in lint(loaded) if problem.code in TRAPS}
    contract = read_contract(canonical(loaded.contract))
    by_system_only = {item.source for item in contract.transitions} - {
        item.source for item in contract.transitions if item.by != "system"
    }
    for status in _reachable(contract) - by_system_only:
        is_trap = not contract.statuses[status].terminal and not _can_be_left(contract, status)
        assert not is_trap or problems & {(code, status) for code in TRAPS}, status


def test_the_property_can_fail() -> None:
    data: dict[str, Any] = {
        "statuses": {name: {} for name in NAMES},
        "transitions": [{"from": "s0", "to": "s1", "by": "manual", "requires": [{"artifact": "report"}]}],
        "verdicts": {"gate": {}},
    }
    loaded = _load(data)
    contract = read_contract(canonical(loaded.contract))
    assert not _can_be_left(contract, "s0")
    assert ("evidence-trap", "s0") in {(problem.code, problem.subject) for problem in lint(loaded)}
    assert ("dead-end-status", "s1") in {(problem.code, problem.subject) for problem in lint(loaded)}
