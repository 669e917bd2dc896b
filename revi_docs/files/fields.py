"""Writing single fields of front matter: only their values change, everything else stays byte for byte.

What is written is read again before it is handed back; where more than the field would have changed,
the edit is refused.
"""

from __future__ import annotations

import json
import re

from revi_docs.files.front_matter import Field, FrontMatter, UnclosedError, Value, read
from revi_docs.files.scalars import NOT_A_WORD, readings

_PLAIN = re.compile(r"[A-Za-z0-9_./](?:[A-Za-z0-9_./+@=()-]|:(?=[^\s])|,(?=.)| (?=[^\s#]))*")
_COMMENT = re.compile(r"(?:^|\s)#")
_NEXT_MEMBER = re.compile(r",(?![^(]*\))")
_HARD = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]")


class RefusedError(ValueError):
    """The field cannot be written without touching something else; the text says why."""


def agrees(field: Field, text: str, wanted: str | tuple[str, ...]) -> bool:
    """Whether a field holds the wanted value, in whichever form it is written.

    `[x]` agrees with the text `[x]`, and `a, b` with the list of a and b: both are read that way.
    """
    if isinstance(wanted, tuple):
        return field.value in (wanted, ", ".join(wanted)) or (
            isinstance(field.value, str) and tuple(_members(field.value)) == wanted
        )
    return wanted in (field.value, text[field.start : field.end])


def _members(value: str) -> list[str]:
    """The members of a list written as a text; what stands in brackets, as in `Bash(a, b)`, is one."""
    return [part.strip() for part in _NEXT_MEMBER.split(value) if part.strip()]


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
    if front.braces:
        raise RefusedError("the fields stand in braces, not one a line")
    if front.error and not front.fields:
        raise RefusedError("the front matter holds no fields")
    if value is None:
        edited = _removed(text, found[0]) if found else text
    elif found:
        edited = _replaced(text, found[0], value)
    else:
        indent = _before(text, front.fields[0].key) if front.fields else ""
        line = f"{indent if indent.isspace() else ''}{name}: {_written(value, '')}{front.newline}"
        edited = text[: front.end] + line + text[front.end :]
    _prove(front, _read_again(edited), name, value)
    return edited


def _read_again(edited: str) -> FrontMatter | None:
    try:
        return read(edited)
    except UnclosedError:
        return None


def _with_block(text: str, name: str, value: str | tuple[str, ...]) -> str:
    newline = "\r\n" if "\r\n" in text else "\n"
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    block = newline.join(("---", f"{name}: {_written(value, '')}", "---", "", ""))
    edited = mark + block + text.removeprefix("\ufeff")
    _prove(FrontMatter((), 0, 0, newline), _read_again(edited), name, value)
    return edited


def _before(text: str, offset: int) -> str:
    """What stands on the line before an offset."""
    return text[text.rfind("\n", 0, offset) + 1 : offset]


def _removed(text: str, field: Field) -> str:
    before = _before(text, field.key)
    start = field.key - len(before) if before.isspace() else field.key
    return text[:start] + text[field.after :]


def _replaced(text: str, field: Field, value: str | tuple[str, ...]) -> str:
    if field.style in ("|", ">", "{"):
        raise RefusedError(f"'{field.name}' holds a block, and a single value belongs there")
    old = text[field.start : field.end]
    over_lines = field.style == "-" or (field.style == "[" and "\n" in old)
    if over_lines and _COMMENT.search(old):
        raise RefusedError(f"'{field.name}' holds comments between its members")
    if field.style == "-" and isinstance(value, str):
        return _on_its_line(text, field, value)
    if field.style == "-":
        newline = "\r\n" if "\r\n" in text[field.start : field.after] else "\n"
        indent = newline + " " * (field.column - 1) + "- "
        new = "- " + indent.join(_scalar(member, "") for member in value)
    else:
        new = _written(value, field.style)
    before = text[: field.start]
    gap = " " if before.endswith(":") else ""
    behind = text[field.end :]
    return before + gap + new + (" " if behind.startswith("#") else "") + behind


def _on_its_line(text: str, field: Field, value: str) -> str:
    """A list, one member a line, becomes a single value behind the field's name."""
    before = text[: field.start].rstrip()
    if not before.endswith(":"):
        raise RefusedError(f"'{field.name}' holds a list, and a single value belongs there")
    return f"{before} {_scalar(value, '')}{text[field.end :]}"


def _written(value: str | tuple[str, ...], style: str) -> str:
    """A value as it is written: a list in brackets where the style is that, else with commas."""
    if style == "[" and isinstance(value, tuple):
        return "[" + ", ".join(_scalar(member, "", ",[]{}") for member in value) + "]"
    return _scalar(value if isinstance(value, str) else ", ".join(value), style)


def _scalar(text: str, style: str, more: str = "") -> str:
    """A text as a YAML scalar on one line, in its quotes, without any, or in double ones where it must be."""
    if style == "'" and not _HARD.search(text):
        return "'" + text.replace("'", "''") + "'"
    clear = _PLAIN.fullmatch(text) and not readings(text) and not NOT_A_WORD.fullmatch(text)
    if style != '"' and clear and not any(letter in text for letter in more):
        return text
    written = json.dumps(text, ensure_ascii=False)
    return _HARD.sub(lambda found: f"\\u{ord(found[0]):04x}", written)


def _prove(before: FrontMatter, after: FrontMatter | None, name: str, value: Value) -> None:
    """Raises RefusedError where the edit did more, or less, than it should."""
    if after is None or bool(after.error) > bool(before.error):
        raise RefusedError(f"'{name}' cannot be set without breaking the front matter")
    kept = [(field.name, field.value, field.style) for field in before.fields if field.name != name]
    if kept != [(field.name, field.value, field.style) for field in after.fields if field.name != name]:
        raise RefusedError(f"'{name}' cannot be set without changing another field")
    found = after.named(name)
    if value is None:
        return
    if len(found) != 1 or found[0].value not in (value, ", ".join(value), (value,)):
        raise RefusedError(f"'{name}' cannot be written so that it reads as is wanted")
