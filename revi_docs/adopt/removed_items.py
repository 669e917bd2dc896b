"""Remove agents and commands without a file from an existing contract, without changing any other line."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from revi_docs.contract.items import SECTIONS_OF_FILES
from revi_docs.contract.loader import LoadedContract
from revi_docs.files.globs import path_matches
from revi_docs.files.read_file import read_text
from revi_docs.files.text_places import place_at_offset
from revi_docs.files.yaml.yaml_address import is_yaml_path
from revi_docs.files.yaml.yaml_edits import Entry, TextEdit, apply_edits, root_mapping
from revi_docs.files.yaml.yaml_members import emptied, removed_members
from revi_docs.outputs.output_plan import plan_outputs
from revi_docs.problems.problem import Place
from revi_docs.targets.project_files import items_of_files

ItemPath = tuple[str, str]
"""The section and the name of an item."""


def items_without_file(
    section: str, names: Mapping[str, str], loaded: LoadedContract, files: Collection[str]
) -> set[ItemPath]:
    """Return the items of a section whose files no longer exist: `owns` covers the section, but no file has their name.

    `names` maps a path to the name in it. A file of `owns` without a known name may be the one of any item: then none
    is removed.
    """
    owns = loaded.contract.owns
    covering = [
        pattern
        for pattern, fields in owns.items()
        if not is_yaml_path(pattern)
        and any(value.startswith(f"{section}.") and "|" not in field for field, value in fields.items())
    ]
    generated = items_of_files((task.path for task in plan_outputs(loaded, {})[0]), section)
    patterns = [*covering, *(pattern for pattern in owns if pattern.startswith("!"))]
    is_hidden = any(path not in names and path_matches(patterns, path) for path in files)
    if not covering or is_hidden:
        return set()
    items: Mapping[str, Any] = getattr(loaded.contract, section)
    known_names = {*names.values(), *generated}
    return {(section, name) for name, item in items.items() if name not in known_names and item.deprecated is None}


def template_places(root: Path, files: Iterable[str], items: Collection[ItemPath]) -> dict[ItemPath, Place]:
    """Return item → the first line of a template of the repository that shows it by name."""
    places: dict[ItemPath, Place] = {}
    for path in (path for path in files if path.startswith("templates/")):
        try:
            text = read_text(root, path)
        except (OSError, UnicodeError):
            continue  # reported by `lint`
        for section, name in items:
            quoted = re.escape(name)
            match = re.search(rf"\b{section}(?:\[(['\"]){quoted}\1\]|\.{quoted}(?![\w.-]*[\w-]))", text)
            if match:
                places.setdefault((section, name), place_at_offset(path, text, match.start()))
    return places


def without_items(text: str, items: Collection[ItemPath]) -> str:
    """Return the contract without the items and what starts them; unchanged lines keep every byte."""
    edits: list[TextEdit] = []
    for section, mapping in _entries(root_mapping(text)):
        if section.value == "owns":
            edits += _without_members(text, section, mapping, lambda entry: _owned_only_by(entry, items))
            for entry in _entries(mapping):
                if not _owned_only_by(entry, items):
                    edits += _without_members(text, *entry, lambda field: _is_value_of(field, items))
        elif section.value in SECTIONS_OF_FILES:
            edits += _without_named(text, section, mapping, items)
    return apply_edits(text, edits)


def _without_named(
    text: str, section: yaml.Node, mapping: yaml.Node, items: Collection[ItemPath]
) -> Iterator[TextEdit]:
    """Remove the items from their section, and the agents among them from `spawns` of the others."""
    names = {name for kind, name in items if kind == section.value}
    agents = {name for kind, name in items if kind == "agents"}
    yield from _without_members(text, section, mapping, lambda entry: entry[0].value in names)
    for key, item in _entries(mapping):
        if key.value not in names:
            yield from _without_spawns(text, key, item, agents)


def _entries(node: yaml.Node | None) -> Iterator[Entry]:
    if isinstance(node, yaml.MappingNode):
        yield from node.value


def _without_members(
    text: str, key: yaml.Node, node: yaml.Node, is_removed: Callable[[Entry], bool]
) -> Iterable[TextEdit]:
    """Remove the entries of a mapping, which is the value of `key`, that `is_removed` selects."""
    removed_indexes = {index for index, entry in enumerate(_entries(node)) if is_removed(entry)}
    if not isinstance(node, yaml.MappingNode) or not removed_indexes:
        return ()
    return (
        emptied(text, key, node)
        if len(removed_indexes) == len(node.value)
        else removed_members(text, node, removed_indexes)
    )


def _owned_only_by(entry: Entry, items: Collection[ItemPath]) -> bool:
    """Whether a pattern of `owns` has fields, and all are about values of removed items."""
    fields = list(_entries(entry[1]))
    return bool(fields) and all(_is_value_of(field, items) for field in fields)


def _is_value_of(field: Entry, items: Collection[ItemPath]) -> bool:
    value = field[1]
    return isinstance(value.value, str) and value.value.startswith(
        tuple(f"{section}.{name}." for section, name in items)
    )


def _without_spawns(text: str, item_key: yaml.Node, item: yaml.Node, names: Collection[str]) -> Iterable[TextEdit]:
    """Remove the agents from `spawns` of an agent or command; all of it if no other agent remains."""
    members = next((value for key, value in _entries(item) if key.value == "spawns"), None)
    if not isinstance(members, yaml.CollectionNode):
        return ()
    values = [member[1] if isinstance(member, tuple) else member for member in members.value]
    removed_indexes = {number for number, value in enumerate(values) if value.value in names}
    if removed_indexes and len(removed_indexes) == len(values):
        return _without_members(text, item_key, item, lambda entry: entry[0].value == "spawns")
    return removed_members(text, members, removed_indexes)
