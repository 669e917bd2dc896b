"""Where each item is defined: on which page, at which heading, and at which line of the contract."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields

from revi_docs.contract.key_paths import KeyPath
from revi_docs.contract.loader import LoadedContract
from revi_docs.contract.model import Contract
from revi_docs.problems.problem import Place

PLACEHOLDER = re.compile(r"<!-- revi:(?P<kind>[a-z]+) (?P<what>[^>]*?) -->")
"""What a template or this plugin leaves in a page to be replaced: `revi:defined` and `revi:diagram`."""

LABEL_KIND = "stages"
PLAIN_WORD_KINDS = frozenset({"artifacts", "commands", "records", "trace.events"})
"""Kinds whose items may be called like plain words, as `story` or `plan`: such a word alone names none."""

_PLAIN_WORD = re.compile(r"[a-z]+")
SECTIONS = frozenset(section.name for section in fields(Contract))


@dataclass(frozen=True, slots=True)
class Definition:
    """An item's definition: `page` is a source path below the docs folder, `anchor` empty for the whole page.

    `path` leads to the item in the contract; `place` is where it is written there, None for what
    no contract states.
    """

    path: KeyPath
    page: str
    anchor: str
    place: Place | None

    @property
    def kind(self) -> str:
        """The section it belongs to, with all that leads to it."""
        return ".".join(str(part) for part in self.path[:-1])

    @property
    def name(self) -> str:
        """What it is called."""
        return str(self.path[-1])


@dataclass(slots=True)
class Definitions:
    """All definitions of a site, as its pages are read."""

    loaded: LoadedContract
    by_path: dict[KeyPath, Definition] = field(default_factory=dict)

    def locate(self, item: str) -> tuple[KeyPath, Place | None] | None:
        """The path and place that a marker's text means; None where the contract has no such item."""
        parts = item.split(".")
        if parts[0] not in SECTIONS or len(parts) < 2:
            return (parts[0], ".".join(parts[1:])), None
        for cut in range(len(parts) - 1, 0, -1):
            path: KeyPath = (*parts[:cut], ".".join(parts[cut:]))
            if path in self.loaded.places:
                return path, self.loaded.place_of(*path)
        return None

    def add(self, definition: Definition) -> Definition | None:
        """Takes a definition in; the earlier one where the item has one already."""
        existing = self.by_path.get(definition.path)
        if existing is None:
            self.by_path[definition.path] = definition
        return existing

    def names(self) -> dict[str, Definition]:
        """What a code span may say → the one definition it means. What could mean two is left out.

        A command goes by its slash as well. An alias counts where no item has it for its name, and a
        stage, being a label, gives way to anything else of its name.
        """
        by_name: dict[str, list[Definition]] = {}
        by_alias: dict[str, list[Definition]] = {}
        for definition in self.by_path.values():
            for name in _code_span_names(definition, (definition.name,)):
                by_name.setdefault(name, []).append(definition)
            for name in _code_span_names(definition, self._aliases(definition)):
                by_alias.setdefault(name, []).append(definition)
        candidates = {
            name: _without_labels(definitions) for name, definitions in (by_alias | by_name).items()
        }
        return {name: definitions[0] for name, definitions in candidates.items() if len(definitions) == 1}

    def _aliases(self, definition: Definition) -> tuple[str, ...]:
        item: object = self.loaded.contract
        for part in definition.path:
            item = item.get(part) if isinstance(item, Mapping) else getattr(item, str(part), None)
        return tuple(getattr(item, "aliases", ()))


def _code_span_names(definition: Definition, names: tuple[str, ...]) -> tuple[str, ...]:
    unambiguous = names
    if definition.kind in PLAIN_WORD_KINDS:
        unambiguous = tuple(name for name in names if not _PLAIN_WORD.fullmatch(name))
    return (*unambiguous, *(f"/{name}" for name in names)) if definition.kind == "commands" else unambiguous


def _without_labels(definitions: list[Definition]) -> list[Definition]:
    return [definition for definition in definitions if definition.kind != LABEL_KIND] or definitions
