"""Resolve facts to one value each, report conflicting values, and infer facts that a valid contract needs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from revi_docs.adopt.agent_files import is_valid_model
from revi_docs.adopt.contradictions import contradictions
from revi_docs.adopt.existing_contract import UNSET, ExistingContract
from revi_docs.adopt.extracted_facts import ExtractedFact
from revi_docs.contract.key_paths import KeyPath
from revi_docs.files.globs import path_matches
from revi_docs.problems.problem import Problem


@dataclass(frozen=True, slots=True)
class FactResolution:
    """`new_facts` are not in the contract yet, in order; `conflicts` are facts with several values."""

    new_facts: tuple[ExtractedFact, ...]
    conflicts: dict[KeyPath, tuple[ExtractedFact, ...]]

    @property
    def conflict_problems(self) -> tuple[Problem, ...]:
        """One problem for each pair of sources that disagree, with all places."""
        return tuple(contradictions(self.conflicts))


def resolve_facts(
    facts: Iterable[ExtractedFact], existing: ExistingContract, trusted: Sequence[str] = ()
) -> FactResolution:
    """Separate facts on which all places agree from conflicts; the contract is one of the places.

    If places disagree, those that match a pattern of `trusted` are right. A question that the contract answers with
    the value of one of the places is not asked again, and descriptions may paraphrase each other.
    """
    facts_by_path: dict[KeyPath, list[ExtractedFact]] = {}
    for fact in facts:
        facts_by_path.setdefault(fact.path, []).append(fact)
    new_facts: list[ExtractedFact] = []
    conflicts: dict[KeyPath, tuple[ExtractedFact, ...]] = {}
    for path, all_facts in facts_by_path.items():
        if existing.has_own_wording(path):
            continue
        existing_value = existing.value(path)
        values = {fact.value for fact in all_facts}
        if len(values) > 1 and existing_value in values:
            continue
        candidates = _preferred(path, all_facts, trusted) if len(values) > 1 else all_facts
        if existing_value is not UNSET:
            candidates = [ExtractedFact(path, existing_value, existing.place(path)), *candidates]
        if len({fact.value for fact in candidates}) > 1:
            conflicts[path] = tuple(candidates)
        # A text that is not a valid model would make the contract invalid.
        elif existing_value is UNSET and (path[-1] != "model" or is_valid_model(candidates[0].value)):
            new_facts.append(candidates[0])
    return FactResolution(tuple(new_facts), conflicts)


def with_common_spelling(facts: Iterable[ExtractedFact], existing: ExistingContract) -> Iterator[ExtractedFact]:
    """Spell the name of a model as the contract does, else as it is first written: `Sonnet` is `sonnet`."""
    spellings = {name.casefold(): name for name in existing.contract.models}

    def common(name: str) -> str:
        return spellings.setdefault(name.casefold(), name)

    for fact in facts:
        if fact.path[0] == "models" and len(fact.path) == 2:
            yield replace(fact, path=("models", common(str(fact.path[1]))))
        elif fact.path[0] == "agents" and fact.path[-1] == "model" and isinstance(fact.value, str) and fact.value:
            yield replace(fact, value=common(fact.value))
        else:
            yield fact


def _preferred(path: KeyPath, facts: list[ExtractedFact], trusted: Sequence[str]) -> list[ExtractedFact]:
    """Return the facts of trusted places if there are any; of descriptions, the first one."""
    trusted_facts = [fact for fact in facts if path_matches(trusted, fact.place.file)]
    return trusted_facts or (facts[:1] if path[-1] == "description" else facts)


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
        if existing.value(path) is UNSET and existing.value(("verdicts", command.replace(":", "."))) is UNSET:
            values = tuple(dict.fromkeys(str(fact.path[4]) for fact in command_facts))
            verdict_set = command.replace(":", ".")
            yield ExtractedFact(("verdicts", verdict_set), None, command_facts[0].place)
            yield ExtractedFact(("verdicts", verdict_set, "values"), values, command_facts[0].place)
            yield ExtractedFact(path, verdict_set, command_facts[0].place)


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
        # If only the first status has no incoming transition, it is initial by default and needs no mark.
        if fact in unreached and unreached != statuses[:1]:
            yield ExtractedFact((*fact.path, "initial"), True, fact.place)
        if fact.path[1] not in sources and (*fact.path, "terminal") not in known_paths:
            yield ExtractedFact((*fact.path, "terminal"), True, fact.place)
