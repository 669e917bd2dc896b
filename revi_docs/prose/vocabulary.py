"""The names of a contract that pages may use: current names, former names and typos of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from revi_docs.contract.items import ITEM_SECTIONS, item_groups
from revi_docs.contract.key_paths import KeyPath
from revi_docs.contract.model import Contract, Item
from revi_docs.prose.allowlist import allowed_words
from revi_docs.prose.typos import TypoIndex

KIND_BY_SECTION: Mapping[str, str] = {
    "statuses": "status",
    "errors": "error",
    "commands": "command",
    "agents": "agent",
    "phases": "phase",
    "models": "model",
}
"""Sections whose names are checked for typos → noun for an item."""


@dataclass(frozen=True, slots=True)
class FormerName:
    """A former name of an item; `path` is the key path of the alias or the rename."""

    section: str
    current_name: str
    path: KeyPath


class Vocabulary:
    """Looks up names; one instance serves all pages."""

    def __init__(self, contract: Contract) -> None:
        self._contract = contract
        self._corrections: dict[tuple[str, str], tuple[str, str] | None] = {}

    @cached_property
    def allowed_words(self) -> frozenset[str]:
        """All words that are never typos."""
        return allowed_words(self._contract)

    @cached_property
    def former_names(self) -> Mapping[str, tuple[FormerName, ...]]:
        """Former name → the items that had this name."""
        former_names: dict[str, tuple[FormerName, ...]] = {}
        for path, items in item_groups(self._contract):
            if path[-1] in {"arguments", "flags"}:  # they have a meaning only within their command
                continue
            for name, item in items.items():
                new_name = _new_name_of(item)
                if new_name:
                    key_path: KeyPath = (*path, name, "deprecated", "renamed_to")
                    former_names[name] = (
                        *former_names.get(name, ()),
                        FormerName(path[-1], _current_name(new_name, items), key_path),
                    )
                for index, alias in enumerate(item.aliases):
                    key_path = (*path, name, "aliases", index)
                    former_name = FormerName(path[-1], _current_name(name, items), key_path)
                    former_names[alias] = (*former_names.get(alias, ()), former_name)
        return former_names

    @cached_property
    def current_names(self) -> frozenset[str]:
        """Names of items that are not renamed, and all verdicts."""
        groups = item_groups(self._contract)
        names = {name for _, items in groups for name, item in items.items() if not _new_name_of(item)}
        return frozenset(names.union(*(verdict_set.values for verdict_set in self._contract.verdicts.values())))

    def sections_of(self, name: str) -> frozenset[str]:
        """Return the sections with an item of this name."""
        return self._sections_by_name.get(name, frozenset())

    def find_correction(self, text: str, section: str = "") -> tuple[str, str] | None:
        """Return (section, name) that a text misspells, in one section or in all; None if none."""
        key = (text, section)
        if key not in self._corrections:
            sections = (section,) if section else KIND_BY_SECTION
            matches = (
                (candidate, self._typo_indexes[candidate].nearest(text, is_section_known=bool(section)))
                for candidate in sections
            )
            self._corrections[key] = next(((candidate, name) for candidate, name in matches if name), None)
        return self._corrections[key]

    @cached_property
    def _typo_indexes(self) -> Mapping[str, TypoIndex]:
        sections = {section: getattr(self._contract, section) for section in KIND_BY_SECTION}
        return {
            section: TypoIndex(name for name, item in items.items() if not _new_name_of(item))
            for section, items in sections.items()
        }

    @cached_property
    def _sections_by_name(self) -> Mapping[str, frozenset[str]]:
        by_name: dict[str, frozenset[str]] = {}
        for section in ITEM_SECTIONS:
            for name in getattr(self._contract, section):
                by_name[name] = by_name.get(name, frozenset()) | {section}
        return by_name


def _new_name_of(item: Item) -> str | None:
    return item.deprecated.renamed_to if item.deprecated else None


def _current_name(name: str, items: Mapping[str, Item]) -> str:
    """Follow renames to the current name."""
    # `lint` reports a cycle of renames, which must not loop here.
    visited = {name}
    while name in items and (new_name := _new_name_of(items[name])) and new_name not in visited:
        visited.add(new_name)
        name = new_name
    return name
