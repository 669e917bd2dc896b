"""Edits of a YAML text by the places of its nodes; `yaml_members` adds and removes members of lists and mappings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import yaml

Entry = tuple[yaml.Node, yaml.Node]


class TextEdit(NamedTuple):
    """Replace the characters from `start` to `end`."""

    start: int
    end: int
    text: str


def root_mapping(text: str) -> yaml.MappingNode | None:
    """The nodes of a document with their offsets; None if it is not a mapping. The text must be valid YAML."""
    node = yaml.compose(text, Loader=yaml.CSafeLoader)
    return node if isinstance(node, yaml.MappingNode) else None


def apply_edits(text: str, edits: Iterable[TextEdit]) -> str:
    """Return the text with all edits, which must not overlap; an insertion precedes a replacement at the same place.

    Different insertions at one place keep their order; an equal one counts once.
    """
    pieces, position = [], 0
    for edit in sorted(dict.fromkeys(edits), key=lambda edit: edit[:2]):
        pieces += [text[position : edit.start], edit.text]
        position = edit.end
    return "".join((*pieces, text[position:]))


def entry_of(node: yaml.Node | None, name: str) -> Entry | None:
    """Return key and value of a mapping by the name of the key; None if it has no such key, or is not a mapping."""
    entries = node.value if isinstance(node, yaml.MappingNode) else ()
    return next(((key, value) for key, value in entries if key.value == name), None)


def mappings(node: yaml.Node) -> Iterator[yaml.MappingNode]:
    """Yield every mapping in a node, and the node itself if it is one."""
    if isinstance(node, yaml.MappingNode):
        yield node
        for _, value in node.value:
            yield from mappings(value)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from mappings(item)


def renamed(text: str, key: yaml.Node, name: str) -> TextEdit:
    """Give a key another name, in the quotes that it has."""
    start, end = key.start_mark.index, key.end_mark.index
    return TextEdit(start, end, text[start:end].replace(str(key.value), name))


def with_value(text: str, entry: Entry, value: str) -> TextEdit:
    """Give a key another text as its value, in the quotes that the value has, or in double quotes."""
    start, end = entry[1].start_mark.index, entry[1].end_mark.index
    quote = text[start] if text[start] in "'\"" else '"'
    return TextEdit(start, end, f"{quote}{value}{quote}")


def content_end(text: str, entry: Entry) -> int:
    """The end of the last character of an entry, without what follows it, such as comments."""
    key, value = entry
    if isinstance(value, yaml.MappingNode) and not value.flow_style and value.value:
        return content_end(text, value.value[-1])
    if isinstance(value, yaml.SequenceNode) and not value.flow_style and value.value:
        return content_end(text, (value, value.value[-1]))
    end: int = value.end_mark.index
    if isinstance(value, yaml.ScalarNode) and value.start_mark.index == end:
        # An empty value has the place of what follows it.
        colon = re.compile(r"\s*:").match(text, key.end_mark.index)
        return colon.end() if colon else int(key.end_mark.index)
    # The end of a block scalar is the start of the next line.
    return len(text[:end].rstrip("\r\n")) if isinstance(value, yaml.ScalarNode) and value.style in ("|", ">") else end


def newline_of(text: str) -> str:
    """The line end that a text uses."""
    return "\r\n" if "\r\n" in text else "\n"
