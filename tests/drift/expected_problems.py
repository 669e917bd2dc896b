"""The problems expected for a changed file of the drift repository, computed independently of revi-docs.

Places come from the texts in `drift_repo`, the values of front matter from PyYAML or, if it cannot parse
the text, from the lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

import yaml

from tests.drift.drift_repo import AGENTS, CONTENTS, CONTRACT, INDEX, MODELS, OUTPUTS, PAGES

ProblemSet = frozenset[tuple[str, str, int]]
"""Code, file and line of each problem; line 0 is the whole file."""
NO_PROBLEMS: ProblemSet = frozenset()


@dataclass(frozen=True)
class Change:
    """Replace the bytes of a file from `start` to `end` with `new`."""

    path: str
    start: int
    end: int
    new: bytes

    def of(self, content: bytes) -> bytes:
        return content[: self.start] + self.new + content[self.end :]


@dataclass(frozen=True)
class PageSection:
    """A part of a page: hand-written text ("people"), a marker with its line breaks, or the content of a region."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True)
class ExpectedOutcome:
    """The kind of a change, and the expected problems: exactly `problems`, or any problem on one of `lines`."""

    kind: str
    problems: ProblemSet = NO_PROBLEMS
    lines: frozenset[int] = frozenset()


def expected_outcome(change: Change, before: bytes) -> ExpectedOutcome:
    """Return what a check must report for one change of one file."""
    after = change.of(before)
    if change.path in PAGES:
        return page_verdict(change, before, after)
    if change.path in AGENTS:
        return agent_verdict(change.path, before, after)
    if after == before or change.path not in (*OUTPUTS, INDEX):
        return ExpectedOutcome("same" if after == before else "outside")
    if change.path == INDEX:
        return ExpectedOutcome("index", frozenset({("stale", INDEX, first_difference(after, before))}))
    if after.replace(b"\r\n", b"\n") == before:
        return ExpectedOutcome("output", frozenset({("stale", change.path, 1)}))
    return ExpectedOutcome("output", frozenset({("tampered", change.path, first_difference(after, before))}))


def first_difference(sections: bytes, expected: bytes) -> int:
    """Return the number of the first line that differs; the last line if lines are missing."""
    old, new = (content.decode("utf-8", errors="replace").split("\n") for content in (sections, expected))
    for number, (old_line, new_line) in enumerate(zip(old, new, strict=False), start=1):
        if old_line != new_line:
            return number
    return min(len(old), len(new) + 1)


