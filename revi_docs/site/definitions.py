"""Definitions of contract items: page, heading, and line of the contract; and the placeholders in pages."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from urllib.parse import quote

from revi_docs.contract.contract_reference import contract_reference
from revi_docs.contract.key_paths import KeyPath
from revi_docs.contract.loader import LoadedContract
from revi_docs.contract.model import Contract
from revi_docs.contract.model_keys import key_anchor, key_name
from revi_docs.contract.name_uses import sections_by_name
from revi_docs.problems.problem import Place
from revi_docs.site.contract_listing import ContractListing, contract_listings
from revi_docs.site.item_files import ItemFile

PLACEHOLDER = re.compile(r"<!-- revi:(?P<kind>[a-z]+) (?P<argument>[^<>]*?) -->")
"""A comment in a page that is replaced: `revi:defined` from a template, `revi:diagram` from the plugin."""

KEY_KIND = "keys"
"""The kind of the keys of revi.yml, whose names are like `commands.rerun`."""

_HEADING_OR_PLACEHOLDER = re.compile(rf"<h(?P<level>[1-6])\b[^<>]*?\bid=\"(?P<id>[^\"]*)\"|{PLACEHOLDER.pattern}")

WEAK_KINDS = ("stages", KEY_KIND)
"""Kinds whose items give way to every other item of the same name."""
PLAIN_WORD_KINDS = frozenset({"artifacts", "commands", "records", "trace.events"})
"""Kinds whose items may have plain words as names, such as `story`: such a span is not linked."""

_BLOB_PATHS = {"github": "/blob/HEAD/", "gitlab": "/-/blob/HEAD/"}
"""Host name → the part of a file's URL between repository and path."""

_LOWER_CASE_WORD = re.compile(r"[a-z]+")
_PLAIN_WORD = re.compile(r"[a-z]+|[A-Z]+|[A-Z][a-z]+")
SECTIONS = frozenset(section.name for section in fields(Contract))


@dataclass(frozen=True, slots=True)
class Definition:
    """The definition of an item.

    `path` is the item's path in the contract and `place` its position there, None for an item that is
    not part of a contract. `page` is a source path below the docs folder; `anchor` is "" if the whole
    page is about the item.
    """

    path: KeyPath
    page: str
    anchor: str
    place: Place | None

    @property
    def kind(self) -> str:
        """The path of the section that contains the item."""
        return ".".join(str(part) for part in self.path[:-1])

    @property
    def name(self) -> str:
        """The name of the item."""
        return str(self.path[-1])


@dataclass(frozen=True, slots=True)
class ItemName:
    """A text of code spans that names an item.

    It `needs_kind` if it can mean anything else: it is a plain word, several items have it, or the contract also uses
    it for something that is no item, such as an event. Then only a place that names the kind says which item it is.
    """

    definitions: tuple[Definition, ...]
    needs_kind: bool = False


