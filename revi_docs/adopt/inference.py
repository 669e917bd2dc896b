"""Infer facts that the found facts imply and a valid contract needs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from revi_docs.adopt.existing_contract import UNSET, ExistingContract
from revi_docs.adopt.extracted_facts import ExtractedFact
from revi_docs.contract.key_paths import KeyPath


def infer_facts(facts: Sequence[ExtractedFact], existing: ExistingContract) -> Iterator[ExtractedFact]:
    """Infer initial and terminal statuses from the transitions, and the verdicts of commands."""
    transitions = [fact for fact in facts if fact.path[0] == "transitions"]
    if not transitions:
        return
    if not existing.contract.transitions:
        yield from _infer_initial_and_terminal(facts, transitions)
    verdicts: dict[str, list[ExtractedFact]] = {}
    for fact in transitions:
        if fact.path[4]:
            verdicts.setdefault(str(fact.path[2]), []).append(fact)
    for command, command_facts in verdicts.items():
        path: KeyPath = ("commands", command, "verdicts")
        if existing.value(path) is UNSET and existing.value(("verdicts", command)) is UNSET:
            values = tuple(dict.fromkeys(str(fact.path[4]) for fact in command_facts))
            yield ExtractedFact(("verdicts", command), None, command_facts[0].place)
            yield ExtractedFact(("verdicts", command, "values"), values, command_facts[0].place)
            yield ExtractedFact(path, command, command_facts[0].place)


def _infer_initial_and_terminal(
    facts: Sequence[ExtractedFact], transitions: list[ExtractedFact]
) -> Iterator[ExtractedFact]:
    """A status without outgoing transitions is terminal, one without incoming ones initial."""
    sources = {fact.path[1] for fact in transitions}
    targets = {fact.value for fact in transitions}
    statuses = [fact for fact in facts if fact.path[0] == "statuses" and len(fact.path) == 2]
    unreached = [fact for fact in statuses if fact.path[1] not in targets]
    known_paths = {fact.path for fact in facts}
    for fact in statuses:
        if fact in unreached and unreached != statuses[:1]:
            yield ExtractedFact((*fact.path, "initial"), True, fact.place)
        if fact.path[1] not in sources and (*fact.path, "terminal") not in known_paths:
            yield ExtractedFact((*fact.path, "terminal"), True, fact.place)
