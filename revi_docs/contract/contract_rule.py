"""What a rule is, and what it is given to judge."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import ModuleType
from typing import Any, cast

from revi_docs.contract.loader import LoadedContract
from revi_docs.contract.model import Contract
from revi_docs.contract.parse_state import NameReference
from revi_docs.contract.reference_targets import NAMES_BY_KIND
from revi_docs.problems.problem import Place, Problem
from revi_docs.problems.suggestions import closest_name, did_you_mean

MAX_SUGGESTIONS = 50
"""For how many slips a rule looks for what was meant: with more of them something else is wrong."""


class RuleContext:
    """A contract as a rule sees it. Notes which sections the rule has looked at."""

    def __init__(self, loaded: LoadedContract) -> None:
        self._loaded = loaded
        self.contract = cast(Contract, _RecordingContract(loaded.contract))
        self.place_of: Callable[..., Place] = loaded.place_of

    @property
    def sections_read(self) -> frozenset[str]:
        """The sections looked at so far."""
        return frozenset(cast(_RecordingContract, self.contract).sections_read)

    def references(self, kind: str) -> Iterator[NameReference]:
        """All values that must be a name of `kind`."""
        return (reference for reference in self._loaded.references if reference.kind == kind)

    def probable_targets(self, *kinds: str) -> frozenset[str]:
        """The items that misspelt references probably stand for.

        A rule that says an item is missing somewhere leaves these alone: the slip itself is reported.
        """
        targets = set()
        for kind in kinds:
            known_names = NAMES_BY_KIND[kind](self.contract)
            misspellings = {reference.name for reference in self.references(kind)} - set(known_names)
            targets |= {closest_name(name, known_names) for name in sorted(misspellings)[:MAX_SUGGESTIONS]}
        return frozenset(name for name in targets if name)


class _RecordingContract:
    """Passes every read on to the contract and keeps the section's name."""

    def __init__(self, contract: Contract) -> None:
        self._contract = contract
        self.sections_read: set[str] = set()

    def __getattr__(self, section: str) -> Any:
        self.sections_read.add(section)
        return getattr(self._contract, section)


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its code, its judgement, and the module whose docstring is the rule in plain words."""

    code: str
    check: Callable[[RuleContext], Iterator[Problem]]
    text: str

    @classmethod
    def from_module(cls, module: ModuleType) -> Rule:
        """The rule that a module of `contract.rules` states; its name is the rule's code."""
        code = module.__name__.rpartition(".")[2].replace("_", "-")
        return cls(code, module.check, (module.__doc__ or "").strip() + "\n")


def undefined_name_check(
    code: str, noun: str, section: str, *kinds: str
) -> Callable[[RuleContext], Iterator[Problem]]:
    """The judgement of every rule that says: this name is not defined, of references of these kinds."""

    def check(context: RuleContext) -> Iterator[Problem]:
        problem_count = 0
        for kind in kinds:
            known_names = NAMES_BY_KIND[kind](context.contract)
            name_set = frozenset(known_names)
            for reference in context.references(kind):
                if reference.name in name_set:
                    continue
                suggestion = (
                    did_you_mean(reference.name, known_names) if problem_count < MAX_SUGGESTIONS else ""
                )
                problem_count += 1
                yield _undefined_name_problem(
                    context, code, noun, reference, f"add '{reference.name}' to {section}{suggestion}"
                )

    return check


def _undefined_name_problem(
    context: RuleContext, code: str, noun: str, reference: NameReference, fix: str
) -> Problem:
    owner = ".".join(str(part) for part in reference.path[:-1] if not isinstance(part, int))
    return Problem(
        code=code,
        message=f"{owner} names the {noun} '{reference.name}', which is not defined",
        fix=fix,
        places=(context.place_of(*reference.path),),
        subject=".".join(str(part) for part in (*reference.path, reference.name)),
    )
