"""YAML as a tree whose every node knows its line and column.

Only what means the same to every YAML reader passes: the tree is built from the parser's events,
so that anchors, tags, doubled keys and scalars that YAML 1.1 and 1.2 read differently are seen
and named instead of being resolved in silence.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from revi_docs.files.decoding import decode
from revi_docs.files.yaml_scalars import NON_STRING_SCALAR, ambiguous_scalar_fix, yaml_interpretations
from revi_docs.problems.problem import Place, Problem

MAX_DEPTH = 32


@dataclass(frozen=True, slots=True)
class YamlScalar:
    """A single value as it is written; `plain` when it carries no quotes and is no block."""

    place: Place
    text: str
    is_plain: bool


@dataclass(frozen=True, slots=True)
class YamlSequence:
    """A list, block or flow."""

    place: Place
    items: tuple[YamlNode, ...]


@dataclass(frozen=True, slots=True)
class YamlMapping:
    """A mapping; the first of two equal keys is kept, the second is a problem."""

    place: Place
    entries: tuple[tuple[YamlScalar, YamlNode], ...]


YamlNode = YamlScalar | YamlSequence | YamlMapping


class _TooDeepError(Exception):
    """Stops the reading: what is nested deeper than any contract may be nested without end."""


def read_tree(content: bytes, file: str) -> tuple[YamlNode | None, tuple[Problem, ...]]:
    """The tree of one YAML document (None where it is empty or broken) and all that is wrong with it."""
    text, problems = decode(content, file)
    if text is None:
        return None, problems
    builder = _TreeBuilder(file)
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            builder.add_event(event)
    except yaml.YAMLError as error:
        return None, (*problems, *builder.all_problems(), _syntax_problem(error, text, file))
    except _TooDeepError:
        return None, (*problems, *builder.all_problems())
    return builder.root, (*problems, *builder.all_problems())


def _syntax_problem(error: yaml.YAMLError, text: str, file: str) -> Problem:
    lines = text.splitlines() or [""]
    marks = [getattr(error, name, None) for name in ("problem_mark", "context_mark")]
    # What is never closed is noticed at the end, and shown where it was opened.
    marks_in_text = [mark for mark in marks if mark and mark.line < len(lines)]
    line_index = marks_in_text[0].line if marks_in_text else len(lines) - 1
    line = lines[line_index]
    column = min(marks_in_text[0].column, len(line)) if marks_in_text else len(line)
    place = Place(file, line_index + 1, column + 1)
    if "\t" in line[: len(line) - len(line.lstrip())] or line[column : column + 1] == "\t":
        return Problem(
            code="tab",
            message="a tab stands where YAML takes spaces only",
            fix="indent with spaces",
            places=(place,),
        )
    detail = " ".join(str(getattr(error, name, None) or "") for name in ("context", "problem")).strip()
    return Problem(
        code="yaml-syntax",
        message=f"is not YAML here: {detail}",
        fix="mend the line; a text that holds ': ' or ' #' or begins with one of [{*&!|>%@` needs quotes",
        places=(place,),
    )


class _TreeBuilder:
    """Builds the tree from the parser's events, without recursion."""

    def __init__(self, file: str) -> None:
        self.file = file
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
            if isinstance(event, yaml.ScalarEvent):
                self._add_node(self._build_scalar(event, place))
            elif isinstance(event, yaml.AliasEvent):
                self._add_node(None)
            else:
                self._start_collection(event, place)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._end_collection()
        elif isinstance(event, yaml.DocumentStartEvent):
            self._start_document(place)

    def all_problems(self) -> tuple[Problem, ...]:
        """All problems so far; each anchor is one, with every place of its value."""
        anchor_problems = (
            Problem(
                code="yaml-alias",
                message=f"'{name}' is an anchor, which makes one value stand in several places",
                fix="write the value out where it belongs",
                places=tuple(places),
            )
            for name, places in self._anchors.items()
        )
        return (*self.problems, *anchor_problems)

    def _report(self, code: str, message: str, fix: str, *places: Place) -> None:
        self.problems.append(Problem(code=code, message=message, fix=fix, places=places))

    def _start_document(self, place: Place) -> None:
        self._document_count += 1
        if self._document_count == 2:
            self._report("yaml-syntax", "a second document begins", "keep one document in the file", place)

    def _build_scalar(self, event: Any, place: Place) -> YamlScalar:
        is_plain = not event.style
        if event.tag is not None:
            self._report_tag(event.tag, place)
        elif is_plain:
            interpretations = yaml_interpretations(event.value)
            if interpretations:
                self._report(
                    "ambiguous-scalar",
                    f"'{event.value}' is {interpretations}",
                    ambiguous_scalar_fix(event.value),
                    place,
                )
        return YamlScalar(place, event.value, is_plain)

    def _report_tag(self, tag: str, place: Place) -> None:
        self._report("yaml-tag", f"the tag '{tag}' is not read", "remove the tag", place)

    def _start_collection(self, event: Any, place: Place) -> None:
        if event.tag is not None:
            self._report_tag(event.tag, place)
        self._open_collections.append((place, [], isinstance(event, yaml.MappingStartEvent)))
        if len(self._open_collections) > MAX_DEPTH:
            self._report(
                "too-deep", f"is nested deeper than {MAX_DEPTH} levels", "flatten the structure", place
            )
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
                self._report("yaml-syntax", "a key is a list or a mapping", "use a word as key", key.place)
            elif key.text in first_places:
                self._report(
                    "duplicate-key",
                    f"the key '{key.text}' stands here for the second time, "
                    f"first on line {first_places[key.text].line}",
                    "remove or rename one of the two",
                    key.place,
                    first_places[key.text],
                )
            else:
                first_places[key.text] = key.place
                if key.is_plain and NON_STRING_SCALAR.fullmatch(key.text):
                    self._report_key(key)
                yield key, value

    def _report_key(self, key: YamlScalar) -> None:
        self._report(
            "ambiguous-scalar",
            f"the key '{key.text}' is no word to YAML",
            "put it in quotes, or use another word",
            key.place,
        )

    def _add_node(self, node: YamlNode | None) -> None:
        if self._open_collections:
            self._open_collections[-1][1].append(node)
        elif self._document_count < 2:
            self.root = node
