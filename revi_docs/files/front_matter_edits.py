"""Writing single fields of front matter: only their values change, everything else stays byte for byte.

What is written is read again before it is handed back; where more than the field would have changed,
the edit is refused.
"""

from __future__ import annotations

import json
import re

from revi_docs.files.front_matter import (
    Field,
    FrontMatter,
    UnclosedError,
    has_toml_front_matter,
    parse_front_matter,
)
from revi_docs.files.yaml_nodes import FieldValue
from revi_docs.files.yaml_scalars import NON_STRING_SCALAR, split_list, yaml_interpretations

_PLAIN_SCALAR = re.compile(r"[A-Za-z0-9_./](?:[A-Za-z0-9_./+@=()-]|:(?=[^\s])|,(?=.)| (?=[^\s#]))*")
_COMMENT = re.compile(r"(?:^|[ \t])#", re.MULTILINE)
_NEEDS_ESCAPE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]")


class UnquotedScalar(str):
    """A truth value or a number: it stands without quotes where a text of the same letters needs them."""

    __slots__ = ()


class FieldEditError(ValueError):
    """The field cannot be written without touching something else; the text says why."""


def field_equals(field: Field, text: str, expected: str | tuple[str, ...]) -> bool:
    """Whether a field holds the wanted value, in whichever form it is written.

    `[x]` agrees with the text `[x]`, and `a, b` with the list of a and b: both are read that way.
    """
    if isinstance(expected, tuple):
        return field.value == expected or (
            isinstance(field.value, str) and tuple(split_list(field.value)) == expected
        )
    return expected in (field.value, text[field.start : field.end])


def with_field(text: str, name: str, value: FieldValue) -> str:
    """The file's text with the field set to `value`, or without the field where that is None.

    Raises RefusedError where that cannot be done safely.
    """
    try:
        front_matter = parse_front_matter(text)
    except UnclosedError:
        raise FieldEditError("the front matter has no closing line '---'") from None
    if front_matter is None and value is not None and has_toml_front_matter(text):
        raise FieldEditError("the front matter is TOML ('+++'), and only YAML ('---') can be edited")
    if front_matter is None:
        return text if value is None else _with_new_block(text, name, value)
    matches = front_matter.fields_named(name)
    if len(matches) > 1:
        raise FieldEditError(f"'{name}' stands there twice")
    if value is None:
        edited = (
            text[: _line_start(text, matches[0].key_start)] + text[matches[0].next_line_start :]
            if matches
            else text
        )
    elif matches:
        edited = _replace_value(text, matches[0], value)
    elif front_matter.error and not front_matter.fields:
        raise FieldEditError(f"the front matter holds no fields: {front_matter.error[2]}")
    else:
        indent = (
            text[_line_start(text, front_matter.fields[0].key_start) : front_matter.fields[0].key_start]
            if front_matter.fields
            else ""
        )
        line = (
            f"{indent if not indent.strip() else ''}{name}: {_format_value(value, '')}{front_matter.newline}"
        )
        edited = text[: front_matter.end] + line + text[front_matter.end :]
    _verify_edit(front_matter, edited, name, value)
    return edited


def _line_start(text: str, offset: int) -> int:
    """Where the line begins in which an offset lies."""
    return text.rfind("\n", 0, offset) + 1


def _with_new_block(text: str, name: str, value: str | tuple[str, ...]) -> str:
    newline = "\r\n" if "\r\n" in text else "\n"
    byte_order_mark = "\ufeff" if text.startswith("\ufeff") else ""
    block = newline.join(("---", f"{name}: {_format_value(value, '')}", "---", "", ""))
    edited = byte_order_mark + block + text.removeprefix("\ufeff")
    _verify_edit(FrontMatter((), 0, 0, newline), edited, name, value)
    return edited


def _replace_value(text: str, field: Field, value: str | tuple[str, ...]) -> str:
    if field.style in ("|", ">", "{"):
        raise FieldEditError(f"'{field.name}' holds a block, and a single value belongs there")
    if field.style in ("-", "[") and _COMMENT.search(text[field.start : field.end]):
        raise FieldEditError(f"'{field.name}' holds comments between its values, and they would be lost")
    prefix, suffix = text[: field.start], text[field.end :]
    if field.style == "-" and isinstance(value, str):
        prefix = prefix.rstrip()
    if field.style == "-" and isinstance(value, tuple):
        newline = "\r\n" if "\r\n" in text[field.start : field.next_line_start] else "\n"
        indent = newline + " " * (field.column - 1) + "- "
        replacement = "- " + indent.join(_format_scalar(member, "") for member in value) if value else "[]"
    else:
        replacement = _format_value(value, field.style)
    separator = " " if prefix.endswith(":") else ""
    return prefix + separator + replacement + (" " if suffix.startswith("#") else "") + suffix


def _format_value(value: str | tuple[str, ...], style: str) -> str:
    """A value as it is written: a list in brackets where that is its style or needed, else with commas."""
    if isinstance(value, tuple) and (style == "[" or tuple(split_list(", ".join(value))) != value):
        return "[" + ", ".join(_format_scalar(member, "", ",[]{}") for member in value) + "]"
    return _format_scalar(value if isinstance(value, str) else ", ".join(value), style)


def _format_scalar(text: str, style: str, reserved_characters: str = "") -> str:
    """A text as a YAML scalar on one line, in its quotes, without any, or in double ones where it must be."""
    if style == "'" and not _NEEDS_ESCAPE.search(text):
        return "'" + text.replace("'", "''") + "'"
    is_text = isinstance(text, UnquotedScalar) or not NON_STRING_SCALAR.fullmatch(text)
    is_unambiguous = _PLAIN_SCALAR.fullmatch(text) and not yaml_interpretations(text) and is_text
    if style != '"' and is_unambiguous and not any(character in text for character in reserved_characters):
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return _NEEDS_ESCAPE.sub(lambda match: f"\\u{ord(match[0]):04x}", quoted)


def _verify_edit(original: FrontMatter, edited: str, name: str, value: FieldValue) -> None:
    """Raises RefusedError where the edit did more, or less, than it should."""
    updated = parse_front_matter(edited)
    if updated is None or bool(updated.error) > bool(original.error):
        raise FieldEditError(f"'{name}' cannot be set without breaking the front matter")
    other_fields = [(field.name, field.value, field.style) for field in original.fields if field.name != name]
    if other_fields != [
        (field.name, field.value, field.style) for field in updated.fields if field.name != name
    ]:
        raise FieldEditError(f"'{name}' cannot be set without changing another field")
    matches = updated.fields_named(name)
    if value is None:
        return
    if len(matches) != 1 or not field_equals(matches[0], edited, value):
        raise FieldEditError(f"'{name}' cannot be written so that it reads as is wanted")
