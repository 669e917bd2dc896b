"""Read the front matter of Markdown files field by field, with exact positions.

Blocks that are not valid YAML are read, too, because agent files in the wild contain
`description: Use when: …` and `argument-hint: [a] | [b]`: in such a block, each line that looks like a key
starts a field. Dialogs in examples, such as `user: …` between `<example>` and `</example>`, are not fields.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from revi_docs.files.markdown.front_matter_block import (
    FrontMatterError,
    OversizedBlockError,
    find_front_matter,
    lines_in_tags,
)
from revi_docs.files.size_limits import MAX_FIELD_VALUES, SizeError
from revi_docs.files.yaml.yaml_fields import Field, YamlLines
from revi_docs.files.yaml.yaml_nodes import compose_node, describe_error

# A key in double quotes, in single quotes, or plain. Plain keys cannot start with a YAML indicator.
_NAME = r"""\"([^\"\n]+)\"|'([^'\n]+)'|([^\s#'\"\[\]{}&*!|>%@`,?:-][^:\n]*?)"""
_KEY = re.compile(rf"(?:{_NAME})[ \t]*:(?=[ \t\r\n]|$)")

# A line that looks like a key where the block is not valid YAML: fields have names without spaces.
_PLAIN_NAME = re.compile(r"[a-z][\w.-]*")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """A front-matter block. `end` is the offset of its closing line, `last_line` the line number of that.

    `newline` is the line end in use. `error` is the line, column and message of the YAML error, if any.
    """

    fields: tuple[Field, ...]
    end: int
    last_line: int
    newline: str
    error: tuple[int, int, str] | None = None

    def fields_named(self, name: str) -> tuple[Field, ...]:
        """All fields of that name; more than one is an error in the file."""
        return tuple(field for field in self.fields if field.name == name)

    @property
    def duplicate_names(self) -> tuple[str, ...]:
        """The names of fields that appear more than once."""
        counts = Counter(field.name for field in self.fields)
        return tuple(name for name, count in counts.items() if count > 1)


def parse_front_matter(text: str) -> FrontMatter | None:
    """The YAML front matter of a file's text, or None. Raises UnreadableBlockError."""
    span = find_front_matter(text)
    if span is None or span.is_toml:
        return None
    if text.count("\n", span.start, span.end) > MAX_FIELD_VALUES:
        raise OversizedBlockError(f"has more than {MAX_FIELD_VALUES:,} lines")
    block = _BlockParser(text, span.start, span.end, text.count("\n", 0, span.start) + 1)
    error = None
    try:
        fields = tuple(block.parse_yaml_fields())
    except SizeError as problem:
        raise OversizedBlockError(str(problem)) from None
    except yaml.YAMLError as problem:
        error = block.describe_error(problem)
        fields = tuple(block.parse_line_fields())
    last_line = text.count("\n", 0, span.end) + 1
    return FrontMatter(fields, span.end, last_line, span.newline, error)


def single_field(text: str, name: str) -> Field | None:
    """The field of that name, or None. Raises FrontMatterError if it occurs twice or a closing line is missing."""
    front_matter = parse_front_matter(text)
    fields = front_matter.fields_named(name) if front_matter else ()
    if len(fields) > 1:
        lines = " and ".join(str(field.line) for field in fields)
        raise FrontMatterError("doubled-field", f"the field '{name}' occurs on lines {lines}", "delete all but one")
    return fields[0] if fields else None


NO_MAPPING = "not a mapping with one field per line"
"""Why front matter that is valid YAML has no fields."""


class _BlockParser(YamlLines):
    """The lines between the two `---`."""

    def parse_yaml_fields(self) -> Iterator[Field]:
        """The fields according to the YAML parser. Raises YAMLError."""
        source = "\n".join(self.line_text(line) for line in range(len(self.lines)))
        node = compose_node(source)
        if node is None:
            return
        if not isinstance(node, yaml.MappingNode) or node.flow_style:
            raise yaml.MarkedYAMLError(None, None, NO_MAPPING, node.start_mark)
        for key, value in node.value:
            yield self.field_from_node(key, value)

    def parse_line_fields(self) -> Iterator[Field]:
        """The fields of a block that is not valid YAML, by what each line looks like."""
        tagged_lines = frozenset(lines_in_tags(self.lines))
        key_matches = [
            (index, match)
            for index, line in enumerate(self.lines)
            if index not in tagged_lines and (match := _KEY.match(line)) and _is_field_name(match)
        ]
        ends = [number for number, _ in key_matches[1:]] + [len(self.lines)]
        # Comments and blank lines after a field do not belong to it.
        for (number, match), end in zip(key_matches, ends, strict=False):
            last = number
            while last + 1 < end and _is_continuation(self.lines[last + 1]):
                last += 1
            while last > number and (not self.lines[last].strip() or self.lines[last].startswith("#")):
                last -= 1
            yield self._field_from_line(match, number, last)

    def _field_from_line(self, match: re.Match[str], number: int, last: int) -> Field:
        source = "\n".join(self.line_text(line) for line in range(number, last + 1))
        try:
            node = compose_node(source)
            if isinstance(node, yaml.MappingNode) and len(node.value) == 1:
                start, end = self.line_starts[number], self.line_starts[last + 1]
                field_block = _BlockParser(self.text, start, end, self.first_line + number)
                return field_block.field_from_node(*node.value[0])
        except yaml.YAMLError:
            pass
        line = self.line_text(number)
        column = match.end() + len(line[match.end() :]) - len(line[match.end() :].lstrip())
        value_lines = [line[column:], *map(self.line_text, range(number + 1, last + 1))]
        return Field(
            name=match[1] or match[2] or match[3],
            key_start=self.line_starts[number],
            start=self.offset(number, column),
            end=self.offset(last, len(self.line_text(last).rstrip())),
            next_line_start=self.line_starts[last + 1],
            line=self.first_line + number,
            column=column + 1,
            style="?",
            value=" ".join(part.strip() for part in value_lines).strip(),
        )

    def describe_error(self, error: yaml.YAMLError) -> tuple[int, int, str]:
        """Line and column in the file, and the message of the parser."""
        mark, message = describe_error(error)
        line, column = (mark.line, mark.column) if mark else (0, 0)
        return self.first_line + line, column + 1, message


def _is_field_name(match: re.Match[str]) -> bool:
    """Whether a key of a block that is not valid YAML is a field: quoted, or one word in lower case."""
    return match[3] is None or _PLAIN_NAME.fullmatch(match[3]) is not None


def _is_continuation(line: str) -> bool:
    """Whether a line can belong to the field above. Other lines belong to no field and are never removed."""
    return not line.strip() or line[0] in " \t#" or re.match(r"-(?=\s|$)", line) is not None
