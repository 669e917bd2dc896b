"""The numbers of a contract by the names that mention them."""

from __future__ import annotations

from revi_docs.contract.loader import parse
from revi_docs.contract.model.declarations import Duration
from revi_docs.prose.numeric_facts import NumericFact, Unit, collect_facts

CONTRACT = parse(
    b"""revi: 1
phases: {code_review: {label: Code review}}
budgets: {phases: {code_review: {warning: 50000, hard: 100000}}}
circuit: {failures: 3, window: 5m}
"""
).contract


def test_a_phase_has_its_limits_under_each_of_its_names() -> None:
    facts = collect_facts(CONTRACT)
    path = ("budgets", "phases", "code_review")
    limits = (
        NumericFact("warning", Unit.TOKENS, 50_000, (*path, "warning")),
        NumericFact("hard limit", Unit.TOKENS, 100_000, (*path, "hard")),
    )
    assert facts["code_review"] == facts["code review"] == limits
    assert facts.phrases == {"code": ["code review"]}


def test_the_circuit() -> None:
    values = {fact.label: (fact.unit, fact.value) for fact in collect_facts(CONTRACT)["circuit"]}
    assert (values["failures"], values["window"]) == ((Unit.FAILURES, 3), (Unit.TIME, 300_000))


def test_a_value_for_messages() -> None:
    values = [(Unit.TOKENS, 60_000.0), (Unit.TOKENS, 2e6), (Unit.TIME, Duration(300_000)), (Unit.FACTOR, 0.5)]
    texts = [NumericFact("", unit, value, ()).formatted_value for unit, value in values]
    assert texts == ["60,000 tokens", "2,000,000 tokens", "5m", "0.5"]


def test_no_numbers() -> None:
    assert collect_facts(parse(b"revi: 1\n").contract) == {}
