"""Remove agents and commands without a file from an existing contract, without changing any other line."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from revi_docs.contract.loader import LoadedContract
from revi_docs.files.globs import path_matches
from revi_docs.files.read_file import read_text
from revi_docs.files.text_places import place_at_offset
from revi_docs.problems.problem import Place

ItemPath = tuple[str, str]
"""The section and the name of an item."""


def items_without_file(
    section: str, names: Mapping[str, str], loaded: LoadedContract, files: Collection[str]
) -> set[ItemPath]:
    """Return the items of a section whose files are gone: `owns` covers the section, but no file has their name.

    `names` maps a path to the name in it. A file of `owns` without a known name may be the one of any item: then none
    is gone.
    """
    owns = loaded.contract.owns
    covering = [
        pattern
        for pattern, fields in owns.items()
        if any(value.startswith(f"{section}.") and "|" not in field for field, value in fields.items())
    ]
    is_generated = any(output.each == section for output in loaded.contract.outputs.values())
    patterns = [*covering, *(pattern for pattern in owns if pattern.startswith("!"))]
    is_hidden = any(path not in names and path_matches(patterns, path) for path in files)
    if not covering or is_generated or is_hidden:
        return set()
    items: Mapping[str, Any] = getattr(loaded.contract, section)
    known_names = set(names.values())
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
    document = yaml.compose(text, Loader=yaml.CSafeLoader)
    lines = text.splitlines(keepends=True)
    names = {name for _, name in items}
    removed_lines: set[int] = set()
    for section, mapping in _entries(document):
        for key, value in _entries(mapping):
            if (section.value, key.value) in items and not _is_flow(mapping):
                removed_lines |= _lines_of(key, value, lines)
            elif section.value == "owns":
                removed_lines |= _owner_lines(key, value, items, lines)
            elif section.value in ("agents", "commands"):
                for field, members in _entries(value):
                    if field.value == "spawns":
                        removed_lines |= set(_spawn_lines(field, members, names, lines))
        remaining = [key for key, _ in _entries(mapping) if (section.value, key.value) not in items]
        if section.value in ("agents", "commands") and not remaining and not _is_flow(mapping):
            line = section.start_mark.line
            lines[line] = lines[line].replace(f"{section.value}:", f"{section.value}: {{}}", 1)
    return "".join(line for number, line in enumerate(lines) if number not in removed_lines)


def _entries(node: yaml.Node | None) -> Iterator[tuple[yaml.Node, yaml.Node]]:
    if isinstance(node, yaml.MappingNode):
        yield from node.value


def _is_flow(node: yaml.Node) -> bool:
    """Whether a mapping is written in braces: its entries have no lines of their own."""
    return isinstance(node, yaml.CollectionNode) and bool(node.flow_style)


def _lines_of(key: yaml.Node, value: yaml.Node, lines: list[str]) -> set[int]:
    """Return the lines of an entry: up to the next line that is indented as its key or less."""
    column = key.start_mark.column
    end = max(key.end_mark.line + 1, value.end_mark.line)
    number = key.start_mark.line + 1
    while number < end and (not lines[number].strip() or len(lines[number]) - len(lines[number].lstrip()) > column):
        number += 1
    while number > key.start_mark.line + 1 and not lines[number - 1].strip():
        number -= 1
    return set(range(key.start_mark.line, number))


def _owner_lines(key: yaml.Node, fields: yaml.Node, items: Collection[ItemPath], lines: list[str]) -> set[int]:
    """Return the lines of `owns` about values of removed items; the whole pattern if nothing else remains."""
    prefixes = tuple(f"{section}.{name}." for section, name in items)
    entries = list(_entries(fields))
    gone = [entry for entry in entries if str(entry[1].value).startswith(prefixes)]
    if gone and len(gone) == len(entries):
        return _lines_of(key, fields, lines)
    return {name.start_mark.line for name, _ in gone if not _is_flow(fields)}


def _spawn_lines(field: yaml.Node, members: yaml.Node, names: set[str], lines: list[str]) -> Iterator[int]:
    """Yield the lines of `spawns` that name a removed agent; all of it if no other agent remains."""
    if not isinstance(members, yaml.CollectionNode) or members.flow_style:
        return
    values = [member[1] if isinstance(member, tuple) else member for member in members.value]
    gone = [value for value in values if value.value in names]
    if gone and len(gone) == len(values):
        yield from _lines_of(field, members, lines)
    else:
        yield from (value.start_mark.line for value in gone)
