"""Writing single fields of front matter: only their values change, everything else stays byte for byte.

What is written is read again before it is handed back; where more than the field would have changed,
the edit is refused.
"""

from __future__ import annotations

import json
import re

from revi_docs.files.front_matter import Field, FrontMatter, UnclosedError, read
from revi_docs.files.nodes import Value
from revi_docs.files.scalars import NOT_A_WORD, readings

_PLAIN = re.compile(r"[A-Za-z0-9_./](?:[A-Za-z0-9_./+@=()-]|:(?=[^\s])|,(?=.)| (?=[^\s#]))*")
_COMMENT = re.compile(r"(?:^|[ \t])#", re.MULTILINE)
_HARD = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]")


class Plain(str):
    """A truth value or a number: it stands without quotes where a text of the same letters needs them."""

    __slots__ = ()


class RefusedError(ValueError):
    """The field cannot be written without touching something else; the text says why."""


def agrees(field: Field, text: str, wanted: str | tuple[str, ...]) -> bool:
    """Whether a field holds the wanted value, in whichever form it is written.

    `[x]` agrees with the text `[x]`, and `a, b` with the list of a and b: both are read that way.
    """
    if isinstance(wanted, tuple):
        return field.value == wanted or (
            isinstance(field.value, str) and tuple(_members(field.value)) == wanted
        )
    return wanted in (field.value, text[field.start : field.end])


def _members(value: str) -> list[str]:
    return [part.strip() for part in value.split(",") if part.strip()]


def with_field(text: str, name: str, value: Value) -> str:
    """The file's text with the field set to `value`, or without the field where that is None.

    Raises RefusedError where that cannot be done safely.
    """
    try:
        front = read(text)
    except UnclosedError:
        raise RefusedError("the front matter has no closing line '---'") from None
    if front is None:
        return text if value is None else _with_block(text, name, value)
    found = front.named(name)
    if len(found) > 1:
        raise RefusedError(f"'{name}' stands there twice")
    if value is None:
        edited = text[: _line(text, found[0].key)] + text[found[0].after :] if found else text
    elif found:
        edited = _replaced(text, found[0], value)
    elif front.error and not front.fields:
        raise RefusedError(f"the front matter holds no fields: {front.error[2]}")
    else:
        indent = text[_line(text, front.fields[0].key) : front.fields[0].key] if front.fields else ""
        line = f"{indent if not indent.strip() else ''}{name}: {_written(value, '')}{front.newline}"
        edited = text[: front.end] + line + text[front.end :]
    _prove(front, edited, name, value)
    return edited


def _line(text: str, at: int) -> int:
    """Where the line begins in which an offset lies."""
    return text.rfind("\n", 0, at) + 1


def _with_block(text: str, name: str, value: str | tuple[str, ...]) -> str:
    newline = "\r\n" if "\r\n" in text else "\n"
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    block = newline.join(("---", f"{name}: {_written(value, '')}", "---", "", ""))
    edited = mark + block + text.removeprefix("\ufeff")
    _prove(FrontMatter((), 0, 0, newline), edited, name, value)
    return edited


def _replaced(text: str, field: Field, value: str | tuple[str, ...]) -> str:
    if field.style in ("|", ">", "{"):
        raise RefusedError(f"'{field.name}' holds a block, and a single value belongs there")
    if field.style in ("-", "[") and _COMMENT.search(text[field.start : field.end]):
        raise RefusedError(f"'{field.name}' holds comments between its values, and they would be lost")
    before, behind = text[: field.start], text[field.end :]
    if field.style == "-" and isinstance(value, str):
        before = before.rstrip()
    if field.style == "-" and isinstance(value, tuple):
        newline = "\r\n" if "\r\n" in text[field.start : field.after] else "\n"
        indent = newline + " " * (field.column - 1) + "- "
        new = "- " + indent.join(_scalar(member, "") for member in value) if value else "[]"
    else:
        new = _written(value, field.style)
    gap = " " if before.endswith(":") else ""
    return before + gap + new + (" " if behind.startswith("#") else "") + behind


def _written(value: str | tuple[str, ...], style: str) -> str:
    """A value as it is written: a list in brackets where that is its style or needed, else with commas."""
    if isinstance(value, tuple) and (style == "[" or tuple(_members(", ".join(value))) != value):
        return "[" + ", ".join(_scalar(member, "", ",[]{}") for member in value) + "]"
    return _scalar(value if isinstance(value, str) else ", ".join(value), style)


def _scalar(text: str, style: str, more: str = "") -> str:
    """A text as a YAML scalar on one line, in its quotes, without any, or in double ones where it must be."""
    if style == "'" and not _HARD.search(text):
        return "'" + text.replace("'", "''") + "'"
    a_word = isinstance(text, Plain) or not NOT_A_WORD.fullmatch(text)
    clear = _PLAIN.fullmatch(text) and not readings(text) and a_word
    if style != '"' and clear and not any(letter in text for letter in more):
        return text
    written = json.dumps(text, ensure_ascii=False)
    return _HARD.sub(lambda found: f"\\u{ord(found[0]):04x}", written)


def _prove(before: FrontMatter, edited: str, name: str, value: Value) -> None:
    """Raises RefusedError where the edit did more, or less, than it should."""
    after = read(edited)
    if after is None or bool(after.error) > bool(before.error):
        raise RefusedError(f"'{name}' cannot be set without breaking the front matter")
    kept = [(field.name, field.value, field.style) for field in before.fields if field.name != name]
    if kept != [(field.name, field.value, field.style) for field in after.fields if field.name != name]:
        raise RefusedError(f"'{name}' cannot be set without changing another field")
    found = after.named(name)
    if value is None:
        return
    if len(found) != 1 or not agrees(found[0], edited, value):
        raise RefusedError(f"'{name}' cannot be written so that it reads as is wanted")
