"""Read a trace fast, in one pass: batches of lines that only need counting, and other lines as JSON.

Most events of a trace are tool calls. In the format that `revi plumbing trace emit` writes, one regular expression
recognizes many of them at once as valid JSON with a known event. Any other line is parsed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from revi_docs.files.read_file import open_outside, open_stream
from revi_docs.records.jsonl import MAX_LINE_BYTES, Line, parse_line

# Arbitrary: bytes per read. Large enough that the cost per block does not matter.
BLOCK_BYTES = 1 << 20

# Printable ASCII without quotes and backslashes. Possessive quantifiers (`*+`) prevent backtracking over a
# whole block when a line does not match.
_TEXT = rb'"[ !#-\[\]-~]*+"'
_VALUE = rb"(?:" + _TEXT + rb"|[1-9][0-9]*+|true|false|0)"


class PlainEventBatch(NamedTuple):
    """Consecutive lines of plain events: their number and bytes."""

    line_count: int
    content: bytes

    @property
    def first_timestamp(self) -> str:
        """The timestamp of the first event."""
        return self.content.split(b'"', 4)[3].decode()

    def count_event(self, event: str) -> int:
        """The number of events of one kind."""
        gap = b" " if self.content[13:14] == b" " else b""
        return self.content.count(b'"event":%s"%s"' % (gap, event.encode()))


class PlainEventFilter(NamedTuple):
    """Selects the lines that need no parsing: events of one story and of these kinds.

    The most frequent kind comes first. A line with the field `excluded_field` is parsed anyway.
    """

    story: str
    events: tuple[str, ...]
    excluded_field: str

    def pattern(self, gap: bytes) -> re.Pattern[bytes]:
        """A pattern for consecutive plain lines: flat, ASCII, with the fields of every event first.

        `gap` follows each `:` and `,`. Strings with quotes or escapes do not match, so a quoted name followed
        by a colon is always a key.
        """
        event_names = b"|".join(re.escape(event.encode()) for event in self.events)
        colon, comma = b":" + gap, b"," + gap
        prefix = rb'\{"timestamp"' + colon + _TEXT + comma + b'"storyId"' + colon
        prefix += rb'"%s"%s"event"%s"(?:%s)"' % (re.escape(self.story.encode()), comma, colon, event_names)
        keys = ("event", "storyId", self.excluded_field)
        reserved_keys = b"|".join(re.escape(key.encode()) for key in keys)
        pair = b"(?:" + comma + rb'"(?!(?:' + reserved_keys + rb')")\w++"' + colon + _VALUE + b")*+"
        return re.compile(b"(?:" + prefix + pair + rb"\}\n)++", re.ASCII)


def read_trace(path: str, event_filter: PlainEventFilter, root: str = "") -> Iterator[PlainEventBatch | Line]:
    """The lines of a trace in order, plain ones in batches; none if the file is missing. `root` as in `read_lines`."""
    try:
        stream = open_stream(root, path) if root else open_outside(path)
    except FileNotFoundError:
        # A story has no trace until its first run.
        return
    with stream:
        number, rest = 1, b""
        # The first line decides which of the two separator styles the pattern expects.
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
                yield Line(number, {}, f"the line is longer than {MAX_LINE_BYTES:,} bytes")
                number, rest = number + 1, b""
                _skip_line(stream)
        if rest.strip():
            yield parse_line(number, rest, has_newline=False)


def _skip_line(stream: BinaryIO) -> None:
    """Skip to the start of the next line."""
    while (chunk := stream.readline(MAX_LINE_BYTES)) and not chunk.endswith(b"\n"):
        pass


def _split_block(block: bytes, end: int, pattern: re.Pattern[bytes]) -> Iterator[PlainEventBatch | bytes]:
    """The complete lines of a block: batches of plain lines, and single other lines."""
    offset = 0
    match, find = pattern.match, block.find
    while offset < end:
        run = match(block, offset, end)
        if run is not None:
            yield PlainEventBatch(run[0].count(b"\n"), run[0])
            offset = run.end()
        else:
            line_end = find(b"\n", offset) + 1
            yield block[offset:line_end]
            offset = line_end
