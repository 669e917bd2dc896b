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

from revi_docs.files.scalars import NOT_A_WORD, mend, readings
from revi_docs.files.text import decode
from revi_docs.problems.problem import Place, Problem

MOST_LEVELS = 32


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value as it is written; `plain` when it carries no quotes and is no block."""

    place: Place
    text: str
    plain: bool


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list, block or flow."""

    place: Place
    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Mapping:
    """A mapping; the first of two equal keys is kept, the second is a problem."""

    place: Place
    entries: tuple[tuple[Scalar, Node], ...]


Node = Scalar | Sequence | Mapping


class _TooDeepError(Exception):
    """Stops the reading: what is nested deeper than any contract may be nested without end."""


def read_tree(content: bytes, file: str) -> tuple[Node | None, tuple[Problem, ...]]:
    """The tree of one YAML document (None where it is empty or broken) and all that is wrong with it."""
    text, problems = decode(content, file)
    if text is None:
        return None, problems
    building = _Building(file)
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            building.take(event)
    except yaml.YAMLError as error:
        return None, (*problems, *building.found(), _syntax(error, text, file))
    except _TooDeepError:
        return None, (*problems, *building.found())
    return building.root, (*problems, *building.found())


def _syntax(error: yaml.YAMLError, text: str, file: str) -> Problem:
    lines = text.splitlines() or [""]
    marks = [getattr(error, name, None) for name in ("problem_mark", "context_mark")]
    # What is never closed is noticed at the end, and shown where it was opened.
    inside = [mark for mark in marks if mark and mark.line < len(lines)]
    number = inside[0].line if inside else len(lines) - 1
    line = lines[number]
    column = min(inside[0].column, len(line)) if inside else len(line)
    place = Place(file, number + 1, column + 1)
    if "\t" in line[: len(line) - len(line.lstrip())] or line[column : column + 1] == "\t":
        return Problem(
            code="tab",
            message="a tab stands where YAML takes spaces only",
            fix="indent with spaces",
            places=(place,),
        )
    said = " ".join(str(getattr(error, name, None) or "") for name in ("context", "problem")).strip()
    return Problem(
        code="yaml-syntax",
        message=f"is not YAML here: {said}",
        fix="mend the line; a text that holds ': ' or ' #' or begins with one of [{*&!|>%@` needs quotes",
        places=(place,),
    )


class _Building:
    """Builds the tree from the parser's events, without recursion."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.root: Node | None = None
        self.problems: list[Problem] = []
        self._open: list[tuple[Place, list[Node | None], bool]] = []
        self._documents = 0
        self._anchors: dict[str, list[Place]] = {}

    def take(self, event: Any) -> None:
        place = Place(self.file, event.start_mark.line + 1, event.start_mark.column + 1)
        if isinstance(event, yaml.NodeEvent):
            if event.anchor is not None:
                self._anchors.setdefault(event.anchor, []).append(place)
            if isinstance(event, yaml.ScalarEvent):
                self._put(self._scalar(event, place))
            elif isinstance(event, yaml.AliasEvent):
                self._put(None)
            else:
                self._start(event, place)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._end()
        elif isinstance(event, yaml.DocumentStartEvent):
            self._document(place)

    def found(self) -> tuple[Problem, ...]:
        """All problems so far; each anchor is one, with every place of its value."""
        shared = (
            Problem(
                code="yaml-alias",
                message=f"'{name}' is an anchor, which makes one value stand in several places",
                fix="write the value out where it belongs",
                places=tuple(places),
            )
            for name, places in self._anchors.items()
        )
        return (*self.problems, *shared)

    def _problem(self, code: str, message: str, fix: str, *places: Place) -> None:
        self.problems.append(Problem(code=code, message=message, fix=fix, places=places))

    def _document(self, place: Place) -> None:
        self._documents += 1
        if self._documents == 2:
            self._problem("yaml-syntax", "a second document begins", "keep one document in the file", place)

    def _scalar(self, event: Any, place: Place) -> Scalar:
        plain = not event.style
        if event.tag is not None:
            self._refuse_tag(event.tag, place)
        elif plain:
            said = readings(event.value)
            if said:
                self._problem("ambiguous-scalar", f"'{event.value}' is {said}", mend(event.value), place)
        return Scalar(place, event.value, plain)

    def _refuse_tag(self, tag: str, place: Place) -> None:
        self._problem("yaml-tag", f"the tag '{tag}' is not read", "remove the tag", place)

    def _start(self, event: Any, place: Place) -> None:
        if event.tag is not None:
            self._refuse_tag(event.tag, place)
        self._open.append((place, [], isinstance(event, yaml.MappingStartEvent)))
        if len(self._open) > MOST_LEVELS:
            self._problem(
                "too-deep", f"is nested deeper than {MOST_LEVELS} levels", "flatten the structure", place
            )
            raise _TooDeepError

    def _end(self) -> None:
        place, items, is_mapping = self._open.pop()
        if is_mapping:
            self._put(Mapping(place, tuple(self._entries(items))))
        else:
            self._put(Sequence(place, tuple(item for item in items if item is not None)))

    def _entries(self, items: list[Node | None]) -> Iterator[tuple[Scalar, Node]]:
        first: dict[str, Place] = {}
        for key, value in zip(items[::2], items[1::2], strict=True):
            if key is None or value is None:
                continue
            if not isinstance(key, Scalar):
                self._problem("yaml-syntax", "a key is a list or a mapping", "use a word as key", key.place)
            elif key.text in first:
                self._problem(
                    "duplicate-key",
                    f"the key '{key.text}' stands here for the second time, "
                    f"first on line {first[key.text].line}",
                    "remove or rename one of the two",
                    key.place,
                    first[key.text],
                )
            else:
                first[key.text] = key.place
                if key.plain and NOT_A_WORD.fullmatch(key.text):
                    self._refuse_key(key)
                yield key, value

    def _refuse_key(self, key: Scalar) -> None:
        self._problem(
            "ambiguous-scalar",
            f"the key '{key.text}' is no word to YAML",
            "put it in quotes, or use another word",
            key.place,
        )

    def _put(self, node: Node | None) -> None:
        if self._open:
            self._open[-1][1].append(node)
        elif self._documents < 2:
            self.root = node
