"""JSON Lines: read one object per line in bounded memory, and encode one."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from revi_docs.files.read_file import open_outside, open_stream

# Arbitrary: bounds memory. A longer line is reported and skipped.
MAX_LINE_BYTES = 16 * 1024 * 1024

_LATER_MARKERS = (b"=======", b">>>>>>> ", b"||||||| ")
"""What git writes in a merge conflict after its first marker."""


class Line(NamedTuple):
    """A line: its number from 1, and its object, or why it is invalid.

    `torn`: the last line, incomplete because its writer was killed (a torn write).
    """

    number: int
    value: dict[str, Any]
    error: str = ""
    torn: bool = False


def read_lines(path: str, root: str = "", size: int | None = None) -> Iterator[Line]:
    """The lines of a file in order, without blank lines; none if the file does not exist.

    With `root`, the file belongs to the repository there; with `size`, only the lines that start in its first bytes.
    An invalid line has its `error` set and does not affect the others. Raises OSError.
    """
    in_conflict = False
    for number, raw, has_newline in read_raw_lines(path, root, size):
        if in_conflict and raw.startswith(_LATER_MARKERS):
            continue  # The conflict is reported once, at its first marker; the lines of both sides are read.
        in_conflict = in_conflict or raw.startswith(b"<<<<<<< ")
        if len(raw) == MAX_LINE_BYTES and not has_newline:
            yield Line(number, {}, f"the line is longer than {MAX_LINE_BYTES:,} bytes")
        else:
            yield parse_line(number, raw, has_newline)


def read_raw_lines(path: str, root: str = "", size: int | None = None) -> Iterator[tuple[int, bytes, bool]]:
    """The number, the bytes and whether it ends with a line feed, of each line that is not blank.

    A line that is too long is cut at `MAX_LINE_BYTES`. `root` and `size` as in `read_lines`. Raises OSError.
    """
    try:
        stream = open_stream(root, path) if root else open_outside(path)
    except FileNotFoundError:
        return
    with stream:
        number = 0
        while (size is None or stream.tell() < size) and (raw := stream.readline(MAX_LINE_BYTES)):
            number += 1
            has_newline = raw.endswith(b"\n")
            if not has_newline and len(raw) == MAX_LINE_BYTES:
                while (rest := stream.readline(MAX_LINE_BYTES)) and not rest.endswith(b"\n"):
                    pass
                yield number, raw, False
            elif raw.strip():
                yield number, raw, has_newline


def parse_line(number: int, raw: bytes, has_newline: bool = True) -> Line:
    """Parse the bytes of a line; `has_newline` is False if the file ends without a line feed."""
    error = ""
    if raw.startswith(b"{"):
        # Fast path for what `encode_line` writes: `decode` below scans for whitespace with a regex twice.
        try:
            text = raw.decode()
            value, end = _SCAN_ONCE(text, 0)
            if not text[end:].strip(" \t\r\n"):
                return Line(number, value)
        except (ValueError, RecursionError, StopIteration):
            pass
    try:
        # surrogatepass: some writers encode lone surrogates of file names.
        value = _DECODE(raw.removeprefix(_BYTE_ORDER_MARK).decode("utf-8", "surrogatepass"))
    except (ValueError, RecursionError):
        error = "unresolved merge conflict" if raw.startswith(b"<<<<<<< ") else "not valid JSON"
    else:
        if isinstance(value, dict):
            return Line(number, value)
        error = "not a JSON object"
    if not has_newline:
        return Line(number, {}, "incomplete line: its writer was stopped", torn=True)
    return Line(number, {}, error)


def _reject_constant(constant: str) -> object:
    raise ValueError(constant)


_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
# Created once: `json.loads` with `parse_constant` creates a decoder per call.
_DECODER = json.JSONDecoder(parse_constant=_reject_constant)

_SCAN_ONCE: Callable[[str, int], tuple[Any, int]] = _DECODER.scan_once  # type: ignore[attr-defined]  # missing in typeshed
_DECODE = _DECODER.decode


def encode_line(value: object) -> bytes:
    """Encode an object as one line of UTF-8 with a line feed."""
    text = json.dumps(value, ensure_ascii=False, separators=(", ", ": "), allow_nan=False)
    return text.encode("utf-8", "backslashreplace") + b"\n"
