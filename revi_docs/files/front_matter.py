"""The block between `---` at the head of a Markdown file, read field by field with exact places.

Also blocks that no YAML parser accepts are read: people write `description: Use when: …` and
`argument-hint: [a] | [b]`. There each line that begins like a key is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

import yaml

from revi_docs.files.nodes import Value, composed, final, style_of, value_of

_HEAD = re.compile(r"\ufeff?---[ \t]*(\r?\n)")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*\r?$", re.MULTILINE)
_NAME = r"""\"([^\"\n]+)\"|'([^'\n]+)'|([^\s#'\"\[\]{}&*!|>%@`,?:-][^:\n]*?)"""
_KEY = re.compile(rf"(?:{_NAME})[ \t]*:(?=[ \t\r\n]|$)")

_ALIAS = re.compile(r"[ \t]*:[ \t]+(\*[^\s,\[\]{}]+)")

Spot = tuple[int, int]
"""A line and a column of a block, from 0."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field. `start` and `end` are offsets of its value in the file's text, `key` that of its name.

    `line` and `column` say where the value begins, from 1, or where it would. `after` is the offset
    behind the field's last line. `style` is the quote in use, `[` or `-` for a list, `|` or `>` for a
    block, `*` for an alias, `?` for what is no YAML, and empty for a plain text.
    """

    name: str
    key: int
    start: int
    end: int
    after: int
    line: int
    column: int
    style: str
    value: Value


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """A block of front matter. `end` is the offset of its closing line, `last_line` its number.

    `newline` is how its lines end. `error` says where (line, column) and why no YAML parser accepts it;
    None where one does.
    """

    fields: tuple[Field, ...]
    end: int
    last_line: int
    newline: str
    error: tuple[int, int, str] | None = None

    def named(self, name: str) -> tuple[Field, ...]:
        """The fields of that name: one, where all is well."""
        return tuple(field for field in self.fields if field.name == name)

    @property
    def doubled(self) -> tuple[str, ...]:
        """The names that stand there more than once."""
        names = [field.name for field in self.fields]
        return tuple(dict.fromkeys(name for name in names if names.count(name) > 1))


class UnclosedError(ValueError):
    """The block begins and never ends."""


def read(text: str) -> FrontMatter | None:
    """The front matter of a file's text, None where it has none. Raises UnclosedError."""
    head = _HEAD.match(text)
    if head is None:
        return None
    closing = _CLOSING.search(text, head.end())
    if closing is None:
        raise UnclosedError
    block = _Block(text, head.end(), closing.start())
    error = None
    try:
        fields = tuple(block.of_yaml())
    except yaml.YAMLError as problem:
        error = block.told(problem)
        fields = tuple(block.of_lines())
    last_line = text.count("\n", 0, closing.start()) + 1
    return FrontMatter(fields, closing.start(), last_line, head[1], error)