def unreadable(path: str, content: bytes) -> ProblemSet:
    """Return the problem of the first byte that is not valid UTF-8, if any."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        return frozenset({("not-utf-8", path, line_number(content, error.start))})
    return NO_PROBLEMS


def line_number(content: bytes, offset: int) -> int:
    return content.count(b"\n", 0, offset) + 1


# --- pages with regions -------------------------------------------------------------------


def page_sections(path: str, content: bytes) -> list[PageSection]:
    """Split a page into sections; `CONTENTS` defines the content of its regions."""
    sections: list[PageSection] = []
    offset = 0
    for expected in CONTENTS[path]:
        begin = re.compile(rb"\n[ ]*(?:#|//) revi:begin [^\n]*\n|(?:\n[ ]*)?<!-- revi:begin [^\n]*? -->\n?")
        opened = begin.search(content, offset)
        assert opened
        inside = opened.end() + len(expected.encode())
        assert content[opened.end() : inside] == expected.encode()
        closed = re.compile(rb"\n?[ ]*(?:#|//|<!--) revi:end(?: -->)?").match(content, inside)
        assert closed
        end = closed.end() + (closed[0].startswith(b"\n"))
        sections.append(PageSection("people", offset, opened.start()))
        sections.append(PageSection("marker", opened.start(), opened.end()))
        sections.append(PageSection("region", opened.end(), inside))
        sections.append(PageSection("marker", inside, end))
        offset = end
    return [*sections, PageSection("people", offset, len(content))]


def page_verdict(change: Change, before: bytes, after: bytes) -> ExpectedOutcome:
    if after == before:
        return ExpectedOutcome("same")
    parts = page_sections(change.path, before)
    change = _by_lines(change, before, parts)
    within = [section for section in parts if section.start <= change.start and change.end <= section.end]
    kinds = {section.kind for section in within}
    broken = unreadable(change.path, after)
    if broken:
        return ExpectedOutcome("unreadable", broken)
    if "region" in kinds:
        only_ends = change.new.replace(b"\r", b"") == before[change.start : change.end] == b""
        code = "stale" if only_ends and b"\r" in change.new and _ends_line(change, before) else "tampered"
        problems = (code, change.path, first_difference(after, before))
        return ExpectedOutcome("region", frozenset({problems}))
    if "people" in kinds:
        return ExpectedOutcome("outside")
    return _marker_verdict(change, before, after, parts)


def _by_lines(change: Change, before: bytes, parts: list[PageSection]) -> Change:
    """Return a change of whole lines as a change of the preceding line breaks if that avoids a marker."""
    removed = before[change.start : change.end]
    if removed.endswith(b"\n") and change.new.endswith(b"\n"):
        return Change(change.path, change.start, change.end - 1, change.new[:-1])
    is_whole_line = all(text.endswith(b"\n") for text in (change.new, removed) if text)
    if not is_whole_line or before[change.start - 1 : change.start] != b"\n":
        return change
    new = b"\n" + change.new[:-1] if change.new else b""
    shifted = Change(change.path, change.start - 1, change.end - 1, new)
    fits = any(
        section.start <= shifted.start and shifted.end <= section.end for section in parts if section.kind != "marker"
    )
    return shifted if fits and (removed or change.new) else change


def _ends_line(change: Change, before: bytes) -> bool:
    return change.new == b"\r" and before[change.end : change.end + 1] == b"\n"


def _marker_verdict(change: Change, before: bytes, after: bytes, parts: list[PageSection]) -> ExpectedOutcome:
    """A marker changed: it is equivalent, or removed with its partner, or there is a problem."""
    touched = [
        number for number, section in enumerate(parts) if section.start < change.end and change.start < section.end
    ]
    touched = touched or [number for number, section in enumerate(parts) if section.start < change.start < section.end]
    pairs = {(number - 1) // 4 * 4 + 1 for number in touched if parts[number].kind != "people"}
    if _is_equivalent(change, before, after, [parts[number] for number in touched]):
        return ExpectedOutcome("same")
    if all(_is_gone(change, parts[first]) and _is_gone(change, parts[first + 2]) for first in pairs):
        return ExpectedOutcome("outside")
    shift = after.count(b"\n") - before.count(b"\n")
    lines: set[int] = set()
    for first in pairs:
        for mark in (parts[first], parts[first + 2]):
            text = before[mark.start : mark.end]
            line = line_number(before, mark.start + len(text) - len(text.lstrip()))
            lines |= {line, line + shift}
    return ExpectedOutcome("marker", lines=frozenset(lines))


def _is_gone(change: Change, mark: PageSection) -> bool:
    return change.start <= mark.start + 1 and mark.end - 1 <= change.end and b"revi" not in change.new


def _is_equivalent(change: Change, before: bytes, after: bytes, touched: list[PageSection]) -> bool:
    """Whether only insignificant blanks within one line of one marker changed."""
    if len(touched) != 1 or touched[0].kind != "marker" or before.count(b"\n") != after.count(b"\n"):
        return False
    mark = touched[0]
    old = before[mark.start : mark.end]
    new = after[mark.start : mark.end + len(after) - len(before)]
    return _normalized_marker(old) == _normalized_marker(new)


def _normalized_marker(mark: bytes) -> tuple[bytes, bytes]:
    """Return a marker without insignificant blanks, and the indentation of its lines."""
    indent = re.match(rb"\n?([ \t]*)", mark)
    text = mark.decode("utf-8", "replace").strip()  # blanks at the end may be any of Unicode
    words = re.sub(rb"[ \t]+", b" ", text.encode())
    words = re.sub(rb"(<!--|#|//) ?", rb"\1", words)
    return re.sub(rb" ?-->", b"-->", words), (indent[1] if indent and mark.startswith(b"\n") else b"")


# --- agent files with an owned field ------------------------------------------------------


@dataclass(frozen=True)
class ParsedFrontMatter:
    """Front matter as (name, value, line) of each field."""

    fields: tuple[tuple[str, str, int], ...]
    error_line: int
    last_line: int

    def all(self, name: str) -> list[tuple[str, int]]:
        return [(value, line) for shifted, value, line in self.fields if shifted == name]


def agent_verdict(path: str, before: bytes, after: bytes) -> ExpectedOutcome:
    broken = unreadable(path, after)
    if broken:
        return ExpectedOutcome("unreadable", broken)
    problems = frozenset(_agent_problems(path, after.decode("utf-8")))
    if problems == frozenset(_agent_problems(path, before.decode("utf-8"))):
        return ExpectedOutcome("same" if before == after else "outside", problems)
    drifted = any(code.startswith("field-") for code, _, _ in problems)
    return ExpectedOutcome("field" if drifted else "frame", problems)


def expected_model(path: str) -> str:
    return MODELS[path].strip("'\"")


def item_name(path: str) -> str:
    return path.rpartition("/")[2].removesuffix(".md")


def item_line(path: str) -> int:
    """Return the line of the contract that defines the agent."""
    return CONTRACT[: CONTRACT.index(f"  {item_name(path)}: ")].count("\n") + 1


def _agent_problems(path: str, text: str) -> Iterator[tuple[str, str, int]]:
    front = parse_agent_front_matter(text)
    if isinstance(front, str):
        yield (front, path, 1)
        if front == "agent-without-name":
            yield ("item-without-file", "revi.yml", item_line(path))
        return
    if front.error_line:
        yield ("front-matter-no-yaml", path, front.error_line)
    names = [name for name, _, _ in front.fields]
    for name in {name for name in names if names.count(name) > 1}:
        yield ("doubled-field", path, front.all(name)[0][1])
    called = front.all("name")[:1]
    if not called or not called[0][0].strip():
        yield ("agent-without-name", path, 1)
        yield ("item-without-file", "revi.yml", item_line(path))
        return
    if not any(value.strip() for value, _ in front.all("description")[:1]):
        yield ("agent-without-description", path, 1)
    if called[0][0].strip() != item_name(path):
        yield ("file-without-item", path, called[0][1])
        yield ("item-without-file", "revi.yml", item_line(path))
        return
    model = front.all("model")[:1]
    if not model:
        yield ("field-missing", path, front.last_line)
    elif model[0][0] != expected_model(path):
        yield ("field-differs", path, model[0][1])


UNUSUAL_LINE_BREAK = re.compile("\r(?!\n)|[\x85\u2028\u2029]")
"""Characters that end a line only in YAML."""


def parse_agent_front_matter(text: str) -> ParsedFrontMatter | str:
    """Parse the front matter of a file, or return the code of its structural problem."""
    lines = text.split("\n")
    if not re.fullmatch(r"---[ \t]*\r?", lines[0]) or len(lines) == 1:
        return "agent-without-name"
    closing = next((n for n, line in enumerate(lines) if n and re.fullmatch(r"(---|\.\.\.)[ \t]*\r?", line)), 0)
    if not closing:
        return "unclosed-front-matter"
    block = lines[1:closing]
    source = "\n".join(line.removesuffix("\r") for line in block)
    odd = UNUSUAL_LINE_BREAK.search(source)
    if odd:
        return ParsedFrontMatter(tuple(_fields_by_line(block)), source.count("\n", 0, odd.start()) + 2, closing + 1)
    try:
        node = yaml.compose(source, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        return ParsedFrontMatter(tuple(_fields_by_line(block)), mark.line + 2 if mark else 2, closing + 1)
    if node is not None and (not isinstance(node, yaml.MappingNode) or node.flow_style):
        return ParsedFrontMatter(tuple(_fields_by_line(block)), node.start_mark.line + 2, closing + 1)
    pairs = node.value if node is not None else []
    fields = (
        (str(key.value), value.value if isinstance(value, yaml.ScalarNode) else "a list", value.start_mark.line + 2)
        for key, value in pairs
    )
    return ParsedFrontMatter(tuple(fields), 0, closing + 1)


def _fields_by_line(block: list[str]) -> Iterator[tuple[str, str, int]]:
    """Yield lines that start like a field, each with the lines up to the next field."""
    starts = [n for n, line in enumerate(block) if re.match(r"[^\s#:,?-][^:]*:([ \t\r]|$)", line)]
    for start, end in zip(starts, [*starts[1:], len(block)], strict=True):
        more = takewhile(lambda line: not line.strip() or re.match(r"[ \t#]|-(\s|$)", line), block[start + 1 : end])
        lines = [block[start], *(line for line in more if not line.startswith("#"))]
        name, _, value = lines[0].partition(":")
        try:
            text = "\n".join(line.removesuffix("\r") for line in lines)
            if UNUSUAL_LINE_BREAK.search(text):
                raise yaml.YAMLError
            read = yaml.load(text, Loader=yaml.BaseLoader)
            yield from ((str(key), str(section), start + 2) for key, section in read.items())
        except (yaml.YAMLError, AttributeError):
            rest = " ".join(part.strip() for part in (value, *lines[1:]))
            yield (name.strip(" \t\"'"), rest.strip(), start + 2)
