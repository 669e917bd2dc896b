"""What a rule is, and what it is given to judge."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import ModuleType
from typing import Any, cast

from revi_docs.contract.load import Loaded
from revi_docs.contract.model import Contract
from revi_docs.contract.names import NAMES
from revi_docs.contract.reading import Reference
from revi_docs.problems.near import did_you_mean, nearest
from revi_docs.problems.problem import Place, Problem

MOST_GUESSES = 50
"""For how many slips a rule looks for what was meant: with more of them something else is wrong."""


class Case:
    """A contract as a rule sees it. Notes which sections the rule has looked at."""

    def __init__(self, loaded: Loaded) -> None:
        self._loaded = loaded
        self.contract = cast(Contract, _Watched(loaded.contract))
        self.at: Callable[..., Place] = loaded.at

    @property
    def seen(self) -> frozenset[str]:
        """The sections looked at so far."""
        return frozenset(cast(_Watched, self.contract).seen)

    def references(self, kind: str) -> Iterator[Reference]:
        """All values that must be a name of `kind`."""
        return (reference for reference in self._loaded.references if reference.kind == kind)

    def meant(self, *kinds: str) -> frozenset[str]:
        """The items that misspelt references probably stand for.

        A rule that says an item is missing somewhere leaves these alone: the slip itself is reported.
        """
        found = set()
        for kind in kinds:
            known = NAMES[kind](self.contract)
            slips = {reference.name for reference in self.references(kind)} - set(known)
            found |= {nearest(name, known) for name in sorted(slips)[:MOST_GUESSES]}
        return frozenset(name for name in found if name)


class _Watched:
    """Passes every read on to the contract and keeps the section's name."""

    def __init__(self, contract: Contract) -> None:
        self._contract = contract
        self.seen: set[str] = set()

    def __getattr__(self, section: str) -> Any:
        self.seen.add(section)
        return getattr(self._contract, section)


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its code, its judgement, and the module whose docstring is the rule in plain words."""

    code: str
    check: Callable[[Case], Iterator[Problem]]
    text: str

    @classmethod
    def of(cls, module: ModuleType) -> Rule:
        """The rule that a module of `contract.rules` states; its name is the rule's code."""
        code = module.__name__.rpartition(".")[2].replace("_", "-")
        return cls(code, module.check, (module.__doc__ or "").strip() + "\n")


def unknown(code: str, noun: str, section: str, *kinds: str) -> Callable[[Case], Iterator[Problem]]:
    """The judgement of every rule that says: this name is not defined, of references of these kinds."""

    def check(case: Case) -> Iterator[Problem]:
        number = 0
        for kind in kinds:
            known = NAMES[kind](case.contract)
            names = frozenset(known)
            for reference in case.references(kind):
                if reference.name in names:
                    continue
                guess = did_you_mean(reference.name, known) if number < MOST_GUESSES else ""
                number += 1
                yield _not_defined(case, code, noun, reference, f"add '{reference.name}' to {section}{guess}")

    return check


def _not_defined(case: Case, code: str, noun: str, reference: Reference, fix: str) -> Problem:
    owner = ".".join(str(part) for part in reference.path[:-1] if not isinstance(part, int))
    return Problem(
        code=code,
        message=f"{owner} names the {noun} '{reference.name}', which is not defined",
        fix=fix,
        places=(case.at(*reference.path),),
        subject=".".join(str(part) for part in (*reference.path, reference.name)),
    )
