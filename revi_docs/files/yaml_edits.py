"""Edit single entries of a YAML text. Every byte outside the edited entries keeps its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import yaml

Entry = tuple[yaml.Node, yaml.Node]

_LINE_END = re.compile(r"\r?\n")
# In YAML, a `#` after anything but white space is part of the value.
_COMMENT = re.compile(r"(?:(?<=\s)|^)#[^\r\n]*", re.MULTILINE)


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


def removed(text: str, mapping: yaml.MappingNode, entry: Entry) -> TextEdit:
    """Remove an entry with its value. Comments in it stay."""
    index = mapping.value.index(entry)
    start, end = entry[0].start_mark.index, content_end(text, entry)
    column = entry[0].start_mark.column
    if not mapping.flow_style:
        line_end = text.find("\n", end)
        start, end = start - column, len(text) if line_end < 0 else line_end + 1
        lines = (f"{' ' * column}{comment}{newline_of(text)}" for comment in _comments(text, start, end, entry))
        return TextEdit(start, end, "".join(lines))
    if index + 1 < len(mapping.value):
        end = mapping.value[index + 1][0].start_mark.index
    elif index:
        start = content_end(text, mapping.value[index - 1])
    comments = _comments(text, start, end, entry)
    comment_lines = "".join(f" {comment}{newline_of(text)}{' ' * column}" for comment in comments)
    return TextEdit(start, end, comment_lines)


def added(text: str, entry: Entry, addition: str) -> TextEdit | None:
    """Add `key: value` to the value of an entry: a mapping, or nothing. None if the value is something else."""
    key, value = entry
    if isinstance(value, yaml.ScalarNode):
        if value.tag != "tag:yaml.org,2002:null":
            return None
        if value.value:
            return TextEdit(value.start_mark.index, value.end_mark.index, f"{{{addition}}}")
        colon = text.find(":", key.end_mark.index) + 1
        return TextEdit(colon, colon, f" {{{addition}}}") if colon else None
    if not isinstance(value, yaml.MappingNode):
        return None
    if not value.value:
        return TextEdit(value.start_mark.index, value.end_mark.index, f"{{{addition}}}")
    return added_to(text, value, addition)


def added_to(text: str, mapping: yaml.MappingNode, addition: str) -> TextEdit:
    """Add `key: value` to a mapping that is not empty."""
    if mapping.flow_style:
        end = content_end(text, mapping.value[-1])
        return TextEdit(end, end, f", {addition}")
    first = mapping.value[0][0].start_mark
    return TextEdit(first.index, first.index, f"{addition}{newline_of(text)}{' ' * first.column}")


def added_after(text: str, mapping: yaml.MappingNode, entry: Entry, key: str, value: str) -> TextEdit:
    """Add `key: value` to a mapping after an entry of it."""
    end = content_end(text, entry)
    if mapping.flow_style:
        first = text[entry[0].start_mark.index]
        quote = first if first in "'\"" else ""
        return TextEdit(end, end, f", {quote}{key}{quote}: {value}")
    line_end = _LINE_END.search(text, end)
    end = line_end.start() if line_end else len(text)
    return TextEdit(end, end, f"{newline_of(text)}{' ' * entry[0].start_mark.column}{key}: {value}")


def names_as_mapping(text: str, names: yaml.SequenceNode, values: dict[str, str]) -> list[TextEdit]:
    """Write a list of names as a mapping, each with its value, or an empty one."""
    edits = []
    for item in names.value:
        if not names.flow_style:
            dash = text.rindex("-", 0, item.start_mark.index)
            # Spaces replace the dash, so that the names stay aligned.
            edits.append(TextEdit(dash, item.start_mark.index, "  "))
        edits.append(TextEdit(item.end_mark.index, item.end_mark.index, f": {{{values.get(item.value, '')}}}"))
    if names.flow_style:
        start, end = names.start_mark.index, names.end_mark.index
        edits += [TextEdit(start, start + 1, "{"), TextEdit(end - 1, end, "}")]
    return edits


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


def _comments(text: str, start: int, end: int, entry: Entry) -> Iterator[str]:
    scalars = [(node.start_mark.index, node.end_mark.index) for node in _scalars(entry[1])]
    for match in _COMMENT.finditer(text, start, end):
        if not any(first <= match.start() < last for first, last in scalars):
            yield match[0].rstrip()


def _scalars(node: yaml.Node) -> Iterator[yaml.ScalarNode]:
    if isinstance(node, yaml.ScalarNode):
        yield node
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from (*_scalars(key), *_scalars(value))
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _scalars(item)
