"""Edit single fields of front matter: only the value changes, everything else stays byte for byte.

The result is parsed again before it is returned; an edit that would change anything else is rejected.
"""

from __future__ import annotations

import re

from revi_docs.files.markdown.front_matter import FrontMatter, parse_front_matter
from revi_docs.files.markdown.front_matter_block import (
    FrontMatterError,
    OversizedBlockError,
    UnclosedError,
    other_format,
)
from revi_docs.files.yaml.yaml_fields import Field
from revi_docs.files.yaml.yaml_nodes import FieldValue
from revi_docs.files.yaml.yaml_scalars import (
    NEEDS_ESCAPE,
    NON_STRING_SCALAR,
    split_list,
    split_tools,
    to_json,
    yaml_interpretations,
)
from revi_docs.targets.claude import TOOL_FIELDS

# A conservative subset of plain YAML scalars; any other string gets double quotes.
_PLAIN_SCALAR = re.compile(r"[A-Za-z0-9_./](?:[A-Za-z0-9_./+@=()-]|:(?=[^\s])|,(?=.)| (?=[^\s#]))*")
# An edit would lose a comment inside a list, so such a list is not edited.
_COMMENT = re.compile(r"(?:^|[ \t])#", re.MULTILINE)


class UnquotedScalar(str):
    """A boolean or a number: written without quotes, although a string of the same text needs them."""

    __slots__ = ()


class FieldEditError(FrontMatterError):
    """The field cannot be set without changing something else; the text is the reason."""

    def __init__(self, message: str) -> None:
        super().__init__("field-differs", message, "edit this field manually")


def field_equals(field: Field, text: str, expected: str | tuple[str, ...]) -> bool:
    """Whether a field has the expected value, in any notation.

    The source text `[x]` equals the string `[x]`, and `a, b` equals the list of a and b, because agent
    platforms read them so; in a list of tools, `a b` does, too.
    """
    if isinstance(expected, tuple) and isinstance(field.value, str):
        is_tools = field.name in TOOL_FIELDS and split_tools(field.value) == split_tools(", ".join(expected))
        return is_tools or expected == tuple(split_list(field.value))
    if isinstance(expected, tuple):
        return expected == field.value
    return expected in (field.value, text[field.start : field.end])


def with_field(text: str, name: str, value: FieldValue) -> str:
    """The file's text with the field set to `value`, or removed if that is None.

    Raises FieldEditError if that cannot be done safely.
    """
    try:
        front_matter = parse_front_matter(text)
    except UnclosedError:
        raise FieldEditError("the front matter has no closing line '---'") from None
    except OversizedBlockError as error:
        raise FieldEditError(str(error)) from None
    if front_matter is None and value is not None and (format_name := other_format(text)):
        raise FieldEditError(f"the front matter is {format_name}, and only YAML ('---') can be edited")
    if front_matter is None:
        return text if value is None else _with_new_block(text, name, value)
    matches = front_matter.fields_named(name)
    if len(matches) > 1:
        raise FieldEditError(f"'{name}' is defined twice")
    if value is None:
        edited = text
        if matches:
            edited = text[: _line_start(text, matches[0].key_start)] + text[matches[0].next_line_start :]
    elif matches:
        edited = replaced_value(text, matches[0], value)
    elif front_matter.error and not front_matter.fields:
        raise FieldEditError(f"the front matter has no fields: {front_matter.error[2]}")
    else:
        first_key = front_matter.fields[0].key_start if front_matter.fields else 0
        indent = text[_line_start(text, first_key) : first_key]
        indent = "" if indent.strip() else indent
        line = f"{indent}{name}: {format_value(value, '')}{front_matter.newline}"
        edited = text[: front_matter.end] + line + text[front_matter.end :]
    # The edits above are textual. Parse the result, so that an unforeseen syntax cannot corrupt the file.
    _verify_edit(front_matter, edited, name, value)
    return edited


