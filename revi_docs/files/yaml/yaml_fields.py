"""The values of keys in YAML, with exact positions in the file that contains them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate

import yaml

from revi_docs.files.yaml.yaml_nodes import FieldValue, final_node, node_style, node_value

# PyYAML replaces an alias by the node of its anchor, so the alias itself must be located in the text.
_ALIAS = re.compile(r"[ \t]*:[ \t]+(\*[^\s,\[\]{}]+)")

LinePosition = tuple[int, int]
"""A line and a column within the block, from 0."""


@dataclass(frozen=True, slots=True)
class Field:
    """A key and its value in YAML, with the offsets of its key and value in the file's text.

    `line` and `column` (from 1) are the position of the value, or where an empty value would be. `style` is
    the quote character, `[` or `-` for a list, `{` for a mapping, `|` or `>` for a block, `*` for an alias,
    `?` for invalid YAML, and empty for a plain scalar.
    """

    name: str
    key_start: int
    start: int
    end: int
    next_line_start: int
    line: int
    column: int
    style: str
    value: FieldValue


class YamlLines:
    """The lines of a part of a file that is YAML, with the offset of each in the file."""

    def __init__(self, text: str, start: int, end: int, first_line: int) -> None:
        self.text = text
        self.lines = text[start:end].split("\n")
        if not self.lines[-1]:
            self.lines.pop()
        self.line_starts = [start, *accumulate((len(line) + 1 for line in self.lines), initial=start)][1:]
        self.first_line = first_line

    def offset(self, line: int, column: int) -> int:
        """The offset in the file of a line and column of the block (from 0)."""
        return self.line_starts[line] + column

    def field_from_node(self, key: yaml.Node, value: yaml.Node) -> Field:
        """The field of an entry of a mapping in these lines. Raises YAMLError for an alias on its own line."""
        start, end, style = self._value_span(key, value)
        key_start = self.offset(key.start_mark.line, key.start_mark.column)
        key_text = self.text[key_start : self.offset(key.end_mark.line, key.end_mark.column)]
        return Field(
            name=str(key.value) if isinstance(key, yaml.ScalarNode) else key_text,
            key_start=key_start,
            start=self.offset(*start),
            end=self.offset(*end),
            next_line_start=self.line_starts[end[0] + 1],
            line=self.first_line + start[0],
            column=start[1] + 1,
            style=style,
            value=node_value(value),
        )

    def _value_span(self, key: yaml.Node, value: yaml.Node) -> tuple[LinePosition, LinePosition, str]:
        """Start and end of a value (line and column from 0), and its style."""
        start = (value.start_mark.line, value.start_mark.column)
        if value.start_mark.index < key.end_mark.index:
            line = key.end_mark.line
            alias = _ALIAS.match(self.line_text(line), key.end_mark.column)
            if alias is None:
                raise yaml.MarkedYAMLError(None, None, "an alias on its own line is not supported", key.start_mark)
            return (line, alias.start(1)), (line, alias.end(1)), "*"
        if start[0] >= len(self.lines):  # an empty value after a '?' on the last line
            start = (len(self.lines) - 1, len(self.line_text(len(self.lines) - 1)))
        end_node = final_node(value)
        last_line = self._last_line(end_node)
        line_end = (last_line, len(self.line_text(last_line)))
        style = node_style(value)
        if isinstance(end_node, yaml.ScalarNode) and end_node.style in ("|", ">"):
            return start, line_end, style
        end_mark = (end_node.end_mark.line, end_node.end_mark.column)
        return start, max(start, min(end_mark, line_end)), style

    def _last_line(self, node: yaml.Node) -> int:
        """The last line (from 0) with a part of the value."""
        first, last = node.start_mark.line, node.end_mark.line
        if node.end_mark.column == 0 or last >= len(self.lines):
            last -= 1
        last = min(max(first, last), len(self.lines) - 1)
        while last > first and not self.lines[last].strip():
            last -= 1
        return last

    def line_text(self, line: int) -> str:
        """A line (from 0) without its line end."""
        return self.lines[line].removesuffix("\r")
