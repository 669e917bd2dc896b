"""How the model says what may be written: the vocabulary its fields are declared with.

The model's dataclasses are the only description of `revi.yml`. The parser, the JSON Schema and the
reference page of the contract all read these declarations.
"""

from __future__ import annotations

import re
from dataclasses import MISSING, Field, field, fields
from functools import cache
from types import MappingProxyType
from typing import Any, get_type_hints

NAME_PATTERN = r"[A-Za-z][A-Za-z0-9_.-]*"
"""A name that needs no quotes or escapes in a path, a code span, an anchor or a table cell."""

MODEL_PATTERN = r"[A-Za-z][A-Za-z0-9_.:/@\[\]-]*"
"""A model as its maker writes it: `sonnet`, `claude-opus-4-1`, `ollama:qwen2.5-coder:7b`."""

UPPERCASE_WORDS_PATTERN = r"[A-Z][A-Z0-9_-]*(?: [A-Z0-9_-]+)*"
"""A verdict: capital words, with a space between them where there are several."""

_MILLISECONDS_BY_UNIT = {"ms": 1, "s": 1000, "m": 60_000, "h": 3_600_000, "d": 86_400_000}
_DURATION = re.compile(r"([0-9]+)(ms|s|m|h|d)")


class Duration(int):
    """A length of time in milliseconds, written with its unit: `300ms`, `5s`, `10m`, `1h`, `7d`."""

    PATTERN = r"[0-9]+(ms|s|m|h|d)"

    @classmethod
    def parse(cls, text: str) -> Duration | None:
        """The duration that `text` states, or None where it states none."""
        match = _DURATION.fullmatch(text)
        return cls(int(match[1]) * _MILLISECONDS_BY_UNIT[match[2]]) if match else None

    def __str__(self) -> str:
        for unit, size in reversed(_MILLISECONDS_BY_UNIT.items()):
            if self and self % size == 0 and (unit != "d" or self > size):
                return f"{self // size}{unit}"
        return "0s"


def contract_field(description: str, default: Any = MISSING, **constraints: Any) -> Any:
    """Declares one key of the contract.

    `doc` is its sentence on the reference page. `limits` may hold: `key` (its name in YAML where
    that is not the field's), `pattern` (what a text must match whole), `least` and `most` (of a
    number), `ref` (the section whose names a value must be one of), `many` (a single value may
    stand for a list of one), `names` (a list of names may stand for a mapping of empty items),
    `keys` (the pattern of a mapping's keys), `ordered` (the order of a list or mapping means something),
    `words` (it is a text for people, no name) and `prose` (it is such a text and decides nothing, so that
    rewording it changes no behaviour).
    """
    metadata = {"description": description, **constraints}
    if isinstance(default, dict):
        return field(default_factory=lambda: MappingProxyType(default), metadata=metadata)
    return field(default=default, metadata=metadata)


@cache
def keys_of(kind: type) -> dict[str, tuple[Field[Any], Any]]:
    """The YAML keys of a model class: key → (dataclass field, resolved type)."""
    hints = get_type_hints(kind)
    return {
        model_field.metadata.get("yaml_key", model_field.name): (model_field, hints[model_field.name])
        for model_field in fields(kind)
        if "description" in model_field.metadata
    }


def is_required(model_field: Field[Any]) -> bool:
    """Whether the key must be written."""
    return model_field.default is MISSING and model_field.default_factory is MISSING
