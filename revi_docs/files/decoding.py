"""From bytes to text: what cannot be read, is too large, is not UTF-8 or holds what no reader expects."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from revi_docs.problems.problem import Place, Problem

if TYPE_CHECKING:
    from pathlib import Path

MAX_FILE_BYTES = 4 * 1024 * 1024

_FORBIDDEN_CHARACTER = re.compile(
    "\r(?!\n)|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]"
)
"""Control characters, and what ends a line for some readers only: it would shift every place after it."""


def read_bytes(path: Path, file: str) -> tuple[bytes, tuple[Problem, ...]]:
    """The bytes of a file, or why it cannot be read. `file` is the name shown in problems."""
    try:
        with path.open("rb") as stream:
            content = stream.read(MAX_FILE_BYTES + 1)
    except OSError as error:
        return b"", (
            Problem(
                code="unreadable-file",
                message=f"cannot be read: {error.strerror or error}",
                fix="see that the file exists and may be read, or start one with 'revi-docs init'",
                places=(Place(file),),
            ),
        )
    if len(content) > MAX_FILE_BYTES:
        return b"", (
            Problem(
                code="too-large",
                message=f"is larger than {MAX_FILE_BYTES // 1024 // 1024} MiB",
                fix="split what does not belong into one contract, or remove what was pasted by mistake",
                places=(Place(file),),
            ),
        )
    return content, ()


def decode(content: bytes, file: str) -> tuple[str | None, tuple[Problem, ...]]:
    """The text of a file, None where it cannot be had, and all that is wrong with its letters."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in content[:4]:
        return None, (_not_utf_8_problem(Place(file, 1, 1), "is UTF-16 or UTF-32, not UTF-8"),)
    problems: tuple[Problem, ...] = ()
    if content.startswith(b"\xef\xbb\xbf"):
        content = content[3:]
        problems = (
            Problem(
                code="byte-order-mark",
                message="begins with a byte order mark",
                fix="save the file as UTF-8 without a byte order mark",
                places=(Place(file, 1, 1),),
            ),
        )
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        preceding = content[: error.start].decode("utf-8")
        place = Place(file, preceding.count("\n") + 1, len(preceding) - preceding.rfind("\n"))
        return None, (*problems, _not_utf_8_problem(place, f"byte 0x{content[error.start]:02x} is not UTF-8"))
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
        message=f"holds the control character U+{ord(match[0]):04X}",
        fix="end lines with a line feed" if match[0] == "\r" else "remove the character",
        places=(Place(file, preceding.count("\n") + 1, match.start() - preceding.rfind("\n")),),
    )
