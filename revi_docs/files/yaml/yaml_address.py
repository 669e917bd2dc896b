"""Addresses of values in YAML files, in `owns`: `team.{key}.model` instead of the name of a front-matter field.

The parts are keys that lead to the value. `{key}` is any key, or in `agents[name={key}].model` the `name` of any entry
of a list: the name of an item of the contract. Without `{key}`, an address is a single value, or the names in a mapping
(`team`, or `.` for the whole file) or in a list (`agents[name]`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import yaml

from revi_docs.files.yaml.yaml_edits import Entry, entry_of
from revi_docs.files.yaml.yaml_fields import Field, YamlLines
from revi_docs.files.yaml.yaml_nodes import compose_node

KEY = "{key}"
YAML_SUFFIXES = (".yml", ".yaml")

_KEY_STEP = r"\{key\}|[^.\[\]{}|=]+"
_ENTRY_STEP = r"\[[^.\[\]{}|=]+(?:=(?:\{key\}|[^.\[\]{}|=]+))?\]"
_STEP = re.compile(rf"({_KEY_STEP})|\[([^=\[\]]+)(?:=([^\[\]]+))?\]")
_ADDRESS = re.compile(rf"(?:{_ENTRY_STEP}|(?:{_KEY_STEP})(?:{_ENTRY_STEP})?)(?:\.(?:{_KEY_STEP})(?:{_ENTRY_STEP})?)*")


@dataclass(frozen=True, slots=True)
class EntryStep:
    """The entries of a list whose `field` has the value `name`; with an empty name, these values."""

    field: str
    name: str


Step = str | EntryStep
"""A key of a mapping, `{key}` for any, or an entry of a list."""


@dataclass(frozen=True, slots=True)
class YamlAddress:
    """The steps from the root of a file to a value."""

    text: str
    steps: tuple[Step, ...]

    def __str__(self) -> str:
        return self.text

    @property
    def has_key(self) -> bool:
        """Whether it addresses a value for each item."""
        return any(KEY in (step, getattr(step, "name", "")) for step in self.steps)

    @property
    def ends_with_names(self) -> bool:
        """Whether it addresses the names in the entries of a list."""
        return bool(self.steps) and isinstance(self.steps[-1], EntryStep) and not self.steps[-1].name


@dataclass(frozen=True, slots=True)
class AddressedValue:
    """A value: the name of its item ("" for a single value), the mapping that contains it, and its entry there.

    `entry` is None if the mapping lacks the last key of the address.
    """

    name: str
    mapping: yaml.MappingNode
    entry: Entry | None
    name_node: yaml.ScalarNode | None = None


@dataclass(frozen=True, slots=True)
class YamlDocument:
    """The root of a YAML file, and its lines."""

    root: yaml.Node | None
    lines: YamlLines

    def field(self, entry: Entry) -> Field:
        """The value of an entry, with its place; raises YAMLError for an alias on its own line."""
        return self.lines.field_from_node(*entry)


def is_yaml_path(path: str) -> bool:
    """Whether a path or pattern means YAML files, whose values have addresses."""
    return path.lower().endswith(YAML_SUFFIXES)


@lru_cache(maxsize=256)
def parse_yaml_address(text: str) -> YamlAddress | None:
    """Return an address; None if the text is not one, or has more than one `{key}`."""
    if text == ".":
        return YamlAddress(text, ())
    if not _ADDRESS.fullmatch(text) or text.count(KEY) > 1:
        return None
    steps = (match[1] or EntryStep(match[2], match[3] or "") for match in _STEP.finditer(text))
    address = YamlAddress(text, tuple(steps))
    has_inner_names = any(isinstance(step, EntryStep) and not step.name for step in address.steps[:-1])
    return None if has_inner_names else address


@lru_cache(maxsize=8)  # the slots of one file read the same text one after the other
def parse_yaml_document(text: str) -> YamlDocument:
    """Return the document in a text. Raises YAMLError and SizeError."""
    start = 1 if text.startswith("\ufeff") else 0
    return YamlDocument(compose_node(text[start:]), YamlLines(text, start, len(text), 1))


def addressed_values(root: yaml.Node | None, address: YamlAddress) -> Iterator[AddressedValue]:
    """Yield the values that an address means, in the order of the file; none for the names of items."""
    yield from _values(root, address.steps, "", None)


def named_collection(root: yaml.Node | None, address: YamlAddress) -> yaml.CollectionNode | None:
    """Return the list or mapping whose names an address without `{key}` means; None if it is not there."""
    node = root
    for step in address.steps[:-1] if address.ends_with_names else address.steps:
        entry = entry_of(node, step) if isinstance(step, str) else None
        if entry is None or _is_alias(*entry):
            return None
        node = entry[1]
    kind = yaml.SequenceNode if address.ends_with_names else yaml.MappingNode
    return node if isinstance(node, kind) else None


def collection_names(collection: yaml.CollectionNode, address: YamlAddress) -> Iterator[yaml.ScalarNode]:
    """Yield the names of the items in a list or mapping."""
    last_step = address.steps[-1] if address.ends_with_names else ""
    for member in collection.value:
        name = entry_of(member, last_step.field) if isinstance(last_step, EntryStep) else member
        node = name[-1 if isinstance(last_step, EntryStep) else 0] if name else None
        if isinstance(node, yaml.ScalarNode) and node.value != _MERGE_KEY:
            yield node


_MERGE_KEY = "<<"


def _values(
    node: yaml.Node | None, steps: tuple[Step, ...], name: str, name_node: yaml.ScalarNode | None
) -> Iterator[AddressedValue]:
    """Yield the values below a node; `name` is the item of the steps before."""
    if not steps:
        return
    step, rest = steps[0], steps[1:]
    if isinstance(step, EntryStep):
        for member, entry_name in _entries(node, step):
            is_item = step.name == KEY
            yield from _values(
                member, rest, entry_name.value if is_item else name, entry_name if is_item else name_node
            )
        return
    if not isinstance(node, yaml.MappingNode):
        return
    for key, value in node.value:
        if step not in (KEY, key.value) or not isinstance(key, yaml.ScalarNode) or key.value == _MERGE_KEY:
            continue
        item, item_node = (key.value, key) if step == KEY else (name, name_node)
        if rest and not _is_alias(key, value):
            yield from _values(value, rest, item, item_node)
        elif not rest:
            yield AddressedValue(item, node, (key, value), item_node)
    if not rest and step != KEY and entry_of(node, step) is None:
        yield AddressedValue(name, node, None, name_node)


def _entries(node: yaml.Node | None, step: EntryStep) -> Iterator[tuple[yaml.Node, yaml.ScalarNode]]:
    """Yield the entries of a list that a step means, each with its name."""
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            entry = None if _is_alias(node, item) else entry_of(item, step.field)
            if entry and isinstance(entry[1], yaml.ScalarNode) and step.name in (KEY, entry[1].value):
                yield item, entry[1]


def _is_alias(before: yaml.Node, node: yaml.Node) -> bool:
    """Whether a node is an alias, which has the place of its anchor: an edit would change both."""
    return bool(node.start_mark.index < before.start_mark.index)
