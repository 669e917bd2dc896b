"""A trace in one pass, fast: runs of lines that need only be counted, and every other line read as JSON.

Most lines of a trace are calls of tools and the like. As `emit` writes them, one expression sees that they
are sound JSON and what they tell of, many at once. What it does not know is read as any other line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from revi_docs.records.lines import LONGEST, Line, parsed

BLOCK = 1 << 20
"""Bytes that are read at once."""

_TEXT = rb'"[ !#-\[\]-~]*+"'
_VALUE = rb"(?:" + _TEXT + rb"|0|[1-9][0-9]*+|true|false)"


class Plain(NamedTuple):
    """Lines of plain events, one after the other: how many, and their bytes."""

    lines: int
    content: bytes

    @property
    def first(self) -> str:
        """The time of the first."""
        return self.content.split(b'"', 4)[3].decode()

    def count(self, event: bytes) -> int:
        """How many of them are of the event."""
        return self.content.count(b'"event": "%s"' % event) + self.content.count(b'"event":"%s"' % event)


def plain_lines(story: str, events: tuple[str, ...]) -> re.Pattern[bytes]:
    """Sees runs of lines of these events: flat, in ASCII, and beginning as every event of the story does."""
    named = b"|".join(re.escape(event.encode()) for event in events)
    head = rb'\{"timestamp": ?%s, ?"storyId": ?"%s", ?"event": ?"(?:%s)"' % (
        _TEXT,
        re.escape(story.encode()),
        named,
    )
    return re.compile(rb"(?:" + head + rb'(?:, ?"\w++": ?' + _VALUE + rb")*+\}\n)++", re.ASCII)


def read_trace(path: str, plain: re.Pattern[bytes], own: bytes) -> Iterator[Plain | Line]:
    """The lines of a trace in order, runs of plain ones together; none where there is no file.

    `own` is a key that no plain line has: lines with it are read. Raises OSError.
    """
    try:
        stream = open(path, "rb")  # noqa: SIM115 - it is closed below, and what is missing is no error
    except FileNotFoundError:
        return
    with stream:
        number, rest = 1, b""
        while block := stream.read(BLOCK):
            block = rest + block
            end = block.rfind(b"\n") + 1
            for one in _parts(block, end, plain):
                if isinstance(one, bytes) or not _is_plain(one, own):
                    lines = [one] if isinstance(one, bytes) else one.content.splitlines(keepends=True)
                    yield from (parsed(at, line) for at, line in enumerate(lines, number) if line.strip())
                    number += len(lines)
                else:
                    yield one
                    number += one.lines
            rest = block[end:]
            if len(rest) >= LONGEST:
                yield Line(number, {}, f"is longer than {LONGEST:,} bytes")
                number, rest = number + 1, b""
                while (part := stream.readline(LONGEST)) and not part.endswith(b"\n"):
                    pass
        if rest.strip():
            yield parsed(number, rest, ended=False)


def _parts(block: bytes, end: int, plain: re.Pattern[bytes]) -> Iterator[Plain | bytes]:
    """The lines of a block up to its last end of line: runs that look plain, and single ones."""
    at = 0
    while at < end:
        run = plain.match(block, at, end)
        if run is not None:
            yield Plain(run[0].count(b"\n"), run[0])
            at = run.end()
        else:
            stop = block.find(b"\n", at) + 1
            yield block[at:stop]
            at = stop


def _is_plain(run: Plain, own: bytes) -> bool:
    """Whether each line has its keys once, and none has the other; no text can hold a quote."""
    once = (run.content.count(key) == run.lines for key in (b'"event"', b'"storyId"'))
    return all(once) and own not in run.content
