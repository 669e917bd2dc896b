"""Parse YAML into a tree in which every node has its line and column.

Only YAML that every reader interprets alike is accepted. The tree is built from the parser's events,
because anchors, tags, duplicate keys and scalars that YAML 1.1 and 1.2 read differently are visible there;
a YAML loader would resolve them silently.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from revi_docs.files.decoding import decode
from revi_docs.files.hidden_unicode import hidden_runs
from revi_docs.files.merge_conflicts import conflict_problem
from revi_docs.files.size_limits import CODE, FIX, MAX_YAML_VALUES, SizeError, limited
from revi_docs.files.yaml.yaml_nodes import MAX_DEPTH
from revi_docs.files.yaml.yaml_quoting import number_signs, quoted, quoting_fix
from revi_docs.files.yaml.yaml_scalars import NON_STRING_SCALAR, ambiguous_scalar_fix, yaml_interpretations
from revi_docs.problems.problem import Place, Problem

_INDENTATION_FIX = "indent all keys of one mapping by the same number of spaces"
# A key with its indentation, to compare a wrong one with that of its siblings.
_INDENTED_KEY = re.compile(r"( *)(?:[\w.-]+|\"[^\"]*\"|'[^']*')[ \t]*:(?=\s|$)")


@dataclass(frozen=True, slots=True)
class YamlScalar:
    """A single value as text; `is_plain` if it has no quotes and is not a block scalar."""

    place: Place
    text: str
    is_plain: bool


@dataclass(frozen=True, slots=True)
class YamlSequence:
    """A list, in block or flow style."""

    place: Place
    items: tuple[YamlNode, ...]


@dataclass(frozen=True, slots=True)
class YamlMapping:
    """A mapping; of two equal keys the first is kept and the second reported."""

    place: Place
    entries: tuple[tuple[YamlScalar, YamlNode], ...]


YamlNode = YamlScalar | YamlSequence | YamlMapping


class _TooDeepError(Exception):
    """Stops the parser at MAX_DEPTH: the input may be nested without limit."""


def read_tree(content: bytes, file: str) -> tuple[YamlNode | None, tuple[Problem, ...]]:
    """The tree of one YAML document (None if it is empty or invalid) and all its problems."""
    text, problems = decode(content, file)
    if text is None:
        return None, problems
    builder = _TreeBuilder(file, text)
    try:
        for event in limited(yaml.parse(text, Loader=yaml.CSafeLoader), MAX_YAML_VALUES, "values"):
            builder.add_event(event)
    except SizeError as error:
        return None, (*problems, Problem(code=CODE, message=str(error), fix=FIX, places=(Place(file),)))
    except yaml.YAMLError as error:
        return None, (*problems, *builder.all_problems(), _syntax_problem(error, text, file))
    except _TooDeepError:
        # The builder has recorded the problem with its place.
        builder.root = None
    return builder.root, (*problems, *builder.all_problems())


def _syntax_problem(error: yaml.YAMLError, text: str, file: str) -> Problem:
    conflict = conflict_problem(text, file)
    if conflict:
        return conflict
    lines = text.splitlines() or [""]
    marks = [getattr(error, name, None) for name in ("problem_mark", "context_mark")]
    # The parser notices an unclosed bracket or quote at the end of the text; show where it was opened.
    marks_in_text = [mark for mark in marks if mark and mark.line < len(lines)]
    line_index = marks_in_text[0].line if marks_in_text else len(lines) - 1
    line = lines[line_index]
    column = min(marks_in_text[0].column, len(line)) if marks_in_text else len(line)
    place = Place(file, line_index + 1, column + 1)
    if "\t" in line[: len(line) - len(line.lstrip())] or line[column : column + 1] == "\t":
        message, fix = "a tab where YAML allows only spaces", "indent with spaces"
        return Problem(code="tab", message=message, fix=fix, places=(place,))
    # In a block mapping, the context mark is at its first key.
    context_column = marks[1].column if marks[1] else 0
    message, fix = _indentation_error(lines[: line_index + 1], column, context_column), _INDENTATION_FIX
    if not message:
        message = " ".join(str(getattr(error, name, None) or "") for name in ("context", "problem")).strip()
        if "quoted scalar" in message:
            return Problem(
                code="yaml-syntax", message="a quote is not closed", fix="add the closing quote", places=(place,)
            )
        fix = (
            quoting_fix(line)
            or "correct the line; quote text that contains ': ' or ' #' or starts with one of [{*&!|>%@`"
        )
    return Problem(code="yaml-syntax", message=f"not valid YAML: {message}", fix=fix, places=(place,))


def _indentation_error(lines: list[str], column: int, mapping_column: int) -> str:
    """The indentation of the key in the last line and of its siblings, if the parser stopped at that key.

    The siblings are in the mapping that the parser was reading, or, at the top level, the key above.
    """
    key = _INDENTED_KEY.match(lines[-1])
    key_above = next(filter(None, map(_INDENTED_KEY.match, reversed(lines[:-1]))), None)
    if key is None or key_above is None or not len(key[1]) <= column < key.end():
        return ""
    indent, expected_indent = len(key[1]), mapping_column or len(key_above[1])
    if indent == expected_indent:
        return ""
    spaces = f"{indent} space{'s' * (indent != 1)}"
    return f"this key is indented by {spaces}, its siblings by {expected_indent}"


class _TreeBuilder:
    """Builds the tree from the parser's events, without recursion."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self._number_signs = number_signs(text)
        self.root: YamlNode | None = None
        self.problems: list[Problem] = []
        self._open_collections: list[tuple[Place, list[YamlNode | None], bool]] = []
        self._document_count = 0
        self._anchors: dict[str, list[Place]] = {}

    def add_event(self, event: Any) -> None:
        place = Place(self.file, event.start_mark.line + 1, event.start_mark.column + 1)
        if isinstance(event, yaml.NodeEvent):
            if event.anchor is not None:
                self._anchors.setdefault(event.anchor, []).append(place)
            if tag := getattr(event, "tag", None):  # an alias has none
                self._report("yaml-tag", f"the tag '{tag}' is not supported", "remove the tag", place)
            if isinstance(event, yaml.ScalarEvent):
                self._add_node(self._build_scalar(event, place))
            elif isinstance(event, yaml.AliasEvent):
                # An alias has no node; the empty slot keeps keys and values paired.
                self._add_node(None)
            else:
                self._start_collection(event, place)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._end_collection()
        elif isinstance(event, yaml.DocumentStartEvent):
            self._document_count += 1
            if self._document_count == 2:
                self._report("yaml-syntax", "a second YAML document", "keep one document in the file", place)

    def all_problems(self) -> tuple[Problem, ...]:
        """All problems so far; each anchor is one problem, with the places of its aliases."""
        for name, places in self._anchors.items():
            fix = "remove the anchor, and write out the value in place of each alias"
            self._report("yaml-alias", f"the anchor '{name}' is not supported", fix, *places)
        self._anchors.clear()
        return tuple(self.problems)

    def _report(self, code: str, message: str, fix: str, *places: Place) -> None:
        self.problems.append(Problem(code=code, message=message, fix=fix, places=places))

    def _build_scalar(self, event: Any, place: Place) -> YamlScalar:
        is_plain = not event.style
        if is_plain and event.tag is None and (interpretations := yaml_interpretations(event.value)):
            message = f"'{event.value}' is {interpretations}"
            self._report("ambiguous-scalar", message, ambiguous_scalar_fix(event.value), place)
        # Without a value, the missing text is the problem.
        if (
            is_plain
            and event.value
            and (comment := self._number_signs.get((event.end_mark.line, event.end_mark.column)))
        ):
            fix = f"quote this text: {quoted(f'{event.value} {comment}')}; a comment has a space after '#'"
            self._report("ambiguous-scalar", f"'{comment}' is a comment in YAML, and not part of the text", fix, place)
        for run in hidden_runs(event.value):
            message = f"the text contains the invisible character {run.description}"
            self._report("hidden-unicode", message, "delete these characters, or their escape sequences", place)
        return YamlScalar(place, event.value, is_plain)

    def _start_collection(self, event: Any, place: Place) -> None:
        self._open_collections.append((place, [], isinstance(event, yaml.MappingStartEvent)))
        if len(self._open_collections) > MAX_DEPTH:
            message = f"nested deeper than {MAX_DEPTH} levels"
            self._report("too-deep", message, "flatten the structure", place)
            raise _TooDeepError

    def _end_collection(self) -> None:
        place, items, is_mapping = self._open_collections.pop()
        if is_mapping:
            self._add_node(YamlMapping(place, tuple(self._mapping_entries(items))))
        else:
            self._add_node(YamlSequence(place, tuple(item for item in items if item is not None)))

    def _mapping_entries(self, items: list[YamlNode | None]) -> Iterator[tuple[YamlScalar, YamlNode]]:
        first_places: dict[str, Place] = {}
        for key, value in zip(items[::2], items[1::2], strict=True):
            if key is None or value is None:
                continue
            if not isinstance(key, YamlScalar):
                self._report("yaml-syntax", "a key is a list or a mapping", "use a string as the key", key.place)
            elif key.text in first_places:
                first = first_places[key.text]
                message = f"the key '{key.text}' is already defined on line {first.line}"
                self._report("duplicate-key", message, "remove or rename one of the two", key.place, first)
            else:
                first_places[key.text] = key.place
                if key.is_plain and NON_STRING_SCALAR.fullmatch(key.text):
                    message = f"the key '{key.text}' is a boolean or null in YAML, not a string"
                    self._report("ambiguous-scalar", message, "quote it, or use another name", key.place)
                yield key, value

    def _add_node(self, node: YamlNode | None) -> None:
        if self._open_collections:
            self._open_collections[-1][1].append(node)
        # Keep the first document; a second one is reported.
        elif self._document_count < 2:
            self.root = node