class _Block:
    """The lines between the two `---`, and where each begins in the file."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        self.lines = text[start:end].split("\n")
        if not self.lines[-1]:
            self.lines.pop()
        self.starts = [start, *accumulate((len(line) + 1 for line in self.lines), initial=start)][1:]
        self.first = text.count("\n", 0, start) + 1

    def at(self, line: int, column: int) -> int:
        """The offset in the file of a line and column of the block, from 0."""
        return self.starts[line] + column

    def of_yaml(self) -> Iterator[Field]:
        """The fields as a YAML parser sees them. Raises YAMLError."""
        source = "\n".join(self._bare(line) for line in range(len(self.lines)))
        node = composed(source)
        if node is None:
            return
        if not isinstance(node, yaml.MappingNode) or node.flow_style:
            raise yaml.MarkedYAMLError(None, None, "is no list of fields, one a line", node.start_mark)
        for key, value in node.value:
            yield self._of_node(key, value)

    def _of_node(self, key: yaml.Node, value: yaml.Node) -> Field:
        start, end, style = self._span(key, value)
        at = self.at(key.start_mark.line, key.start_mark.column)
        written = self.text[at : self.at(key.end_mark.line, key.end_mark.column)]
        return Field(
            name=str(key.value) if isinstance(key, yaml.ScalarNode) else written,
            key=at,
            start=self.at(*start),
            end=self.at(*end),
            after=self.starts[end[0] + 1],
            line=self.first + start[0],
            column=start[1] + 1,
            style=style,
            value=value_of(value),
        )

    def _span(self, key: yaml.Node, value: yaml.Node) -> tuple[Spot, Spot, str]:
        """Where a value begins and ends, line and column from 0, and its style."""
        start = (value.start_mark.line, value.start_mark.column)
        if value.start_mark.index < key.end_mark.index:
            line = key.end_mark.line
            alias = _ALIAS.match(self._bare(line), key.end_mark.column)
            if alias is None:
                raise yaml.MarkedYAMLError(None, None, "holds an alias on a line of its own", key.start_mark)
            return (line, alias.start(1)), (line, alias.end(1)), "*"
        if start[0] >= len(self.lines):  # nothing, behind a '?' on the last line
            start = (len(self.lines) - 1, len(self._bare(len(self.lines) - 1)))
        ends = final(value)
        last = self._last_line(ends)
        whole = (last, len(self._bare(last)))
        style = style_of(value)
        is_block = isinstance(ends, yaml.ScalarNode) and ends.style in ("|", ">")
        end = whole if is_block else max(start, min((ends.end_mark.line, ends.end_mark.column), whole))
        return start, end, style

    def _last_line(self, node: yaml.Node) -> int:
        """The last line, from 0, on which something of the value stands."""
        first, last = node.start_mark.line, node.end_mark.line
        if node.end_mark.column == 0 or last >= len(self.lines):
            last -= 1
        last = min(max(first, last), len(self.lines) - 1)
        while last > first and not self.lines[last].strip():
            last -= 1
        return last

    def of_lines(self) -> Iterator[Field]:
        """The fields as their lines look, for a block that is no YAML."""
        found = [(number, match) for number, line in enumerate(self.lines) if (match := _KEY.match(line))]
        ends = [number for number, _ in found[1:]] + [len(self.lines)]
        for (number, match), end in zip(found, ends, strict=False):
            last = number
            while last + 1 < end and _goes_on(self.lines[last + 1]):
                last += 1
            while last > number and (not self.lines[last].strip() or self.lines[last].startswith("#")):
                last -= 1
            yield self._of_line(match, number, last)

    def _of_line(self, match: re.Match[str], number: int, last: int) -> Field:
        alone = "\n".join(self._bare(line) for line in range(number, last + 1))
        try:
            node = composed(alone)
            if isinstance(node, yaml.MappingNode) and len(node.value) == 1:
                return _Block(self.text, self.starts[number], self.starts[last + 1])._of_node(*node.value[0])
        except yaml.YAMLError:
            pass
        line = self._bare(number)
        column = match.end() + len(line[match.end() :]) - len(line[match.end() :].lstrip())
        rest = [line[column:], *(self._bare(more) for more in range(number + 1, last + 1))]
        return Field(
            name=match[1] or match[2] or match[3],
            key=self.starts[number],
            start=self.at(number, column),
            end=self.at(last, len(self._bare(last).rstrip())),
            after=self.starts[last + 1],
            line=self.first + number,
            column=column + 1,
            style="?",
            value=" ".join(part.strip() for part in rest).strip(),
        )

    def _bare(self, line: int) -> str:
        return self.lines[line].removesuffix("\r")

    def told(self, error: yaml.YAMLError) -> tuple[int, int, str]:
        """Line and column in the file, and what the parser says."""
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        said = str(getattr(error, "problem", None) or error).split("\n", 1)[0]
        return (self.first + mark.line, mark.column + 1, said) if mark else (self.first, 1, said)


def _goes_on(line: str) -> bool:
    """Whether a line can be of the field above it: any other is no field's, and nobody may take it away."""
    return not line.strip() or line[0] in " \t#" or re.match(r"-(?=\s|$)", line) is not None
