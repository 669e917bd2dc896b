"""Files of one JSON object a line: read one by one in bounded memory, appended whole or not at all."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any, NamedTuple

LONGEST = 16 * 1024 * 1024
"""Bytes of the longest line that is read; a longer one is a fault, and is skipped."""


class Line(NamedTuple):
    """A line that was read: its number from 1, and its object, or what is wrong with it.

    `torn`: it is the last one and has no end, so that its writer was stopped in the middle.
    """

    number: int
    value: dict[str, Any]
    fault: str = ""
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
        while raw := stream.readline(LONGEST):
            number += 1
            ended = raw.endswith(b"\n")
            if not ended and len(raw) == LONGEST:
                while (rest := stream.readline(LONGEST)) and not rest.endswith(b"\n"):
                    pass
                yield Line(number, {}, f"is longer than {LONGEST:,} bytes")
            elif raw.strip():
                yield parsed(number, raw, ended)


def parsed(number: int, raw: bytes, ended: bool = True) -> Line:
    """The line of these bytes; `ended` says whether a line end followed them."""
    fault = ""
    if raw.startswith(b"{"):
        try:
            text = raw.decode()
            value, end = _SCAN(text, 0)
            if not text[end:].strip(" \t\r\n"):
                return Line(number, value)
        except (ValueError, RecursionError, StopIteration):
            pass
    try:
        value = _DECODE(raw.removeprefix(_MARK).decode("utf-8", "surrogatepass"))
    except (ValueError, RecursionError):
        fault = "is no JSON"
    else:
        if isinstance(value, dict):
            return Line(number, value)
        fault = "is no JSON object"
    if not ended:
        return Line(number, {}, "ends in the middle: its writer was stopped", torn=True)
    return Line(number, {}, fault)


def _refuse(word: str) -> object:
    raise ValueError(word)


_MARK = b"\xef\xbb\xbf"
_JSON = json.JSONDecoder(parse_constant=_refuse)
"""Made once: `json.loads` would make one for each line."""

_SCAN: Callable[[str, int], tuple[Any, int]] = _JSON.scan_once  # type: ignore[attr-defined]
_DECODE = _JSON.decode


def as_line(value: object) -> bytes:
    """An object as one line, in UTF-8."""
    text = json.dumps(value, ensure_ascii=False, separators=(", ", ": "), allow_nan=False)
    return text.encode("utf-8", "backslashreplace") + b"\n"


def append_lines(path: str, lines: bytes, *, lasting: bool = True) -> None:
    """Adds whole lines at the end, in one write, so that those of other writers stay whole.

    After a line that a stopped writer left without its end, a new line is begun first. `lasting`: not
    back before the disk has it. What could be written in part only is taken back. Raises OSError.
    """
    folder = os.path.dirname(path)
    fresh = not os.path.exists(path)
    if fresh and folder:
        os.makedirs(folder, exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        _locked(descriptor)
        size = os.fstat(descriptor).st_size
        torn = size > 0 and os.pread(descriptor, 1, size - 1) != b"\n"
        content = b"\n" + lines if torn else lines
        try:
            done = os.write(descriptor, content)
            while done < len(content):
                done += os.write(descriptor, content[done:])
        except OSError:
            with suppress(OSError):
                os.ftruncate(descriptor, size)
            raise
        if lasting:
            os.fsync(descriptor)
    finally:
        os.close(descriptor)
    if fresh and lasting:
        from revi_docs.files.replace import sync_folder

        sync_folder(folder)


def _locked(descriptor: int) -> None:
    """Holds the file until it is closed, where the system can: two writers mend one torn end once."""
    try:
        import fcntl
    except ImportError:  # not on this system
        return
    fcntl.flock(descriptor, fcntl.LOCK_EX)
