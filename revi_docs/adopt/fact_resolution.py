"""Resolve facts to one value each; report conflicting values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from revi_docs.adopt.agent_files import is_valid_model
from revi_docs.adopt.existing_contract import UNSET, ExistingContract
from revi_docs.adopt.extracted_facts import ExtractedFact, FactValue
from revi_docs.contract.key_paths import KeyPath, format_key_path
from revi_docs.problems.problem import Problem


@dataclass(frozen=True, slots=True)
class FactResolution:
    """`new_facts` are not in the contract yet, in order; `conflicts` are facts with several values."""

    new_facts: tuple[ExtractedFact, ...]
    conflicts: dict[KeyPath, tuple[ExtractedFact, ...]]

    @property
    def conflict_problems(self) -> tuple[Problem, ...]:
        """One problem for each conflict, with all places."""
        return tuple(_contradiction(path, facts) for path, facts in self.conflicts.items())


def resolve_facts(facts: Iterable[ExtractedFact], existing: ExistingContract) -> FactResolution:
    """Separate facts on which all places agree from conflicts; the contract is one of the places."""
    facts_by_path: dict[KeyPath, list[ExtractedFact]] = {}
    for fact in facts:
        facts_by_path.setdefault(fact.path, []).append(fact)
    new_facts: list[ExtractedFact] = []
    conflicts: dict[KeyPath, tuple[ExtractedFact, ...]] = {}
    for path, candidates in facts_by_path.items():
        if existing.has_own_wording(path):
            continue
        existing_value = existing.value(path)
        if existing_value is not UNSET:
            candidates.insert(0, ExtractedFact(path, existing_value, existing.place(path)))
        if len({fact.value for fact in candidates}) > 1:
            conflicts[path] = tuple(candidates)
        elif existing_value is UNSET and (path[-1] != "model" or is_valid_model(candidates[0].value)):
            new_facts.append(candidates[0])
    return FactResolution(tuple(new_facts), conflicts)


def quote_value(value: FactValue) -> str:
    """Quote a value for a message."""
    if value == "":
        return "nothing"
    text = ", ".join(value) if isinstance(value, tuple) else str(value)
    return f"'{text[:60]}…'" if len(text) > 60 else f"'{text}'"


def _contradiction(path: KeyPath, facts: tuple[ExtractedFact, ...]) -> Problem:
    statements = ", ".join(
        f"{fact.place.file}:{fact.place.line} says {quote_value(fact.value)}" for fact in dict.fromkeys(facts)
    )
    name = format_key_path(tuple(part for part in path if part != ""))
    return Problem(
        code="contradiction",
        message=f"conflicting values of {name}: {statements}",
        fix="make these places agree, then run 'revi-docs adopt' again",
        places=tuple(dict.fromkeys(fact.place for fact in facts)),
        subject=name,
    )
