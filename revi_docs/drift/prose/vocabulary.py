"""The names of a contract as pages may use them: present ones, former ones and their slips."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from revi_docs.contract.items import SECTIONS, groups_of_items
from revi_docs.contract.model import Contract, Item
from revi_docs.contract.reading import Path
from revi_docs.drift.prose.known import known_words
from revi_docs.drift.prose.slips import Slips

KINDS: Mapping[str, str] = {
    "statuses": "status",
    "errors": "error",
    "commands": "command",
    "agents": "agent",
    "phases": "phase",
    "models": "model",
}
"""The sections whose names are looked for when they are misspelt, and what one of their items is called."""


@dataclass(frozen=True, slots=True)
class Former:
    """A name that an item had: `path` leads to the line of the contract that says so."""

    section: str
    present: str
    path: Path


class Vocabulary:
    """Looks names up; made once for all pages."""

    def __init__(self, contract: Contract) -> None:
        self._contract = contract
        self._slips: dict[tuple[str, str], tuple[str, str] | None] = {}

    @cached_property
    def known(self) -> frozenset[str]:
        """Every word that the contract uses for anything."""
        return known_words(self._contract)

    @cached_property
    def former(self) -> Mapping[str, tuple[Former, ...]]:
        """Former name → the items that had it."""
        found: dict[str, tuple[Former, ...]] = {}
        for path, items in groups_of_items(self._contract):
            if path[-1] in {"arguments", "flags"}:  # they mean something within their command only
                continue
            for name, item in items.items():
                renamed = _renamed(item)
                if renamed:
                    place: Path = (*path, name, "deprecated", "renamed_to")
                    found[name] = (*found.get(name, ()), Former(path[-1], _present(renamed, items), place))
                for number, alias in enumerate(item.aliases):
                    place = (*path, name, "aliases", number)
                    former = Former(path[-1], _present(name, items), place)
                    found[alias] = (*found.get(alias, ()), former)
        return found

    @cached_property
    def present(self) -> frozenset[str]:
        """The names of items that are in use, and all verdicts."""
        groups = groups_of_items(self._contract)
        names = {name for _, items in groups for name, item in items.items() if not _renamed(item)}
        return frozenset(names.union(*(one.values for one in self._contract.verdicts.values())))

    def section_of(self, name: str) -> frozenset[str]:
        """The sections in which an item has this name."""
        return self._sections.get(name, frozenset())

    def slip_of(self, text: str, section: str = "") -> tuple[str, str] | None:
        """(section, name) that the text is a slip of, in one section or in any; None where it is none."""
        key = (text, section)
        if key not in self._slips:
            sections = (section,) if section else KINDS
            found = ((one, self._index[one].nearest(text, sure=bool(section))) for one in sections)
            self._slips[key] = next(((one, name) for one, name in found if name), None)
        return self._slips[key]

    @cached_property
    def _index(self) -> Mapping[str, Slips]:
        sections = {section: getattr(self._contract, section) for section in KINDS}
        return {
            section: Slips(name for name, item in items.items() if not _renamed(item))
            for section, items in sections.items()
        }

    @cached_property
    def _sections(self) -> Mapping[str, frozenset[str]]:
        found: dict[str, frozenset[str]] = {}
        for section in SECTIONS:
            for name in getattr(self._contract, section):
                found[name] = found.get(name, frozenset()) | {section}
        return found


def _renamed(item: Item) -> str | None:
    return item.deprecated.renamed_to if item.deprecated else None


def _present(name: str, items: Mapping[str, Item]) -> str:
    """The name that is in use, at the end of one renaming or several."""
    seen = {name}
    while name in items and (later := _renamed(items[name])) and later not in seen:
        seen.add(later)
        name = later
    return name
