"""The keys that each rule judges."""

from __future__ import annotations

from revi_docs.app.code_catalog import explanations
from revi_docs.contract.contract_reference import contract_reference
from revi_docs.contract.rules import RULES
from revi_docs.contract.rules.judged_keys import judged_keys


def test_every_rule_judges_keys_that_the_reference_has() -> None:
    keys = judged_keys()
    assert list(keys) == [rule.code for rule in RULES]
    assert [code for code, names in keys.items() if not names] == []
    documented = {key.path for part in contract_reference() for key in part.keys}
    assert {name for names in keys.values() for name in names} <= documented


def test_the_keys_are_those_that_a_rule_reads_or_whose_names_it_looks_up() -> None:
    keys = judged_keys()
    assert keys["warning-above-hard"] == ("budgets.phases.warning", "budgets.phases.hard")
    assert keys["unknown-stage"] == ("stages", "statuses.stage")
    assert keys["agent-without-model"] == ("models", "groups.model", "agents.group", "agents.model", "owns")


def test_the_reference_names_the_rules_of_each_key() -> None:
    parts = {part.name: part for part in contract_reference(rule_keys=judged_keys())}
    assert parts["budgets.phases"].rules["warning-above-hard"] == ("warning", "hard")
    # A section as a whole is judged in its own part, not in the part of the whole file.
    assert parts["models"].rules["unknown-model"] == ()
    assert "unknown-model" not in parts[""].rules
    named = {code for part in parts.values() for code in part.rules}
    assert named == {rule.code for rule in RULES}


def test_the_explanation_of_a_rule_has_its_keys() -> None:
    by_code = {entry.code: entry for entry in explanations()}
    assert by_code["invalid-pattern"].keys == ("project.story_id",)
    assert {entry.kind for entry in explanations() if entry.keys} == {"Contract"}
