"""Read files as UTF-8 text; report unreadable or oversized files, wrong encodings and control characters."""

from __future__ import annotations

import re
from errno import EFBIG
from typing import TYPE_CHECKING

from revi_docs.files.read_file import read_file
from revi_docs.files.size_limits import CODE, FIX, MAX_FILE_BYTES
from revi_docs.problems.problem import Place, Problem

if TYPE_CHECKING:
    from pathlib import Path

_FORBIDDEN_CHARACTER = re.compile("\r(?!\n)|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
"""Control characters, and line breaks that only some readers know and that would shift line numbers."""


def read_bytes(root: Path, file: str) -> tuple[bytes, tuple[Problem, ...]]:
    """The bytes of a file of the repository, and problems if it cannot be read."""
    try:
        content = read_file(str(root), file, MAX_FILE_BYTES)
    except OSError as error:
        if error.errno == EFBIG:
            message = f"larger than {MAX_FILE_BYTES // 1024 // 1024} MiB"
            return b"", (Problem(code=CODE, message=message, fix=FIX, places=(Place(file),)),)
        message = f"cannot be read: {error.strerror or error}"
        fix = "check that the file exists and is readable"
        if isinstance(error, FileNotFoundError) and file == "revi.yml":
            message = "no revi.yml here or in any parent folder"
            fix = "run 'revi-docs init', or pass the repository with -C"
        return b"", (Problem(code="unreadable-file", message=message, fix=fix, places=(Place(file),)),)
    return content, ()


def decode(content: bytes, file: str) -> tuple[str | None, tuple[Problem, ...]]:
    """The text of a file (None if it cannot be decoded), and all problems with its encoding."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in content[:4]:
        return None, (_not_utf_8_problem(Place(file, 1, 1), "is UTF-16 or UTF-32, not UTF-8"),)
    problems: tuple[Problem, ...] = ()
    if content.startswith(b"\xef\xbb\xbf"):
        content = content[3:]
        message, fix = "starts with a byte order mark", "save the file as UTF-8 without a byte order mark"
        problems = (Problem(code="byte-order-mark", message=message, fix=fix, places=(Place(file, 1, 1),)),)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        preceding = content[: error.start].decode("utf-8")
        place = Place(file, preceding.count("\n") + 1, len(preceding) - preceding.rfind("\n"))
        message = f"byte 0x{content[error.start]:02x} is not valid UTF-8"
        return None, (*problems, _not_utf_8_problem(place, message))
    forbidden_match = _FORBIDDEN_CHARACTER.search(text)
    if forbidden_match:
        return None, (*problems, _forbidden_character_problem(forbidden_match, text, file))
    return text, problems


def _not_utf_8_problem(place: Place, message: str) -> Problem:
    return Problem(code="not-utf-8", message=message, fix="save the file as UTF-8", places=(place,))


def _forbidden_character_problem(match: re.Match[str], text: str, file: str) -> Problem:
    preceding = text[: match.start()]
    return Problem(
        code="yaml-syntax",
        message=f"contains the control character U+{ord(match[0]):04X}",
        fix="end lines with a line feed" if match[0] == "\r" else "remove the character",
        places=(Place(file, preceding.count("\n") + 1, match.start() - preceding.rfind("\n")),),
    )