def _line_start(text: str, offset: int) -> int:
    """The offset of the start of a line that contains `offset`."""
    return text.rfind("\n", 0, offset) + 1


def _with_new_block(text: str, name: str, value: str | tuple[str, ...]) -> str:
    newline = "\r\n" if "\r\n" in text else "\n"
    byte_order_mark = "\ufeff" if text.startswith("\ufeff") else ""
    block = newline.join(("---", f"{name}: {format_value(value, '')}", "---", "", ""))
    edited = byte_order_mark + block + text.removeprefix("\ufeff")
    _verify_edit(FrontMatter((), 0, 0, newline), edited, name, value)
    return edited


def replaced_value(text: str, field: Field, value: str | tuple[str, ...], reserved_characters: str = "") -> str:
    """Return the text with another value of a field, in its notation; raises FieldEditError if that is a block.

    `reserved_characters` cannot be in a value without quotes: between braces, commas and brackets.
    """
    if field.style in ("|", ">", "{"):
        raise FieldEditError(f"'{field.name}' is a block or mapping; replace it with a single value")
    if field.style in ("-", "[") and _COMMENT.search(text[field.start : field.end]):
        raise FieldEditError(f"'{field.name}' contains comments between its values, which would be lost")
    prefix, suffix = text[: field.start], text[field.end :]
    if field.style == "-" and isinstance(value, str):
        prefix = prefix.rstrip()
    if field.style == "-" and isinstance(value, tuple):
        newline = "\r\n" if "\r\n" in text[field.start : field.next_line_start] else "\n"
        indent = newline + " " * (field.column - 1) + "- "
        replacement = "- " + indent.join(_format_scalar(member, "") for member in value) if value else "[]"
    else:
        replacement = format_value(value, field.style, reserved_characters)
    separator = " " if prefix.endswith(":") else ""
    return prefix + separator + replacement + (" " if suffix.startswith("#") else "") + suffix


def format_value(value: str | tuple[str, ...], style: str, reserved_characters: str = "") -> str:
    """The YAML of a value: a list in brackets if that is its style or necessary, else separated by commas."""
    if isinstance(value, tuple) and (style == "[" or tuple(split_list(", ".join(value))) != value):
        return "[" + ", ".join(_format_scalar(member, "", ",[]{}") for member in value) + "]"
    return _format_scalar(value if isinstance(value, str) else ", ".join(value), style, reserved_characters)


def _format_scalar(text: str, style: str, reserved_characters: str = "") -> str:
    """A string as a one-line YAML scalar: in its previous quotes, unquoted, or double-quoted if necessary."""
    if style == "'" and not NEEDS_ESCAPE.search(text):
        return "'" + text.replace("'", "''") + "'"
    is_text = isinstance(text, UnquotedScalar) or not NON_STRING_SCALAR.fullmatch(text)
    is_unambiguous = _PLAIN_SCALAR.fullmatch(text) and not yaml_interpretations(text) and is_text
    if style != '"' and is_unambiguous and not any(character in text for character in reserved_characters):
        return text
    return to_json(text)


def _verify_edit(original: FrontMatter, edited: str, name: str, value: FieldValue) -> None:
    """Raises FieldEditError if the edit changed anything but the field, or failed to set it."""
    updated = parse_front_matter(edited)
    if updated is None or bool(updated.error) > bool(original.error):
        raise FieldEditError(f"'{name}' cannot be set without making the front matter invalid")
    fields_before, fields_after = (
        [(field.name, field.value, field.style) for field in version.fields if field.name != name]
        for version in (original, updated)
    )
    if fields_before != fields_after:
        raise FieldEditError(f"'{name}' cannot be set without changing another field")
    matches = updated.fields_named(name)
    if value is None:
        return
    if len(matches) != 1 or not field_equals(matches[0], edited, value):
        raise FieldEditError(f"'{name}' would not be read back as the expected value")
