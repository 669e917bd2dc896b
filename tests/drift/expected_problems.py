"""What a check must say of a changed file of the mixed repository, worked out from where the test put what.

Nothing of the code under test is asked: places come from the texts in `mixed`, the meaning of front
matter from PyYAML or, where no parser accepts it, from its lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

import yaml

from tests.drift.drift_repo import AGENTS, CONTENTS, CONTRACT, INDEX, MODELS, OUTPUTS, PAGES

Said = frozenset[tuple[str, str, int]]
"""Code, file and line of each problem; line 0 where the file as a whole is meant."""
NOTHING: Said = frozenset()


@dataclass(frozen=True)
class Change:
    """The bytes from `start` to `end` of a file are to be `new` ones."""

    path: str
    start: int
    end: int
    new: bytes

    def of(self, content: bytes) -> bytes:
        return content[: self.start] + self.new + content[self.end :]


@dataclass(frozen=True)
class Stretch:
    """A part of a page: of people, a marker with its line ends, or what a region holds."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True)
class Verdict:
    """What kind of change it was, and what must be said: exactly `said`, or something on one of `lines`."""

    kind: str
    said: Said = NOTHING
    lines: frozenset[int] = frozenset()


def verdict(change: Change, before: bytes) -> Verdict:
    """What must be said of one change of one file."""
    after = change.of(before)
    if change.path in PAGES:
        return of_page(change, before, after)
    if change.path in AGENTS:
        return of_agent(change.path, before, after)
    if after == before or change.path not in (*OUTPUTS, INDEX):
        return Verdict("same" if after == before else "outside")
    if change.path == INDEX:
        return Verdict("index", frozenset({("stale", INDEX, first_difference(after, before))}))
    if after.replace(b"\r\n", b"\n") == before:
        return Verdict("output", frozenset({("stale", change.path, 1)}))
    return Verdict("output", frozenset({("tampered", change.path, first_difference(after, before))}))


def first_difference(found: bytes, wanted: bytes) -> int:
    """The number of the first line that is not as wanted; the last one where lines are missing."""
    old, new = (content.decode("utf-8", errors="replace").split("\n") for content in (found, wanted))
    for number, (here, there) in enumerate(zip(old, new, strict=False), start=1):
        if here != there:
            return number
    return min(len(old), len(new) + 1)


