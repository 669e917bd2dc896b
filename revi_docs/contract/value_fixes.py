"""What to type instead of a value of another form: the fix has the words of the user wherever they are clear."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from revi_docs.contract.parse_state import Cursor
from revi_docs.contract.scalar_readers import is_null
from revi_docs.files.yaml.yaml_tree import YamlNode, YamlScalar

_WORDS = re.compile(r"[\w.:-]+(?:, ?[\w.:-]+)*")
"""Words that are a list when brackets are put around them: no brackets, quotes or spaces in a word."""


def items_fix(node: YamlNode, cursor: Cursor) -> str:
    """Return how to write a mapping of items instead of another value."""
    if is_null(node) and len(cursor.path) == 1:
        return str(
            cursor.constraints.get("empty_fix") or f"remove '{cursor.path_text}', or write one 'name: value' below it"
        )
    if cursor.constraints.get("accepts_names") and isinstance(node, YamlScalar) and _WORDS.fullmatch(node.text):
        return f"write [{node.text}]"
    return "write one 'name: value' for each item"


def list_fix(node: YamlNode) -> str:
    """Return how to write a list instead of another value."""
    if isinstance(node, YamlScalar) and _WORDS.fullmatch(node.text):
        return f"write [{node.text}]"
    return "write [a, b], or one line '- a' for each value"


def mapping_fix(node: YamlNode, known_keys: Mapping[str, Any], required_keys: Sequence[str]) -> str:
    """Return how to write a mapping with these keys instead of another value."""
    text = node.text if isinstance(node, YamlScalar) else ""
    name, colon, value = text.partition(":")
    if colon and value and name in known_keys:
        return f"put a space after the colon: '{name}: {value}'"
    if len(required_keys) == 1 and re.fullmatch(r"[\w./-]+", text):
        return f"write {{{required_keys[0]}: {text}}}"
    return f"write its keys: {', '.join(known_keys)}"


def text_with_comma(items: Sequence[YamlNode], index: int) -> str:
    """Return the text that commas in brackets have cut, such as `Bash(git log, git diff)`, from this item on.

    "" if the item opens no parenthesis that a later one closes.
    """
    texts: list[str] = []
    for item in items[index:]:
        if not isinstance(item, YamlScalar) or not item.is_plain:
            return ""
        texts.append(item.text)
        joined = ", ".join(texts)
        if joined.count("(") <= joined.count(")"):
            return joined if len(texts) > 1 else ""
    return ""
