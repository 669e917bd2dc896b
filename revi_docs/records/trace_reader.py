"""A trace in one pass, fast: runs of lines that need only be counted, and every other line read as JSON.

Most lines of a trace are calls of tools and the like. As `emit` writes them, one expression sees that they
are sound JSON and what they tell of, many at once. What it does not know is read as any other line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from revi_docs.records.jsonl import MAX_LINE_BYTES, Line, parse_line

BLOCK_BYTES = 1 << 20
"""Bytes that are read at once."""

_TEXT = rb'"[ !#-\[\]-~]*+"'
_VALUE = rb"(?:" + _TEXT + rb"|[1-9][0-9]*+|true|false|0)"


class PlainEventBatch(NamedTuple):
    """Lines of plain events, one after the other: how many, and their bytes."""

    line_count: int
    content: bytes

    @property
    def first_timestamp(self) -> str:
        """The time of the first."""
        return self.content.split(b'"', 4)[3].decode()

    def count_event(self, event: str) -> int:
        """How many of them are of the event."""
        gap = b" " if self.content[13:14] == b" " else b""
        return self.content.count(b'"event":%s"%s"' % (gap, event.encode()))


class PlainEventFilter(NamedTuple):
    """Which lines need not be read: those of a story and of these events, the most frequent ones first.

    `key` is a field that makes a line one to be read.
    """

    story: str
    events: tuple[str, ...]
    excluded_field: str

    def pattern(self, gap: bytes) -> re.Pattern[bytes]:
        """Sees runs of them: flat, in ASCII, beginning as every event does, each key once.

        `gap` follows each `:` and `,`. No text can hold a quote, so that what looks like a key is one.
        """
        event_names = b"|".join(re.escape(event.encode()) for event in self.events)
        colon, comma = b":" + gap, b"," + gap
        prefix = rb'\{"timestamp"' + colon + _TEXT + comma + b'"storyId"' + colon
        prefix += rb'"%s"%s"event"%s"(?:%s)"' % (re.escape(self.story.encode()), comma, colon, event_names)
        reserved_keys = b"|".join(
            re.escape(key.encode()) for key in ("event", "storyId", self.excluded_field)
        )
        pair = b"(?:" + comma + rb'"(?!(?:' + reserved_keys + rb')")\w++"' + colon + _VALUE + b")*+"
        return re.compile(b"(?:" + prefix + pair + rb"\}\n)++", re.ASCII)


def read_trace(path: str, event_filter: PlainEventFilter) -> Iterator[PlainEventBatch | Line]:
    """The lines of a trace in order, runs of plain ones together; none where there is no file.

    Raises OSError.
    """
    try:
        stream = open(path, "rb")  # noqa: SIM115 - it is closed below, and what is missing is no error
    except FileNotFoundError:
        return
    with stream:
        number, rest = 1, b""
        pattern = event_filter.pattern(b"" if stream.peek(20).startswith(b'{"timestamp":"') else b" ")
        while block := stream.read(BLOCK_BYTES):
            block = rest + block
            end = block.rfind(b"\n") + 1
            for part in _split_block(block, end, pattern):
                if isinstance(part, PlainEventBatch):
                    yield part
                    number += part.line_count
                else:
                    if part.strip():
                        yield parse_line(number, part)
                    number += 1
            rest = block[end:]
            if len(rest) >= MAX_LINE_BYTES:
                yield Line(number, {}, f"is longer than {MAX_LINE_BYTES:,} bytes")
                number, rest = number + 1, b""
                _skip_line(stream)
        if rest.strip():
            yield parse_line(number, rest, has_newline=False)


def _skip_line(stream: BinaryIO) -> None:
    """Goes on behind the next end of line."""
    while (chunk := stream.readline(MAX_LINE_BYTES)) and not chunk.endswith(b"\n"):
        pass


def _split_block(block: bytes, end: int, pattern: re.Pattern[bytes]) -> Iterator[PlainEventBatch | bytes]:
    """The lines of a block up to its last end of line: runs that look plain, and single ones."""
    offset = 0
    match, find = pattern.match, block.find
    while offset < end:
        run = match(block, offset, end)
        if run is not None:
            content = run[0]
            yield PlainEventBatch(content.count(b"\n"), content)
            offset = run.end()
        else:
            line_end = find(b"\n", offset) + 1
            yield block[offset:line_end]
            offset = line_end
