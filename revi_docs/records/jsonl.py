"""JSON Lines: read one object per line in bounded memory, append whole lines atomically."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any, NamedTuple

# Arbitrary: bounds memory. A longer line is reported and skipped.
MAX_LINE_BYTES = 16 * 1024 * 1024


class Line(NamedTuple):
    """A line: its number from 1, and its object, or why it is invalid.

    `torn`: the last line, incomplete because its writer was killed (a torn write).
    """

    number: int
    value: dict[str, Any]
    error: str = ""
    torn: bool = False


def read_lines(path: str, size: int | None = None) -> Iterator[Line]:
    """The lines of a file in order, without blank lines; none if the file does not exist.

    With `size`, only the lines that start in its first bytes.

    An invalid line has its `error` set and does not affect the others. Raises OSError.
    """
    try:
        stream = open(path, "rb")  # noqa: SIM115 - closed by `with` below; only opening may fail with FileNotFoundError
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
                yield Line(number, {}, f"the line is longer than {MAX_LINE_BYTES:,} bytes")
            elif raw.strip():
                yield parse_line(number, raw, has_newline)


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
        error = "not valid JSON"
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


def append_lines(path: str, lines: bytes, *, fsync: bool = True) -> None:
    """Append whole lines in one write, so that lines of concurrent writers do not mix.

    After a torn line, starts a new line first. With `fsync`, returns only when the data is on disk. A partial
    write is undone. Raises OSError.
    """
    folder = os.path.dirname(path)
    is_new = not os.path.exists(path)
    if is_new and folder:
        os.makedirs(folder, exist_ok=True)
    # O_APPEND: each write goes to the current end of the file, even with other writers.
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
    """Lock the file until it is closed, if supported: two writers must not both repair a torn line."""
    try:
        import fcntl
    except ImportError:  # Windows
        return
    fcntl.flock(descriptor, fcntl.LOCK_EX)
