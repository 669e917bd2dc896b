"""Escape contract text for the place it is written to.

An escaped text cannot end a table cell, a code span, a quoted YAML or JSON value or a comment, and cannot
become markup. It cannot look like the marker of an output either.
"""

from __future__ import annotations

import html
import json
import re

from revi_docs.targets.claude import TARGET as CLAUDE

_SPACES = re.compile(r"\s+")
_OTHER_SPACE = re.compile(r"[^\S ]")
# U+2028 and U+2029 end a line in JavaScript, and U+0085 ends one in YAML.
_LINE_BREAK = re.compile(r"[\r\n\u2028\u2029\x85]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
# Markdown reads an underscore inside a word as text, so `snake_case` needs no backslash.
_MARKDOWN_SPECIAL = re.compile(r"[\\`*\[\]{}|]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])")
# Characters that start a heading, a list, a quotation or another block at the start of a line.
_LINE_START = re.compile(r"^([#+=>!:?-]|[0-9]+(?=[.)]))")
_SUBSTITUTION = re.compile(CLAUDE.syntax.substitution)
# Without backticks, and not ending in a space, which Markdown would strip.
_PLAIN_CODE = re.compile(r"[A-Za-z0-9 .,:;/_+=?@#%(){}[\]*'\-]*[A-Za-z0-9.,:;/_+=?@#%(){}[\]*'\-]")

# `json.dumps` with an option makes an encoder for each call.
_to_json = json.JSONEncoder(ensure_ascii=False).encode
# Line ends of YAML or JavaScript, control characters that YAML rejects, and the byte order mark.
_UNSAFE_IN_QUOTES = re.compile(r"[\x7f-\x9f\u2028\u2029\ufeff]")

# The marker of an output, and the checksum that earlier versions wrote in its place.
_OUTPUT_MARKER = re.compile(r"(?<=revi):(?=generated|[0-9a-f]{16})")


def escape_output_markers(text: str, replacement: str) -> str:
    """Replace the colon in everything that looks like the marker of an output."""
    # Hardly any text has one, and finding that out is much faster than the pattern.
    return _OUTPUT_MARKER.sub(lambda _: replacement, text) if "revi:" in text else text


def one_line(text: str) -> str:
    """The text with each tab, and each line break with the blanks around it, replaced by a space."""
    if _OTHER_SPACE.search(text):
        text = _SPACES.sub(lambda run: " " if _LINE_BREAK.search(run[0]) else run[0].replace("\t", " "), text)
    return text.strip()


def markdown(text: str) -> str:
    """The text for a line or table cell of Markdown."""
    text = _MARKDOWN_SPECIAL.sub(lambda match: "\\" + match[0], one_line(text))
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("~", "&#126;")
    text = escape_output_markers(_SUBSTITUTION.sub("&#36;", text), "&#58;")
    return _LINE_START.sub(_to_character_reference, text)


def _to_character_reference(match: re.Match[str]) -> str:
    if match[0].isdigit():
        return "".join(f"&#{ord(digit)};" for digit in match[0])
    return f"&#{ord(match[0])};"


def code(text: str) -> str:
    """The text as a code span of Markdown, or of HTML if it contains characters that end a span."""
    text = one_line(text)
    if _PLAIN_CODE.fullmatch(text) and not _OUTPUT_MARKER.search(text):
        return f"`{text}`"
    escaped = (char if char.isalnum() or char in " -." else f"&#{ord(char)};" for char in text)
    return f"<code>{''.join(escaped)}</code>"


def quoted(text: str) -> str:
    """The text as a double-quoted scalar, valid in JSON, YAML and TOML."""
    escaped = _UNSAFE_IN_QUOTES.sub(lambda match: f"\\u{ord(match[0]):04x}", _to_json(text))
    return escape_output_markers(escaped, "\\u003a")


# TOML allows a tab and line ends in a multi-line string, and no other control character.
_TOML_SPECIAL = re.compile(r'[\\"\x00-\x08\x0b-\x1f\x7f]')


def toml(text: str) -> str:
    """The text for a multi-line string of TOML in double quotes; every quote is escaped, so none can end the string."""
    return _TOML_SPECIAL.sub(lambda match: f"\\{match[0]}" if match[0] in '\\"' else f"\\u{ord(match[0]):04x}", text)


def quoted_body(text: str) -> str:
    """The text for a place between double quotes of JSON, YAML or Graphviz, or for a line of a code block."""
    return quoted(one_line(text))[1:-1]


def comment(text: str) -> str:
    """The text for a one-line comment of HTML, YAML, TypeScript or Python."""
    text = one_line(text).replace("--", "- -").replace("*/", "* /").replace("<", "‹").replace(">", "›")
    return escape_output_markers(text, ": ")


def tsdoc(text: str) -> str:
    """The text for a TypeScript comment; it cannot contain a TSDoc tag."""
    return re.sub(r"[@{}]", lambda match: "\\" + match[0], _code_comment(text))


def docstring(text: str) -> str:
    """The text for a Python docstring."""
    return _code_comment(text).replace('"', '\\"')


def _code_comment(text: str) -> str:
    return _CONTROL.sub(" ", comment(text)).replace("\\", "\\\\")


def html_text(text: str) -> str:
    """The text for HTML, inside or outside an attribute."""
    return escape_output_markers(html.escape(one_line(text)), "&#58;")
