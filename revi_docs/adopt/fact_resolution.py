"""One value for each fact; where places disagree, a question that names them all."""

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
    """`new` is what the contract does not state yet, in order; `open` is what is in question."""

    new_facts: tuple[ExtractedFact, ...]
    conflicts: dict[KeyPath, tuple[ExtractedFact, ...]]

    @property
    def conflict_problems(self) -> tuple[Problem, ...]:
        """Every contradiction, with all its places."""
        return tuple(_contradiction(path, facts) for path, facts in self.conflicts.items())


def resolve_facts(facts: Iterable[ExtractedFact], existing: ExistingContract) -> FactResolution:
    """What all the places agree on, and what not. The contract itself is one of the places."""
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
    """A value, as people read it."""
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
        message=f"which {path[-1] if path[0] != 'transitions' else 'way'} is right? {name}: {statements}",
        fix="make the places agree, then run 'revi-docs adopt' again",
        places=tuple(dict.fromkeys(fact.place for fact in facts)),
        subject=name,
    )
