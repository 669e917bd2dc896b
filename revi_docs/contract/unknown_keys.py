"""Keys that the model does not have: what was probably meant, and how to write it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from revi_docs.contract.parse_state import Cursor
from revi_docs.contract.renamed_keys import renamed_key
from revi_docs.contract.scalar_readers import is_null
from revi_docs.files.yaml.yaml_tree import YamlNode, YamlScalar
from revi_docs.problems.problem import Problem
from revi_docs.problems.suggestions import closest_name

MAX_SUGGESTIONS = 200
"""Problems of a file after which unknown keys get no suggestion, which is slow to find. Arbitrary."""


def _text_with_comma(key: YamlScalar, child: YamlNode, previous: YamlNode | None) -> str:
    """Return the text that a comma in braces has cut into a value and a key without a colon; "" if that is not so."""
    has_no_colon = is_null(child) and child.place.column == key.place.column + len(key.text)
    if not has_no_colon or not isinstance(previous, YamlScalar) or not previous.is_plain:
        return ""
    return f"{previous.text}, {key.text}"


def report_unknown_key(
    key: YamlScalar, child: YamlNode, previous: YamlNode | None, known_keys: Mapping[str, Any], cursor: Cursor
) -> None:
    """Report a key that the model does not have. `previous` is the value of the key before it."""
    renamed = renamed_key(cursor.path, key.text, child, known_keys)
    if renamed is not None:
        subject = cursor.child(key.text, {}).path_text
        cursor.state.problems.append(
            Problem(code="renamed-key", message=renamed[0], fix=renamed[1], places=(key.place,), subject=subject)
        )
        return
    text = _text_with_comma(key, child, previous)
    known_key = closest_name(key.text, known_keys) if len(cursor.state.problems) < MAX_SUGGESTIONS else None
    if known_key:
        # What the rules miss now is a consequence of the misspelled key.
        cursor.state.invalid_sections.add(str(cursor.path[0]) if cursor.path else known_key)
    # Not `cursor.report`: no value is lost by another unknown key, so the section stays valid for the rules.
    fix = f"remove it, or rename it to 'x-{key.text}' if it is your extension"
    if known_key:
        fix = f"write '{known_key}', or {fix}"
    cursor.state.problems.append(
        Problem(
            code="unknown-key",
            message=f"{cursor.path_text} has no key '{key.text}'",
            fix=f'quote this text: "{text}"; in braces, a comma ends a value' if text else fix,
            places=(key.place,),
            subject=cursor.child(key.text, {}).path_text,
        )
    )
