"""Transitions are compared by source and trigger, whatever their order and spelling."""

from __future__ import annotations

from revi_docs.contract.diff.contract_diff import diff_contracts
from revi_docs.contract.loader import parse
from tests.contract.diff.sample_contract import brief

HEAD = "revi: 1\nstatuses: [a, b, c]\ncommands: {go: {verdicts: v}}\nverdicts: {v: {values: [YES, NO]}}\ntransitions:\n"


def changes(old: str, new: str) -> list[str]:
    sides = (parse((HEAD + "".join(f"  - {{{line}}}\n" for line in text.split("; "))).encode()) for text in (old, new))
    return [brief(change) for change in diff_contracts(*sides)]


def test_one_trigger_can_have_two_targets() -> None:
    both = "from: a, to: b, by: manual, event: e; from: a, to: c, by: manual, event: e"
    single = "from: a, to: c, by: manual, event: e"
    assert changes(both, single) == ["BEHAVIOR removed transition a → b by manual, e!"]
    assert changes(single, both) == ["BEHAVIOR added transition a → b by manual, e"]


def test_a_verdict_less_and_another_event() -> None:
    assert changes("from: a, to: b, by: go, verdict: [YES, NO]", "from: a, to: b, by: go, verdict: YES") == [
        "BEHAVIOR removed transition a → b by go, NO!"
    ]
    assert changes("from: a, to: b, by: go, event: x", "from: a, to: b, by: go, event: y") == [
        "BEHAVIOR removed transition a → b by go, x!",
        "BEHAVIOR added transition a → b by go, y",
    ]


def test_a_condition_of_a_transition_with_several_sources_is_one_change() -> None:
    old = "from: [a, b], to: c, by: go, event: e"
    assert changes(old, f"{old}, requires: {{person: named}}") == [
        "BEHAVIOR added transition a → c by go, e.requires: person named!"
    ]


def test_the_places_of_both_sides() -> None:
    old = parse(f"{HEAD}  - {{from: a, to: b, by: go, event: e}}\n".encode(), "main:revi.yml")
    new = parse(f"{HEAD}  # moved\n  - {{from: a, to: c, by: go, event: e}}\n".encode())
    (change,) = diff_contracts(old, new)
    assert (str(change.old_place), str(change.new_place)) == ("main:revi.yml:6:5", "revi.yml:7:5")
    (removed,) = diff_contracts(old, parse(HEAD.replace("transitions:\n", "").encode()))
    assert (removed.new_place, str(removed.anchor)) == (None, "revi.yml:1:1")


def test_what_is_removed_from_a_transition_has_its_identity_as_subject() -> None:
    old = "from: a, to: b, by: go, event: x; from: b, to: c, by: go, event: y, note: Soon."
    new = "from: b, to: c, by: go, event: y; from: a, to: b, by: go, event: x"
    assert changes(old, new) == ["DOCS removed transition b → c by go, y.note"]
