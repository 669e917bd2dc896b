"""Files of one JSON object a line: read one by one in bounded memory, appended whole or not at all."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any, NamedTuple

MAX_LINE_BYTES = 16 * 1024 * 1024
"""Bytes of the longest line that is read; a longer one is a fault, and is skipped."""


class Line(NamedTuple):
    """A line that was read: its number from 1, and its object, or what is wrong with it.

    `torn`: it is the last one and has no end, so that its writer was stopped in the middle.
    """

    number: int
    value: dict[str, Any]
    error: str = ""
    torn: bool = False


def read_lines(path: str) -> Iterator[Line]:
    """The lines of a file, in order; none where there is no file. Blank lines are left out.

    A line that is no object of JSON comes with its fault, and hides no other. Raises OSError.
    """
    try:
        stream = open(path, "rb")  # noqa: SIM115 - it is closed below, and what is missing is no error
    except FileNotFoundError:
        return
    with stream:
        number = 0
        while raw := stream.readline(MAX_LINE_BYTES):
            number += 1
            has_newline = raw.endswith(b"\n")
            if not has_newline and len(raw) == MAX_LINE_BYTES:
                while (rest := stream.readline(MAX_LINE_BYTES)) and not rest.endswith(b"\n"):
                    pass
                yield Line(number, {}, f"is longer than {MAX_LINE_BYTES:,} bytes")
            elif raw.strip():
                yield parse_line(number, raw, has_newline)


def parse_line(number: int, raw: bytes, has_newline: bool = True) -> Line:
    """The line of these bytes; `ended` says whether a line end followed them."""
    error = ""
    if raw.startswith(b"{"):
        try:
            text = raw.decode()
            value, end = _SCAN_ONCE(text, 0)
            if not text[end:].strip(" \t\r\n"):
                return Line(number, value)
        except (ValueError, RecursionError, StopIteration):
            pass
    try:
        value = _DECODE(raw.removeprefix(_BYTE_ORDER_MARK).decode("utf-8", "surrogatepass"))
    except (ValueError, RecursionError):
        error = "is no JSON"
    else:
        if isinstance(value, dict):
            return Line(number, value)
        error = "is no JSON object"
    if not has_newline:
        return Line(number, {}, "ends in the middle: its writer was stopped", torn=True)
    return Line(number, {}, error)


def _reject_constant(constant: str) -> object:
    raise ValueError(constant)


_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_DECODER = json.JSONDecoder(parse_constant=_reject_constant)
"""Made once: `json.loads` would make one for each line."""

_SCAN_ONCE: Callable[[str, int], tuple[Any, int]] = _DECODER.scan_once  # type: ignore[attr-defined]
_DECODE = _DECODER.decode


def encode_line(value: object) -> bytes:
    """An object as one line, in UTF-8."""
    text = json.dumps(value, ensure_ascii=False, separators=(", ", ": "), allow_nan=False)
    return text.encode("utf-8", "backslashreplace") + b"\n"


def append_lines(path: str, lines: bytes, *, fsync: bool = True) -> None:
    """Adds whole lines at the end, in one write, so that those of other writers stay whole.

    After a line that a stopped writer left without its end, a new line is begun first. `lasting`: not
    back before the disk has it. What could be written in part only is taken back. Raises OSError.
    """
    folder = os.path.dirname(path)
    is_new = not os.path.exists(path)
    if is_new and folder:
        os.makedirs(folder, exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        _lock_file(descriptor)
        size = os.fstat(descriptor).st_size
        torn = size > 0 and os.pread(descriptor, 1, size - 1) != b"\n"
        content = b"\n" + lines if torn else lines
        try:
            written_bytes = os.write(descriptor, content)
            while written_bytes < len(content):
                written_bytes += os.write(descriptor, content[written_bytes:])
        except OSError:
            with suppress(OSError):
                os.ftruncate(descriptor, size)
            raise
        if fsync:
            os.fsync(descriptor)
    finally:
        os.close(descriptor)
    if is_new and fsync:
        from revi_docs.files.atomic_write import fsync_folder

        fsync_folder(folder)


def _lock_file(descriptor: int) -> None:
    """Holds the file until it is closed, where the system can: two writers mend one torn end once."""
    try:
        import fcntl
    except ImportError:  # not on this system
        return
    fcntl.flock(descriptor, fcntl.LOCK_EX)
