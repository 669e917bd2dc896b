"""Read single front-matter fields line by line, without a YAML parser, which would slow down hooks."""

from __future__ import annotations

import re

from revi_docs.files.yaml_scalars import split_list

_BLOCK = re.compile(r"\ufeff?---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*$", re.MULTILINE | re.DOTALL)
_QUOTED = re.compile(r"""("(?:[^"\\]|\\.)*"|'(?:[^']|'')*')[ \t]*(?:#.*)?""")

FieldValue = str | tuple[str, ...]


def read_field(text: str | None, name: str) -> str | None:
    """The raw value of a field with its continuation lines; None if there is no such field.

    If the field occurs twice, both values.
    """
    block = _BLOCK.match(text or "")
    if block is None:
        return None
    key = re.compile(rf"""(?:{re.escape(name)}|"{re.escape(name)}"|'{re.escape(name)}')[ \t]*:(?=[ \t]|$)""")
    field_lines: list[str] = []
    in_field = False
    for line in block[1].split("\n"):
        key_match = key.match(line)
        in_field = key_match is not None or (in_field and _is_continuation(line))
        if in_field:
            field_lines.append(line[key_match.end() :] if key_match else line)
    return "\n".join(field_lines).strip() if field_lines else None


def _is_continuation(line: str) -> bool:
    """Whether a line can continue the value above it."""
    return not line.strip() or line[0] in " \t#" or re.match(r"-(?=\s|$)", line) is not None


def parse_value(raw: str) -> FieldValue:
    """The value of a field: a string, or the items of a list."""
    if raw.startswith("["):
        return tuple(str(parse_value(item)) for item in split_list(raw.strip("[]")))
    if raw.startswith("- "):
        return tuple(str(parse_value(item.strip())) for item in re.split(r"(?:^|\n)[ \t]*- ", raw) if item.strip())
    match = _QUOTED.fullmatch(raw)
    if match:
        inner = match[1][1:-1]
        return inner.replace("''", "'") if raw[0] == "'" else re.sub(r"\\(.)", r"\1", inner)
    return re.split(r"[ \t]#", raw, maxsplit=1)[0].strip()
