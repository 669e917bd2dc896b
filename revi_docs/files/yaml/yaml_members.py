"""Insert and remove members of YAML lists and mappings, in block and flow style, as edits of the text.

A member is an entry of a mapping or an item of a list. All other bytes stay. Comments beside a removed member, and
those below it that are indented further, are removed with it; `removed_keeping_comments` is for a key that moves.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

import yaml

from revi_docs.files.yaml.yaml_edits import Entry, TextEdit, content_end, newline_of

# In YAML, a `#` after anything but white space is part of the value.
_COMMENT = re.compile(r"(?:(?<=\s)|^)#[^\r\n]*", re.MULTILINE)


def member_ends(text: str, node: yaml.CollectionNode) -> list[tuple[int, int]]:
    """The start and end of each member, without what follows it, such as comments."""
    entries: list[Entry] = [item if isinstance(item, tuple) else (item, item) for item in node.value]
    return [(entry[0].start_mark.index, content_end(text, entry)) for entry in entries]


def appended(text: str, node: yaml.CollectionNode, lines: Sequence[str], flow_text: str) -> TextEdit:
    """Add members at the end of a list or mapping: `lines` in block style, `flow_text` in flow style.

    `flow_text` are members with commas between them, without brackets; `lines` are indented already. The list or
    mapping has a member, or is written in brackets.
    """
    ends = member_ends(text, node)
    if node.flow_style:
        place = ends[-1][1] if ends else node.start_mark.index + 1
        return TextEdit(place, place, f", {flow_text}" if ends else flow_text)
    return lines_after(text, ends[-1][1], lines)


def lines_after(text: str, offset: int, lines: Sequence[str]) -> TextEdit:
    """Insert lines after the line of an offset."""
    line_end = text.find("\n", offset)
    newline = newline_of(text)
    if line_end < 0:
        return TextEdit(len(text), len(text), "".join(f"{newline}{line}" for line in lines))
    return TextEdit(line_end + 1, line_end + 1, "".join(f"{line}{newline}" for line in lines))


def removed_members(text: str, node: yaml.CollectionNode, removed_indexes: Collection[int]) -> Iterator[TextEdit]:
    """Remove the members with these indexes; to remove all of them, use `emptied`."""
    ends = member_ends(text, node)
    for first, last in _runs(len(ends), removed_indexes):
        start, end = ends[first][0], ends[last][1]
        if node.flow_style:
            if last + 1 < len(ends):
                end = ends[last + 1][0]
            elif first:
                start = ends[first - 1][1]
            else:
                end = node.end_mark.index - 1  # with a comma after the last one
            yield TextEdit(start, end, "")
        else:
            yield _removed_lines(text, node, start, end, ends[last + 1][0] if last + 1 < len(ends) else None)


def emptied(text: str, key: yaml.Node, node: yaml.CollectionNode) -> list[TextEdit]:
    """Remove all members of the value of a key, and write brackets if it has none."""
    edits = list(removed_members(text, node, range(len(node.value))))
    if not node.flow_style:
        colon = text.index(":", key.end_mark.index) + 1
        edits.append(TextEdit(colon, colon, " {}" if isinstance(node, yaml.MappingNode) else " []"))
    return edits


def removed_keeping_comments(text: str, mapping: yaml.MappingNode, entry: Entry) -> TextEdit:
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
    return lines_after(text, end, [f"{' ' * entry[0].start_mark.column}{key}: {value}"])


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


def _runs(count: int, removed_indexes: Collection[int]) -> Iterator[tuple[int, int]]:
    """The first and last index of each run of removed members."""
    first = None
    for index in range(count + 1):
        if index in removed_indexes and index < count:
            first = index if first is None else first
        elif first is not None:
            yield first, index - 1
            first = None


def _removed_lines(text: str, node: yaml.CollectionNode, start: int, end: int, next_start: int | None) -> TextEdit:
    """Remove members in block style from `start` to `end`; `next_start` is the member after them."""
    column = node.start_mark.column
    line_start = text.rfind("\n", 0, start) + 1
    shares_line = text[line_start : line_start + column].strip(" ") != ""
    if shares_line:  # the first entry of a mapping in a list, after the dash
        return TextEdit(start, end if next_start is None else next_start, "")
    return TextEdit(line_start, _end_of_comments(text, end, column), "")


def _end_of_comments(text: str, end: int, column: int) -> int:
    """The end of the last line that belongs to a member: of its content, or of a comment that is indented further."""
    position = _line_end(text, end)
    line_start = position
    while line_start < len(text):
        line = text[line_start : _line_end(text, line_start)]
        if line.strip():
            if len(line) - len(line.lstrip(" ")) <= column:
                break
            position = line_start + len(line)
        line_start += len(line)
    return position


def _line_end(text: str, offset: int) -> int:
    line_end = text.find("\n", offset)
    return len(text) if line_end < 0 else line_end + 1


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
