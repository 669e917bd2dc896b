"""Keys of older contracts, and how to write them now."""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from typing import Any

from revi_docs.contract.key_paths import KeyPath
from revi_docs.files.yaml.yaml_tree import YamlMapping, YamlNode, YamlScalar, YamlSequence

UPGRADE_FIX = "run 'revi-docs upgrade', or "
"""The start of a fix that `upgrade` can make."""

NEW_NAMES = {"meaning": "description"}
"""Keys with another name now, wherever the new one is a key."""


def renamed_key(path: KeyPath, key: str, node: YamlNode, known_keys: Collection[str]) -> tuple[str, str] | None:
    """Return message and fix for a key that has another name or place now; None for any other key.

    `known_keys` are the keys at its place.
    """
    new_name = NEW_NAMES.get(key)
    if new_name in known_keys:
        return f"'{key}' is now '{new_name}'", f"{UPGRADE_FIX}write '{new_name}'"
    if path == () and key == "acceptance":
        plain = _plain(node)
        names, conditions = _statuses_and_conditions(plain if isinstance(plain, dict) else {})
        places = " and ".join(f"statuses.{name}" for name in names) or "the terminal statuses"
        fix = f"remove 'acceptance', and write in {places}: requires: [{', '.join(conditions)}]"
        return (
            "'acceptance' is now 'requires' of the statuses in which a story is done",
            f"{UPGRADE_FIX}{fix}" if requirements(plain) else f"{fix}{_gate_fix(plain)}",
        )
    if path == ("rerun",) and key == "counts":
        message = "'counts' was removed: 'done: {new: ARTIFACT}' compares the content with that of the start"
        fix = f"{UPGRADE_FIX}remove 'counts', and write 'new' instead of 'artifact' in 'rerun.done' of the commands"
        return message, fix
    return None


def requirements(acceptance: Any) -> tuple[list[str], list[str]] | None:
    """Return the statuses (none means the terminal ones) and the conditions that `acceptance` required.

    None if a person must decide: it has another form, or `gate`, which is now `requires` of verdicts.
    """
    if not isinstance(acceptance, dict) or not acceptance.keys() <= {"statuses", "needs", "checks", "reuse"}:
        return None
    needs = acceptance.get("needs", {})
    is_complete = (
        isinstance(needs, dict)
        and all("one_of" in _as_dict(need) for need in needs.values())
        and _has_keys(acceptance.get("checks"), "artifact", "section", "names")
        and _has_keys(acceptance.get("reuse"), "artifact", "section", "plan")
    )
    return _statuses_and_conditions(acceptance) if is_complete else None


def _gate_fix(acceptance: Any) -> str:
    gate = _as_dict(_as_dict(acceptance).get("gate"))
    reasoned = ", ".join(f"{_word(name)}: {{person: accountable}}" for name in _as_list(gate.get("reasoned")))
    return f"; in verdicts.{gate.get('verdicts')}: requires: {{{reasoned}}}" if gate else ""


def _has_keys(value: Any, *keys: str) -> bool:
    return value is None or (isinstance(value, dict) and value.keys() == set(keys))


def _statuses_and_conditions(acceptance: dict[str, Any]) -> tuple[list[str], list[str]]:
    return [str(name) for name in _as_list(acceptance.get("statuses"))], _conditions(acceptance)


def _conditions(acceptance: dict[str, Any]) -> list[str]:
    """Return the conditions as they are written in a flow list."""
    checks, reuse = _as_dict(acceptance.get("checks")), _as_dict(acceptance.get("reuse"))
    conditions = [
        f"{{artifact: {_flow(_as_list(_as_dict(need).get('one_of')))}}}"
        for need in _as_dict(acceptance.get("needs")).values()
    ]
    if checks:
        conditions.append(_mapping(checks, "artifact", "section") + f", rows: {_flow(_as_list(checks.get('names')))}}}")
    if reuse:
        conditions.append(_mapping(reuse, "artifact", "section", "plan") + "}")
    return conditions


def _mapping(values: dict[str, Any], *keys: str) -> str:
    return "{" + ", ".join(f"{key}: {_word(values.get(key))}" for key in keys)


def _flow(names: list[Any]) -> str:
    return _word(names[0]) if len(names) == 1 else f"[{', '.join(map(_word, names))}]"


def _word(value: Any) -> str:
    """Return a text as it is written inside braces."""
    return str(value) if re.fullmatch(r"[A-Za-z][\w ./-]*", str(value)) else json.dumps(str(value), ensure_ascii=False)


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value] if value is not None else []


def _as_dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _plain(node: YamlNode) -> Any:
    if isinstance(node, YamlMapping):
        return {key.text: _plain(child) for key, child in node.entries}
    if isinstance(node, YamlSequence):
        return [_plain(item) for item in node.items]
    return node.text if isinstance(node, YamlScalar) else None
