"""YAML as a tree whose every node knows its line and column.

Only what means the same to every YAML reader passes: the tree is built from the parser's events,
so that anchors, tags, doubled keys and scalars that YAML 1.1 and 1.2 read differently are seen
and named instead of being resolved in silence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import yaml

from revi_docs.problems.problem import Place, Problem

if TYPE_CHECKING:
    from pathlib import Path

MOST_BYTES = 4 * 1024 * 1024
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

_AMBIGUOUS = (
    (re.compile(r"(?i:yes|no|on|off|y|n)"), "a truth value to YAML 1.1, a word to YAML 1.2"),
    (re.compile(r"[-+]?0[0-9_]+"), "an octal number to YAML 1.1, a decimal one to YAML 1.2"),
    (re.compile(r"0o[0-7]+"), "a word to YAML 1.1, an octal number to YAML 1.2"),
    (re.compile(r"[-+]?0b[01_]+"), "a binary number to YAML 1.1, a word to YAML 1.2"),
    (
        re.compile(r"[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?"),
        "a number to base 60 to YAML 1.1, a word to YAML 1.2",
    ),
    (re.compile(r"[-+]?[0-9]+(_[0-9]+)+"), "a number to YAML 1.1, a word to YAML 1.2"),
    (re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt ].*)?"), "a date to YAML 1.1, a word to YAML 1.2"),
    (re.compile(r"[-+]?[0-9]+[eE][-+]?[0-9]+"), "a word to YAML 1.1, a number to YAML 1.2"),
    (re.compile(r"<<|="), "an instruction to YAML 1.1, a word to YAML 1.2"),
)


def read_bytes(path: Path, file: str) -> tuple[bytes, tuple[Problem, ...]]:
    """The bytes of a file, or why it cannot be read. `file` is the name shown in problems."""
    try:
        with path.open("rb") as stream:
            content = stream.read(MOST_BYTES + 1)
    except OSError as error:
        return b"", (
            Problem(
                code="unreadable-file",
                message=f"cannot be read: {error.strerror or error}",
                fix="see that the file exists and may be read, or start one with 'revi-docs init'",
                places=(Place(file),),
            ),
        )
    if len(content) > MOST_BYTES:
        return b"", (
            Problem(
                code="too-large",
                message=f"is larger than {MOST_BYTES // 1024 // 1024} MiB",
                fix="split what does not belong into one contract, or remove what was pasted by mistake",
                places=(Place(file),),
            ),
        )
    return content, ()


def read_tree(content: bytes, file: str) -> tuple[Node | None, tuple[Problem, ...]]:
    """The tree of one YAML document (None where it is empty or broken) and all that is wrong with it."""
    text, problems = _decode(content, file)
    if text is None:
        return None, problems
    building = _Building(file)
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            building.take(event)
    except yaml.MarkedYAMLError as error:
        return None, (*problems, *building.problems, _syntax(error, text, file))
    except yaml.YAMLError as error:
        return None, (*problems, *building.problems, _unreadable_character(error, text, file))
    return building.root, (*problems, *building.problems)


def _decode(content: bytes, file: str) -> tuple[str | None, tuple[Problem, ...]]:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in content[:4]:
        return None, (_not_utf_8(Place(file, 1, 1), "is UTF-16 or UTF-32, not UTF-8"),)
    problems: tuple[Problem, ...] = ()
    if content.startswith(b"\xef\xbb\xbf"):
        content = content[3:]
        problems = (
            Problem(
                code="byte-order-mark",
                message="begins with a byte order mark",
                fix="save the file as UTF-8 without a byte order mark",
                places=(Place(file, 1, 1),),
            ),
        )
    try:
        return content.decode("utf-8"), problems
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8")
        place = Place(file, before.count("\n") + 1, len(before) - before.rfind("\n"))
        return None, (*problems, _not_utf_8(place, f"byte 0x{content[error.start]:02x} is not UTF-8"))


def _not_utf_8(place: Place, message: str) -> Problem:
    return Problem(code="not-utf-8", message=message, fix="save the file as UTF-8", places=(place,))


def _syntax(error: yaml.MarkedYAMLError, text: str, file: str) -> Problem:
    mark = error.problem_mark or error.context_mark
    place = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file)
    lines = text.splitlines()
    line = lines[mark.line] if mark and mark.line < len(lines) else ""
    if "\t" in line[: len(line) - len(line.lstrip())] or "'\\t'" in str(error.problem):
        return Problem(
            code="tab",
            message="a tab stands where YAML takes spaces only",
            fix="indent with spaces",
            places=(place,),
        )
    said = " ".join(part for part in (error.context, error.problem) if part)
    return Problem(
        code="yaml-syntax",
        message=f"is not YAML here: {said}",
        fix="mend the line; a text that holds ': ' or ' #' or begins with one of [{*&!|>%@` needs quotes",
        places=(place,),
    )


def _unreadable_character(error: yaml.YAMLError, text: str, file: str) -> Problem:
    position = getattr(error, "position", None)
    at = position if isinstance(position, int) and 0 <= position <= len(text) else 0
    before = text[:at]
    return Problem(
        code="yaml-syntax",
        message="holds a character that YAML does not allow",
        fix="remove the control character",
        places=(Place(file, before.count("\n") + 1, at - before.rfind("\n")),),
    )


class _Building:
    """Builds the tree from the parser's events, without recursion."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.root: Node | None = None
        self.problems: list[Problem] = []
        self._open: list[tuple[Place, list[Node | None], bool]] = []
        self._documents = 0

    def take(self, event: Any) -> None:
        place = Place(self.file, event.start_mark.line + 1, event.start_mark.column + 1)
        if getattr(event, "anchor", None) is not None:
            self._refuse_anchor(event, place)
        if isinstance(event, yaml.ScalarEvent):
            self._put(self._scalar(event, place))
        elif isinstance(event, yaml.AliasEvent):
            self._put(None)
        elif isinstance(event, yaml.CollectionStartEvent):
            self._start(event, place)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._end()
        elif isinstance(event, yaml.DocumentStartEvent):
            self._document(place)

    def _problem(self, code: str, message: str, fix: str, *places: Place) -> None:
        self.problems.append(Problem(code=code, message=message, fix=fix, places=places))

    def _refuse_anchor(self, event: Any, place: Place) -> None:
        sign = "*" if isinstance(event, yaml.AliasEvent) else "&"
        self._problem(
            "yaml-alias",
            f"'{sign}{event.anchor}' makes one value stand in several places",
            "write the value out where it belongs",
            place,
        )

    def _document(self, place: Place) -> None:
        self._documents += 1
        if self._documents == 2:
            self._problem("yaml-syntax", "a second document begins", "keep one document in the file", place)

    def _scalar(self, event: Any, place: Place) -> Scalar:
        plain = not event.style
        if event.tag is not None:
            self._refuse_tag(event.tag, place)
        elif plain:
            for form, readings in _AMBIGUOUS:
                if form.fullmatch(event.value):
                    self._problem(
                        "ambiguous-scalar",
                        f"'{event.value}' is {readings}",
                        "put it in quotes if it is a text; write true, false or a plain number if not",
                        place,
                    )
                    break
        return Scalar(place, event.value, plain)

    def _refuse_tag(self, tag: str, place: Place) -> None:
        self._problem("yaml-tag", f"the tag '{tag}' is not read", "remove the tag", place)

    def _start(self, event: Any, place: Place) -> None:
        if event.tag is not None:
            self._refuse_tag(event.tag, place)
        self._open.append((place, [], isinstance(event, yaml.MappingStartEvent)))
        if len(self._open) == MOST_LEVELS + 1:
            self._problem(
                "too-deep", f"is nested deeper than {MOST_LEVELS} levels", "flatten the structure", place
            )

    def _end(self) -> None:
        place, items, is_mapping = self._open.pop()
        if len(self._open) >= MOST_LEVELS:
            self._put(None)
        elif is_mapping:
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
                    f"the key '{key.text}' stands here for the second time, first on line {first[key.text].line}",
                    "remove or rename one of the two",
                    key.place,
                    first[key.text],
                )
            else:
                first[key.text] = key.place
                yield key, value

    def _put(self, node: Node | None) -> None:
        if self._open:
            self._open[-1][1].append(node)
        elif self._documents < 2:
            self.root = node
