"""A rule of the contract, and the context that it checks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from types import ModuleType
from typing import Any, cast

from revi_docs.contract.loader import LoadedContract
from revi_docs.contract.model import Contract
from revi_docs.contract.model.declarations import Duration
from revi_docs.contract.parse_state import NameReference
from revi_docs.contract.reference_targets import NAMES_BY_KIND
from revi_docs.problems.problem import Place, Problem
from revi_docs.problems.suggestions import closest_name

MAX_SUGGESTIONS = 50
"""For how many names a rule searches for a suggestion, because each search compares all defined names.

Arbitrary: with more unknown names in one contract, typos are not the cause.
"""


class RuleContext:
    """A contract as one rule sees it. Records which sections the rule reads."""

    def __init__(self, loaded: LoadedContract, code: str) -> None:
        self._loaded = loaded
        self._code = code
        # The recording contract has all attributes of a contract, but it is not a subclass.
        self.contract = cast(Contract, _RecordingContract(loaded.contract))
        self.place_of: Callable[..., Place] = loaded.place_of

    @property
    def sections_read(self) -> frozenset[str]:
        """The sections that the rule has read so far."""
        return frozenset(cast(_RecordingContract, self.contract).sections_read)

    def add_sections_read(self, sections: Iterable[str]) -> None:
        """Add sections on whose values the problems of the rule depend, although it did not read them."""
        cast(_RecordingContract, self.contract).sections_read.update(sections)

    def references(self, kind: str) -> Iterator[NameReference]:
        """Yield all values that must be a name of `kind`."""
        return (reference for reference in self._loaded.references if reference.kind == kind)

    def probable_targets(self, *kinds: str) -> frozenset[str]:
        """Return the items that misspelled references probably mean.

        A rule about missing references skips these items, because the typo itself is reported.
        """
        targets = set()
        for kind in kinds:
            known_names = NAMES_BY_KIND[kind](self.contract)
            misspellings = {reference.name for reference in self.references(kind)} - set(known_names)
            targets |= {closest_name(name, known_names) for name in sorted(misspellings)[:MAX_SUGGESTIONS]}
        return frozenset(name for name in targets if name)

    def worker_timeouts(self) -> Iterator[tuple[Duration, Place]]:
        """Yield the default timeout of workers and the timeout of each worker set, with their places."""
        workers = self.contract.workers
        if workers:
            yield workers.defaults.timeout, self.place_of("workers", "defaults", "timeout")
            for worker_set in workers.sets.values():
                if worker_set.timeout is not None:
                    yield worker_set.timeout, self.place_of("workers", "sets", worker_set.id, "timeout")

    def problem(self, message: str, fix: str, places: tuple[Place, ...], subject: str) -> Problem:
        """Return a problem with the code of the rule."""
        return Problem(code=self._code, message=message, fix=fix, places=places, subject=subject)


class _RecordingContract:
    """A contract that records the name of every section that is read."""

    def __init__(self, contract: Contract) -> None:
        self._contract = contract
        self.sections_read: set[str] = set()

    def __getattr__(self, section: str) -> Any:
        self.sections_read.add(section)
        return getattr(self._contract, section)


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its code, its check, and its text for `explain` and the site."""

    code: str
    check: Callable[[RuleContext], Iterator[Problem]]
    text: str

    @classmethod
    def from_module(cls, module: ModuleType) -> Rule:
        """Return the rule of a module in `contract.rules`: code and text are its name and docstring."""
        code = module.__name__.rpartition(".")[2].replace("_", "-")
        return cls(code, module.check, (module.__doc__ or "").strip() + "\n")
