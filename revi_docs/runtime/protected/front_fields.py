"""The fields of a file's front matter by their lines: enough to see whether one changes, and what it says."""

from __future__ import annotations

import re

_BLOCK = re.compile(r"\ufeff?---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*$", re.MULTILINE | re.DOTALL)
_QUOTED = re.compile(r"""("(?:[^"\\]|\\.)*"|'(?:[^']|'')*')[ \t]*(?:#.*)?""")

Said = str | tuple[str, ...]


def field(text: str | None, name: str) -> str | None:
    """A field as it is written, its further lines included; None where there is no such field.

    Of a field that stands there twice, all of it.
    """
    block = _BLOCK.match(text or "")
    if block is None:
        return None
    key = re.compile(rf"""(?:{re.escape(name)}|"{re.escape(name)}"|'{re.escape(name)}')[ \t]*:(?=[ \t]|$)""")
    found: list[str] = []
    inside = False
    for line in block[1].split("\n"):
        start = key.match(line)
        inside = start is not None or (inside and _goes_on(line))
        if inside:
            found.append(line[start.end() :] if start else line)
    return "\n".join(found).strip() if found else None


def _goes_on(line: str) -> bool:
    """Whether a line can be of the field above it."""
    return not line.strip() or line[0] in " \t#" or re.match(r"-(?=\s|$)", line) is not None


def said(written: str) -> Said:
    """What a field states: a text, or the members of a list."""
    if written.startswith("["):
        return tuple(str(said(one.strip())) for one in written.strip("[]").split(",") if one.strip())
    if written.startswith("- "):
        return tuple(str(said(one.strip())) for one in re.split(r"(?:^|\n)[ \t]*- ", written) if one.strip())
    quoted = _QUOTED.fullmatch(written)
    if quoted:
        inner = quoted[1][1:-1]
        return inner.replace("''", "'") if written[0] == "'" else re.sub(r"\\(.)", r"\1", inner)
    return re.split(r"[ \t]#", written, maxsplit=1)[0].strip()
