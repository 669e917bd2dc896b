"""Texts that YAML reads otherwise than people mean them: which text to put in quotes."""

from __future__ import annotations

import json
import re

# A key with its value, or an item of a list, without a comment at the end.
_VALUE = re.compile(r" *(?:- +)*(?:[\w.-]+|\"[^\"]*\") *: +(?P<value>\S(?:.*\S)?)\s*")
_COMMENT = re.compile(r"\s#(?:\s|$).*")
_NUMBER_SIGN = re.compile(r"(?<=\S) +#[0-9]")


def quoting_fix(line: str) -> str:
    """Return the fix for a line whose value YAML does not read as one text; "" if that is not the problem.

    Such a value has no quotes and contains `: `, or has an apostrophe between single quotes.
    """
    match = _VALUE.fullmatch(_COMMENT.sub("", line))
    value = match["value"] if match else ""
    if len(value) > 2 and value[0] == value[-1] == "'" and "'" in value[1:-1]:
        return f"quote this text: {quoted(value[1:-1])}"
    if value[:1] not in {"", "'", '"', "[", "{", "|", ">"} and (": " in value or value.endswith(":")):
        return f"quote this text: {quoted(value)}"
    return ""


def quoted(text: str) -> str:
    """Return a text in double quotes, as YAML and JSON read it."""
    return json.dumps(text, ensure_ascii=False)


def number_signs(text: str) -> dict[tuple[int, int], str]:
    """Return the comments that start with a digit, as in `Fixes #12`: where the text before ends → the comment.

    Lines and columns count from 0. People who write a comment put a space after the number sign.
    """
    if "#" not in text:
        return {}
    matches = ((index, line, _NUMBER_SIGN.search(line)) for index, line in enumerate(text.splitlines()))
    return {(index, match.start()): line[match.end() - 2 :].rstrip() for index, line, match in matches if match}
