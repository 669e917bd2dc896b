"""Declare the keys of the contract: types, constraints and descriptions of the fields of the model.

The dataclasses of the model are the only description of `revi.yml`. The parser, the JSON Schema and the
reference page of the contract all use these declarations.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import MISSING, Field, field, fields
from functools import cache
from types import MappingProxyType
from typing import Any, get_type_hints

NAME_PATTERN = r"[A-Za-z][A-Za-z0-9_.-]*"
"""A name that needs no quotes or escapes in a path, a code span, an anchor or a table cell."""

TYPED_NAME_PATTERN = r"[A-Za-z0-9][A-Za-z0-9_.-]*(?::[A-Za-z0-9][A-Za-z0-9_.-]*)*"
"""The name of an agent or command as platforms accept it: `planner`, `0-preflight`, `svelte:test`, `plugin:name`."""

MODEL_PATTERN = r"[A-Za-z][A-Za-z0-9_.:/@\[\]-]*"
"""The name of a model as its vendor writes it: `sonnet`, `claude-opus-4-1`, `ollama:qwen2.5-coder:7b`."""

OWNED_FIELD_PATTERN = rf"{NAME_PATTERN}|[^|\n]*\|[^|\n]+(?:\|[^|\n]+)?|\.|[^|\n]*(?:\{{key\}}|\[[^|\n]+\])[^|\n]*"
"""A front-matter field, or the address of a table cell, `Team | Agent | Model`, or of a YAML value, `agents.{key}`."""

UPPERCASE_WORDS_PATTERN = r"[A-Z][A-Z0-9_-]*(?: [A-Z0-9_-]+)*"
"""A verdict: words in capitals, separated by single spaces."""

# From the smallest unit to the largest: `__str__` tries them in reverse.
_MILLISECONDS_BY_UNIT = {"ms": 1, "s": 1000, "m": 60_000, "h": 3_600_000, "d": 86_400_000}
_DURATION = re.compile(r"([0-9]+)(ms|s|m|h|d)")


class Duration(int):
    """A duration in milliseconds, written with its unit: `300ms`, `5s`, `10m`, `1h`, `7d`."""

    PATTERN = r"[0-9]+(ms|s|m|h|d)"

    @classmethod
    def parse(cls, text: str) -> Duration | None:
        """Return the duration in `text`, or None if it is not a duration."""
        match = _DURATION.fullmatch(text)
        return cls(int(match[1]) * _MILLISECONDS_BY_UNIT[match[2]]) if match else None

    def __str__(self) -> str:
        for unit, size in reversed(_MILLISECONDS_BY_UNIT.items()):
            # The largest unit without a remainder. A single day is shown as 24h, like other timeouts.
            if self and self % size == 0 and (unit != "d" or self > size):
                return f"{self // size}{unit}"
        return "0s"


class PlatformValue(str):
    """The value of a platform's field as JSON: `20`, `true` or `"worktree"`."""


def contract_field(description: str, default: Any = MISSING, **constraints: Any) -> Any:
    """Declare one key of the contract.

    `description` is its text on the reference page. The constraints are:

    - `yaml_key`: its name in YAML, if the field has another name
    - `pattern`: what a whole text must match
    - `minimum`, `maximum`: the range of a number
    - `reference_kind`: the kind of names that a value must be one of, see `NAMES_BY_KIND`
    - `accepts_single`: a single value is read as a list of one value
    - `accepts_names`: a list of names is read as a mapping of names to empty items
    - `key_pattern`: what the keys of a mapping must match
    - `item_key_pattern`: what the keys of each item must match, if the items are mappings
    - `false_means`: the keys of an item of a mapping that is written as `false`
    - `empty_fix`: the mapping must not be empty, and this is the fix
    - `path_form`, `key_path_form`: the value or the keys are a `path` in the repository, or a `pattern` of paths
    - `ordered`: the order of a list or mapping is significant
    - `human_text`: the value is free text, not a name
    - `prose`: the value is such a text and affects no decision, so it is not part of the contract hash
    """
    metadata = {"description": description, **constraints}
    # Dataclasses reject mutable defaults; the proxy is immutable like the rest of the model.
    if isinstance(default, dict):
        return field(default_factory=lambda: MappingProxyType(default), metadata=metadata)
    return field(default=default, metadata=metadata)


@cache
def keys_of(kind: type) -> dict[str, tuple[Field[Any], Any]]:
    """Return the YAML keys of a model class: key → (dataclass field, resolved type)."""
    hints = get_type_hints(kind)
    return {
        model_field.metadata.get("yaml_key", model_field.name): (model_field, hints[model_field.name])
        for model_field in fields(kind)
        if "description" in model_field.metadata
    }


def is_required(model_field: Field[Any]) -> bool:
    """Return whether the key is required."""
    return model_field.default is MISSING and model_field.default_factory is MISSING


def member_constraints(constraints: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the constraints of the members of a list: its `key_pattern` is the pattern of each."""
    pattern = constraints.get("key_pattern")
    return {**constraints, "pattern": pattern} if pattern else constraints


def item_constraints(constraints: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the constraints of the items of a mapping."""
    passed_on = {
        "accepts_single": constraints.get("accepts_single"),
        "key_pattern": constraints.get("item_key_pattern"),
    }
    return {name: value for name, value in passed_on.items() if value}
