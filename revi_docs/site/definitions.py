"""Where each item is defined: on which page, at which heading, and at which line of the contract."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields

from revi_docs.contract.load import Loaded
from revi_docs.contract.model import Contract
from revi_docs.contract.reading import Path
from revi_docs.problems.problem import Place

MARK = re.compile(r"<!-- revi:(?P<kind>[a-z]+) (?P<what>[^>]*?) -->")
"""What a template or this plugin leaves in a page to be replaced: `revi:defined` and `revi:diagram`."""

LABELS = "stages"
NAMED_LIKE_THINGS = frozenset({"artifacts", "commands", "records", "trace.events"})
"""Kinds whose items may be called like plain words, as `story` or `plan`: such a word alone names none."""

_PLAIN_WORD = re.compile(r"[a-z]+")
SECTIONS = frozenset(one.name for one in fields(Contract))


@dataclass(frozen=True, slots=True)
class Definition:
    """An item's definition: `page` is a source path below the docs folder, `anchor` empty for the whole page.

    `path` leads to the item in the contract; `place` is where it is written there, None for what
    no contract states.
    """

    path: Path
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

    loaded: Loaded
    found: dict[Path, Definition] = field(default_factory=dict)

    def locate(self, what: str) -> tuple[Path, Place | None] | None:
        """The path and place that a marker's text means; None where the contract has no such item."""
        parts = what.split(".")
        if parts[0] not in SECTIONS or len(parts) < 2:
            return (parts[0], ".".join(parts[1:])), None
        for cut in range(len(parts) - 1, 0, -1):
            path: Path = (*parts[:cut], ".".join(parts[cut:]))
            if path in self.loaded.places:
                return path, self.loaded.at(*path)
        return None

    def add(self, definition: Definition) -> Definition | None:
        """Takes a definition in; the earlier one where the item has one already."""
        earlier = self.found.get(definition.path)
        if earlier is None:
            self.found[definition.path] = definition
        return earlier

    def names(self) -> dict[str, Definition]:
        """What a code span may say → the one definition it means. What could mean two is left out.

        A command goes by its slash as well. An alias counts where no item has it for its name, and a
        stage, being a label, gives way to anything else of its name.
        """
        owners: dict[str, list[Definition]] = {}
        others: dict[str, list[Definition]] = {}
        for definition in self.found.values():
            for name in _spellings(definition, (definition.name,)):
                owners.setdefault(name, []).append(definition)
            for name in _spellings(definition, self._aliases(definition)):
                others.setdefault(name, []).append(definition)
        meant = {name: _without_labels(several) for name, several in (others | owners).items()}
        return {name: several[0] for name, several in meant.items() if len(several) == 1}

    def _aliases(self, definition: Definition) -> tuple[str, ...]:
        item: object = self.loaded.contract
        for part in definition.path:
            item = item.get(part) if isinstance(item, Mapping) else getattr(item, str(part), None)
        return tuple(getattr(item, "aliases", ()))


def _spellings(definition: Definition, names: tuple[str, ...]) -> tuple[str, ...]:
    telling = names
    if definition.kind in NAMED_LIKE_THINGS:
        telling = tuple(name for name in names if not _PLAIN_WORD.fullmatch(name))
    return (*telling, *(f"/{name}" for name in names)) if definition.kind == "commands" else telling


def _without_labels(several: list[Definition]) -> list[Definition]:
    return [one for one in several if one.kind != LABELS] or several
