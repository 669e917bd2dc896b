"""A trace in one pass, fast: runs of lines that need only be counted, and every other line read as JSON.

Most lines of a trace are calls of tools and the like. As `emit` writes them, one expression sees that they
are sound JSON and what they tell of, many at once. What it does not know is read as any other line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from revi_docs.records.lines import LONGEST, Line, parsed

BLOCK = 1 << 20
"""Bytes that are read at once."""

_TEXT = rb'"[ !#-\[\]-~]*+"'
_VALUE = rb"(?:" + _TEXT + rb"|[1-9][0-9]*+|true|false|0)"


class Plain(NamedTuple):
    """Lines of plain events, one after the other: how many, and their bytes."""

    lines: int
    content: bytes

    @property
    def first(self) -> str:
        """The time of the first."""
        return self.content.split(b'"', 4)[3].decode()

    def count(self, event: str) -> int:
        """How many of them are of the event."""
        gap = b" " if self.content[13:14] == b" " else b""
        return self.content.count(b'"event":%s"%s"' % (gap, event.encode()))


class PlainEvents(NamedTuple):
    """Which lines need not be read: those of a story and of these events, the most frequent ones first.

    `key` is a field that makes a line one to be read.
    """

    story: str
    events: tuple[str, ...]
    key: str

    def pattern(self, gap: bytes) -> re.Pattern[bytes]:
        """Sees runs of them: flat, in ASCII, beginning as every event does, each key once.

        `gap` follows each `:` and `,`. No text can hold a quote, so that what looks like a key is one.
        """
        named = b"|".join(re.escape(event.encode()) for event in self.events)
        colon, comma = b":" + gap, b"," + gap
        head = rb'\{"timestamp"' + colon + _TEXT + comma + b'"storyId"' + colon
        head += rb'"%s"%s"event"%s"(?:%s)"' % (re.escape(self.story.encode()), comma, colon, named)
        own = b"|".join(re.escape(key.encode()) for key in ("event", "storyId", self.key))
        pair = b"(?:" + comma + rb'"(?!(?:' + own + rb')")\w++"' + colon + _VALUE + b")*+"
        return re.compile(b"(?:" + head + pair + rb"\}\n)++", re.ASCII)


def read_trace(path: str, plain: PlainEvents) -> Iterator[Plain | Line]:
    """The lines of a trace in order, runs of plain ones together; none where there is no file.

    Raises OSError.
    """
    try:
        stream = open(path, "rb")  # noqa: SIM115 - it is closed below, and what is missing is no error
    except FileNotFoundError:
        return
    with stream:
        number, rest = 1, b""
        pattern = plain.pattern(b"" if stream.peek(20).startswith(b'{"timestamp":"') else b" ")
        while block := stream.read(BLOCK):
            block = rest + block
            end = block.rfind(b"\n") + 1
            for one in _parts(block, end, pattern):
                if isinstance(one, Plain):
                    yield one
                    number += one.lines
                else:
                    if one.strip():
                        yield parsed(number, one)
                    number += 1
            rest = block[end:]
            if len(rest) >= LONGEST:
                yield Line(number, {}, f"is longer than {LONGEST:,} bytes")
                number, rest = number + 1, b""
                _skip_line(stream)
        if rest.strip():
            yield parsed(number, rest, ended=False)


def _skip_line(stream: BinaryIO) -> None:
    """Goes on behind the next end of line."""
    while (part := stream.readline(LONGEST)) and not part.endswith(b"\n"):
        pass


def _parts(block: bytes, end: int, pattern: re.Pattern[bytes]) -> Iterator[Plain | bytes]:
    """The lines of a block up to its last end of line: runs that look plain, and single ones."""
    at = 0
    match, find = pattern.match, block.find
    while at < end:
        run = match(block, at, end)
        if run is not None:
            content = run[0]
            yield Plain(content.count(b"\n"), content)
            at = run.end()
        else:
            stop = find(b"\n", at) + 1
            yield block[at:stop]
            at = stop
