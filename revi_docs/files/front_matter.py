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

_HEAD = re.compile(r"\ufeff?---[ \t]*(\r?\n)")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*\r?$", re.MULTILINE)
_NAME = r"""\"([^\"\n]+)\"|'([^'\n]+)'|([^\s#'\"\[\]{}&*!|>%@`,?:-][^:\n]*?)"""
_KEY = re.compile(rf"(?:{_NAME})[ \t]*:(?=[ \t\r\n]|$)")

_GOES_ON = re.compile(r"[ \t]|-(?: |\r?$)|#|\r?$")
_NO_YAML = re.compile(
    "[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_ALIAS = re.compile(r"[\"']?[ \t]*:\s*(\*[^\s,\[\]{}]+)")

MOST_LEVELS = 32

Value = str | tuple[str, ...] | None
"""What a field holds: a text, a list of texts, or nothing that can be told."""


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
    None where one does. `braces` says that the fields do not stand one a line, but in `{…}`.
    """

    fields: tuple[Field, ...]
    end: int
    last_line: int
    newline: str
    error: tuple[int, int, str] | None = None
    braces: bool = False

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
    return FrontMatter(fields, closing.start(), last_line, head[1], error, block.braces)


class _Block:
    """The lines between the two `---`, and where each begins in the file."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        self.lines = text[start:end].split("\n")
        if not self.lines[-1]:
            self.lines.pop()
        self.starts = [start, *accumulate((len(line) + 1 for line in self.lines), initial=start)][1:]
        self.first = text.count("\n", 0, start) + 1
        self.braces = False

    def at(self, line: int, column: int) -> int:
        """The offset in the file of a line and column of the block, from 0."""
        return self.starts[line] + column

    def of_yaml(self) -> Iterator[Field]:
        """The fields as a YAML parser sees them. Raises YAMLError."""
        source = "".join(line.removesuffix("\r") + "\n" for line in self.lines)
        node = _composed(source)
        if node is None:
            return
        if not isinstance(node, yaml.MappingNode):
            raise yaml.MarkedYAMLError(None, None, "it holds no fields", node.start_mark)
        self.braces = bool(node.flow_style)
        before = -1
        for key, value in node.value:
            if key.start_mark.index <= before:
                raise yaml.MarkedYAMLError(None, None, "an alias stands as a name", value.start_mark)
            before = max(key.start_mark.index, value.start_mark.index)
            yield self._of_node(key, value)

    def _of_node(self, key: yaml.Node, value: yaml.Node) -> Field:
        if value.start_mark.index < key.start_mark.index:
            return self._of_alias(key, value)
        last = self._last_line(value)
        start = value.start_mark
        end = (value.end_mark.line, value.end_mark.column)
        end = min(end, (last, len(self._bare(last))))
        style = _style(value)
        if style in ("|", ">"):
            end = (last, len(self._bare(last)))
        return Field(
            name=str(key.value),
            key=self.at(key.start_mark.line, key.start_mark.column),
            start=self.at(start.line, start.column),
            end=self.at(*end),
            after=self.starts[last + 1],
            line=self.first + start.line,
            column=start.column + 1,
            style=style,
            value=_value(value),
        )

    def _of_alias(self, key: yaml.Node, value: yaml.Node) -> Field:
        """A field whose value stands elsewhere: its node lies where the value does."""
        found = _ALIAS.search(self.text, self.at(key.end_mark.line, key.end_mark.column - 1))
        if found is None:
            raise yaml.MarkedYAMLError(None, None, "an alias cannot be told", key.start_mark)
        start, end = found.span(1)
        line = self.text.count("\n", 0, start) + 1
        return Field(
            name=str(key.value),
            key=self.at(key.start_mark.line, key.start_mark.column),
            start=start,
            end=end,
            after=self.starts[line - self.first + 1],
            line=line,
            column=start - self.text.rfind("\n", 0, start),
            style="*",
            value=_value(value),
        )

    def _last_line(self, node: yaml.Node) -> int:
        """The last line, from 0, on which something of the value stands."""
        first, last = node.start_mark.line, node.end_mark.line
        if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
            part = node.value[-1]
            inner = part[1] if isinstance(part, tuple) else part
            if inner.start_mark.index >= node.start_mark.index:  # no alias
                return max(first, self._last_line(inner))
        if node.end_mark.column == 0 or last >= len(self.lines):
            last -= 1
        last = max(first, min(last, len(self.lines) - 1))
        while last > first and not self.lines[last].strip():
            last -= 1
        return last

    def of_lines(self) -> Iterator[Field]:
        """The fields as their lines look, for a block that is no YAML."""
        found = [(number, match) for number, line in enumerate(self.lines) if (match := _KEY.match(line))]
        for (number, match), following in zip(found, [*found, None][1:], strict=True):
            last, end = number, following[0] if following else len(self.lines)
            while last + 1 < end and _GOES_ON.match(self.lines[last + 1]):
                last += 1
            while last > number and (not self.lines[last].strip() or self.lines[last].startswith("#")):
                last -= 1
            yield self._of_line(match, number, last)

    def _of_line(self, match: re.Match[str], number: int, last: int) -> Field:
        alone = "".join(self._bare(line) + "\n" for line in range(number, last + 1))
        try:
            node = _composed(alone)
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
            end=max(self.at(number, column), self.at(last, len(self._bare(last).rstrip()))),
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
        said = str(getattr(error, "problem", None) or error)
        return (self.first + mark.line, mark.column + 1, said) if mark else (self.first, 1, said)


def _composed(source: str) -> yaml.Node | None:
    """The tree of one document. Raises YAMLError, also for what is nested without end."""
    odd = _NO_YAML.search(source)
    if odd:
        mark = yaml.Mark(
            "",
            odd.start(),
            source.count("\n", 0, odd.start()),
            odd.start() - source.rfind("\n", 0, odd.start()) - 1,
            "",
            0,
        )
        raise yaml.MarkedYAMLError(None, None, f"it holds the character U+{ord(odd[0]):04X}", mark)
    level = 0
    for event in yaml.parse(source, Loader=yaml.CSafeLoader):
        level += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if level > MOST_LEVELS:
            raise yaml.YAMLError(f"is nested deeper than {MOST_LEVELS} levels")
    node: yaml.Node | None = yaml.compose(source, Loader=yaml.CSafeLoader)
    return node


def _style(node: yaml.Node) -> str:
    if isinstance(node, yaml.ScalarNode):
        return node.style or ""
    if isinstance(node, yaml.SequenceNode):
        return "[" if node.flow_style else "-"
    return "{"


def _value(node: yaml.Node) -> Value:
    """Texts as they are written; a mapping, or a list of anything but texts, cannot be told."""
    if isinstance(node, yaml.ScalarNode):
        return str(node.value)
    if isinstance(node, yaml.SequenceNode) and all(isinstance(part, yaml.ScalarNode) for part in node.value):
        return tuple(str(part.value) for part in node.value)
    return None