@dataclass(slots=True)
class Definitions:
    """All definitions of a site, collected while its pages are read."""

    loaded: LoadedContract
    by_path: dict[KeyPath, Definition] = field(default_factory=dict)
    files: Mapping[KeyPath, ItemFile] = field(default_factory=dict)
    """Path of an item → its hand-written file."""
    listings: dict[str, ContractListing] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.listings = contract_listings(self.loaded)

    def locate(self, item: str) -> tuple[KeyPath, Place | None] | None:
        """The path and place of an item that a placeholder names; None if the contract does not have it."""
        parts = item.split(".")
        # Items of another kind, such as rules, are defined on pages but not in a contract.
        if parts[0] not in SECTIONS or len(parts) < 2:
            return (parts[0], ".".join(parts[1:])), None
        # A name may contain dots, so the longest path is tried first.
        for cut in range(len(parts) - 1, 0, -1):
            path: KeyPath = (*parts[:cut], ".".join(parts[cut:]))
            if path in self.loaded.places:
                return path, self.loaded.place_of(*path)
        return None

    def add(self, definition: Definition) -> Definition | None:
        """Add a definition; return the existing one if the item already has one."""
        existing = self.by_path.get(definition.path)
        if existing is None:
            self.by_path[definition.path] = definition
        return existing

    def add_keys(self, page: str) -> None:
        """Add the keys of revi.yml, which the page explains in a part for each mapping and a row for each other key."""
        parts = contract_reference()
        for path in (*(part.name for part in parts if part.name), *(key.path for part in parts for key in part.keys)):
            self.add(Definition((KEY_KIND, path), page, key_anchor(path), None))

    def of_key(self, path: KeyPath) -> Definition | None:
        """The definition of what a key of the contract names: the item, else the key itself, else its section."""
        name = key_name(path)
        candidates: list[KeyPath] = [path, (KEY_KIND, name), (KEY_KIND, name.partition(".")[0])]
        return next((self.by_path[path] for path in candidates if path in self.by_path), None)

    def names(self) -> dict[str, ItemName]:
        """Text of a code span → the items that it can mean.

        A command also has its name with a slash. The name of an item has precedence over an alias, and
        every other item has precedence over a stage or a key of the same name.
        """
        by_name: dict[str, list[Definition]] = {}
        by_alias: dict[str, list[Definition]] = {}
        for definition in self.by_path.values():
            for name in _code_span_names(definition, (definition.name,)):
                by_name.setdefault(name, []).append(definition)
            for name in _code_span_names(definition, self._aliases(definition)):
                by_alias.setdefault(name, []).append(definition)
        sections = sections_by_name(self.loaded.contract)
        return {
            name: _item_name(name, _without_weak(matches), sections.get(name, set()))
            for name, matches in (by_alias | by_name).items()
        }

    def _aliases(self, definition: Definition) -> tuple[str, ...]:
        item: object = self.loaded.contract
        for part in definition.path:
            item = item.get(part) if isinstance(item, Mapping) else getattr(item, str(part), None)
        return tuple(getattr(item, "aliases", ()))


def replace_placeholders(content: str, replace: Callable[[str, str, str], str]) -> str:
    """Return HTML with every placeholder replaced.

    `replace` gets the kind of a placeholder, its argument, and the anchor of the heading above it, which
    is "" below the first-level heading and before any heading.
    """
    anchor = ""

    def replace_match(match: re.Match[str]) -> str:
        nonlocal anchor
        if match["level"]:
            anchor = "" if match["level"] == "1" else match["id"]
            return match[0]
        return replace(match["kind"], match["argument"], anchor)

    return _HEADING_OR_PLACEHOLDER.sub(replace_match, content)


def _code_span_names(definition: Definition, names: tuple[str, ...]) -> tuple[str, ...]:
    unambiguous = names
    if definition.kind in PLAIN_WORD_KINDS:
        unambiguous = tuple(name for name in names if not _LOWER_CASE_WORD.fullmatch(name))
    return (*unambiguous, *(f"/{name}" for name in names)) if definition.kind == "commands" else unambiguous


def _item_name(name: str, definitions: list[Definition], sections: set[str]) -> ItemName:
    """The items of a name that the contract uses in `sections`."""
    own_sections = {*(definition.kind.partition(".")[0] for definition in definitions), *WEAK_KINDS}
    is_ambiguous = len(definitions) > 1 or bool(sections - own_sections) or bool(_PLAIN_WORD.fullmatch(name))
    return ItemName(tuple(definitions), is_ambiguous)


def _without_weak(definitions: list[Definition]) -> list[Definition]:
    return [definition for definition in definitions if definition.kind not in WEAK_KINDS] or definitions


def line_url(place: Place, repository: str) -> str:
    """The URL of a line in the repository, or of a file for line 0; "" for an unknown host."""
    host = repository.partition("//")[2].partition("/")[0]
    blob_path = next((blob_path for provider, blob_path in _BLOB_PATHS.items() if provider in host), "")
    line = f"#L{place.line}" if place.line else ""
    return f"{repository.rstrip('/')}{blob_path}{quote(place.file)}{line}" if blob_path else ""