def unreadable(path: str, content: bytes) -> Said:
    """The first byte that is no UTF-8, if there is one."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        return frozenset({("not-utf-8", path, line_of(content, error.start))})
    return NOTHING


def line_of(content: bytes, at: int) -> int:
    return content.count(b"\n", 0, at) + 1


# --- pages with regions -------------------------------------------------------------------


def stretches(path: str, content: bytes) -> list[Stretch]:
    """The page from its first byte to its last; `CONTENTS` says what stands where."""
    found: list[Stretch] = []
    at = 0
    for wanted in CONTENTS[path]:
        begin = re.compile(rb"(?:\n[ ]*(?:#|//|<!--) |<!-- )revi:begin [^\n]*? revi:[0-9a-f]{16}(?: -->)?\n?")
        opened = begin.search(content, at)
        assert opened
        inside = opened.end() + len(wanted.encode())
        assert content[opened.end() : inside] == wanted.encode()
        closed = re.compile(rb"\n?[ ]*(?:#|//|<!--) revi:end(?: -->)?").match(content, inside)
        assert closed
        end = closed.end() + (closed[0].startswith(b"\n"))
        found.append(Stretch("people", at, opened.start()))
        found.append(Stretch("marker", opened.start(), opened.end()))
        found.append(Stretch("region", opened.end(), inside))
        found.append(Stretch("marker", inside, end))
        at = end
    return [*found, Stretch("people", at, len(content))]


def of_page(change: Change, before: bytes, after: bytes) -> Verdict:
    if after == before:
        return Verdict("same")
    parts = stretches(change.path, before)
    change = _by_lines(change, before, parts)
    within = [one for one in parts if one.start <= change.start and change.end <= one.end]
    kinds = {one.kind for one in within}
    broken = unreadable(change.path, after)
    if broken:
        return Verdict("unreadable", broken)
    if "region" in kinds:
        only_ends = change.new.replace(b"\r", b"") == before[change.start : change.end] == b""
        code = "stale" if only_ends and b"\r" in change.new and _ends_line(change, before) else "tampered"
        said = (code, change.path, first_difference(after, before))
        return Verdict("region", frozenset({said}))
    if "people" in kinds:
        return Verdict("outside")
    return _of_marker(change, before, after, parts)


def _by_lines(change: Change, before: bytes, parts: list[Stretch]) -> Change:
    """A change of whole lines as one of the line ends before them, where that keeps it off a marker."""
    removed = before[change.start : change.end]
    if removed.endswith(b"\n") and change.new.endswith(b"\n"):
        return Change(change.path, change.start, change.end - 1, change.new[:-1])
    whole = all(text.endswith(b"\n") for text in (change.new, removed) if text)
    if not whole or before[change.start - 1 : change.start] != b"\n":
        return change
    new = b"\n" + change.new[:-1] if change.new else b""
    other = Change(change.path, change.start - 1, change.end - 1, new)
    fits = any(one.start <= other.start and other.end <= one.end for one in parts if one.kind != "marker")
    return other if fits and (removed or change.new) else change


def _ends_line(change: Change, before: bytes) -> bool:
    return change.new == b"\r" and before[change.end : change.end + 1] == b"\n"


def _of_marker(change: Change, before: bytes, after: bytes, parts: list[Stretch]) -> Verdict:
    """A marker was touched: it says the same as before, or is gone with its partner, or something is said."""
    hit = [number for number, one in enumerate(parts) if one.start < change.end and change.start < one.end]
    hit = hit or [number for number, one in enumerate(parts) if one.start < change.start < one.end]
    pairs = {(number - 1) // 4 * 4 + 1 for number in hit if parts[number].kind != "people"}
    if _says_the_same(change, before, after, [parts[number] for number in hit]):
        return Verdict("same")
    if all(_is_gone(change, parts[first]) and _is_gone(change, parts[first + 2]) for first in pairs):
        return Verdict("outside")
    shift = after.count(b"\n") - before.count(b"\n")
    lines: set[int] = set()
    for first in pairs:
        for mark in (parts[first], parts[first + 2]):
            text = before[mark.start : mark.end]
            line = line_of(before, mark.start + len(text) - len(text.lstrip()))
            lines |= {line, line + shift}
    return Verdict("marker", lines=frozenset(lines))


def _is_gone(change: Change, mark: Stretch) -> bool:
    return change.start <= mark.start + 1 and mark.end - 1 <= change.end and b"revi" not in change.new


def _says_the_same(change: Change, before: bytes, after: bytes, hit: list[Stretch]) -> bool:
    """Whether only blanks within one line of one marker are others, which no reader looks at."""
    if len(hit) != 1 or hit[0].kind != "marker" or before.count(b"\n") != after.count(b"\n"):
        return False
    mark = hit[0]
    old = before[mark.start : mark.end]
    new = after[mark.start : mark.end + len(after) - len(before)]
    return _spoken(old) == _spoken(new)


def _spoken(mark: bytes) -> tuple[bytes, bytes]:
    """A marker without the blanks that mean nothing, and the indent that its lines have."""
    indent = re.match(rb"\n?([ \t]*)", mark)
    words = re.sub(rb"[ \t]+", b" ", mark.strip(b" \t\n"))
    words = re.sub(rb"(<!--|#|//) ?", rb"\1", words)
    return re.sub(rb" ?-->", b"-->", words), (indent[1] if indent and mark.startswith(b"\n") else b"")


# --- agent files with an owned field ------------------------------------------------------


@dataclass(frozen=True)
class Meant:
    """Front matter as its readers take it: (name, value, line) of each field."""

    fields: tuple[tuple[str, str, int], ...]
    error_line: int
    last_line: int

    def all(self, name: str) -> list[tuple[str, int]]:
        return [(value, line) for other, value, line in self.fields if other == name]


def of_agent(path: str, before: bytes, after: bytes) -> Verdict:
    broken = unreadable(path, after)
    if broken:
        return Verdict("unreadable", broken)
    said = frozenset(_said_of_agent(path, after.decode("utf-8")))
    if said == frozenset(_said_of_agent(path, before.decode("utf-8"))):
        return Verdict("same" if before == after else "outside", said)
    drifted = any(code.startswith("field-") for code, _, _ in said)
    return Verdict("field" if drifted else "frame", said)


def wanted_model(path: str) -> str:
    return MODELS[path].strip("'\"")


def item_of(path: str) -> str:
    return path.rpartition("/")[2].removesuffix(".md")


def item_line(path: str) -> int:
    """The line of the contract that states the agent."""
    return CONTRACT[: CONTRACT.index(f"  {item_of(path)}: ")].count("\n") + 1


def _said_of_agent(path: str, text: str) -> Iterator[tuple[str, str, int]]:
    meant = description(text)
    if isinstance(meant, str):
        yield (meant, path, 1)
        if meant == "agent-without-name":
            yield ("item-without-file", "revi.yml", item_line(path))
        return
    if meant.error_line:
        yield ("front-matter-no-yaml", path, meant.error_line)
    names = [name for name, _, _ in meant.fields]
    for name in {name for name in names if names.count(name) > 1}:
        yield ("doubled-field", path, meant.all(name)[0][1])
    called = meant.all("name")[:1]
    if not called or not called[0][0].strip():
        yield ("agent-without-name", path, 1)
        yield ("item-without-file", "revi.yml", item_line(path))
        return
    if not any(value.strip() for value, _ in meant.all("description")[:1]):
        yield ("agent-without-description", path, 1)
    if called[0][0].strip() != item_of(path):
        yield ("file-without-item", path, called[0][1])
        yield ("item-without-file", "revi.yml", item_line(path))
        return
    model = meant.all("model")[:1]
    if not model:
        yield ("field-missing", path, meant.last_line)
    elif model[0][0] != wanted_model(path):
        yield ("field-differs", path, model[0][1])


ODD_BREAK = re.compile("\r(?!\n)|[\x85\u2028\u2029]")
"""What ends a line for YAML and for nobody else."""


def description(text: str) -> Meant | str:
    """The front matter of a file, or the code of what is wrong with its frame."""
    lines = text.split("\n")
    if not re.fullmatch(r"---[ \t]*\r?", lines[0]) or len(lines) == 1:
        return "agent-without-name"
    closing = next(
        (n for n, line in enumerate(lines) if n and re.fullmatch(r"(---|\.\.\.)[ \t]*\r?", line)), 0
    )
    if not closing:
        return "unclosed-front-matter"
    block = lines[1:closing]
    source = "\n".join(line.removesuffix("\r") for line in block)
    odd = ODD_BREAK.search(source)
    if odd:
        return Meant(tuple(_of_lines(block)), source.count("\n", 0, odd.start()) + 2, closing + 1)
    try:
        node = yaml.compose(source, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        return Meant(tuple(_of_lines(block)), mark.line + 2 if mark else 2, closing + 1)
    if node is not None and (not isinstance(node, yaml.MappingNode) or node.flow_style):
        return Meant(tuple(_of_lines(block)), node.start_mark.line + 2, closing + 1)
    pairs = node.value if node is not None else []
    fields = (
        (
            str(key.value),
            value.value if isinstance(value, yaml.ScalarNode) else "a list",
            value.start_mark.line + 2,
        )
        for key, value in pairs
    )
    return Meant(tuple(fields), 0, closing + 1)


def _of_lines(block: list[str]) -> Iterator[tuple[str, str, int]]:
    """What begins like a field on a line, with all that follows until the next."""
    starts = [n for n, line in enumerate(block) if re.match(r"[^\s#:,?-][^:]*:([ \t\r]|$)", line)]
    for start, end in zip(starts, [*starts[1:], len(block)], strict=True):
        more = takewhile(
            lambda line: not line.strip() or re.match(r"[ \t#]|-(\s|$)", line), block[start + 1 : end]
        )
        lines = [block[start], *(line for line in more if not line.startswith("#"))]
        name, _, value = lines[0].partition(":")
        try:
            text = "\n".join(line.removesuffix("\r") for line in lines)
            if ODD_BREAK.search(text):
                raise yaml.YAMLError
            read = yaml.load(text, Loader=yaml.BaseLoader)
            yield from ((str(key), str(one), start + 2) for key, one in read.items())
        except (yaml.YAMLError, AttributeError):
            rest = " ".join(part.strip() for part in (value, *lines[1:]))
            yield (name.strip(" \t\"'"), rest.strip(), start + 2)
