"""Replace every free text of a contract by one that tries to break out of its place in an output."""

from __future__ import annotations

import typing
from collections.abc import Mapping
from dataclasses import is_dataclass, replace
from itertools import count
from types import MappingProxyType
from typing import Any, Literal

from revi_docs.contract.model import Contract
from revi_docs.contract.model.declarations import keys_of
from revi_docs.contract.model_parser import without_none

HOSTILE = (
    "*/ \"\"\" ''' `tick` ``two`` ${x} $1 $ARGUMENTS \"quoted\" 'single' </script><script>alert(1)</script> "
    "--> <!-- | a | b | \u2028 \\ \\u0041 \\ufdd0 {{ x }} {% y %} {@link z} @deprecated # // [a](b) ![c](d) "
    "revi:0123456789abcdef 🚀 é \x85 __init__ ***bold*** ~~~ ``` --- : - \\"
)
LONG = 'A very long text 🚀 | */ """ `x`. ' * 310
"""More than 10,000 characters."""

NOT_TEXT = {
    *("story_id", "time_zone", "timestamp", "fields", "front_matter", "template", "site", "file", "stories"),
    *("outputs", "owns"),
}
"""Keys whose text must have a particular format."""


def hostile(contract: Contract, text: str, once: bool = False) -> Contract:
    """The contract with `text` as every free text; with `once`, only in the first place of each kind."""
    replaced_keys: set[str] = set()
    number = count()

    def replace_texts(hint: Any, value: Any, limits: Mapping[str, Any], key: str) -> Any:
        hint = without_none(hint)
        origin, type_arguments = typing.get_origin(hint), typing.get_args(hint)
        if value is None or origin is Literal or key.rpartition(".")[2] in NOT_TEXT:
            return value
        if is_dataclass(hint):
            values = {
                field.name: replace_texts(field_hint, getattr(value, field.name), field.metadata, f"{key}.{name}")
                for name, (field, field_hint) in keys_of(typing.cast(type, hint)).items()
            }
            return replace(value, **values)
        if origin is tuple:
            parts = tuple(replace_texts(type_arguments[0], part, limits, key) for part in value)
            if parts and isinstance(parts[0], str):
                parts = tuple(dict.fromkeys(parts))
            return parts
        if origin is not None:
            value_limits = {**limits, "key_pattern": None}
            return MappingProxyType(
                {name: replace_texts(type_arguments[1], part, value_limits, key) for name, part in value.items()}
            )
        is_fixed = (
            hint is not str
            or not value
            or any(limits.get(name) for name in ("reference_kind", "pattern", "key_pattern"))
        )
        if is_fixed or (once and key in replaced_keys):
            return value
        replaced_keys.add(key)
        return f"{text} {next(number)}" if key.endswith(".aliases") else text

    return typing.cast(Contract, replace_texts(Contract, contract, {}, ""))
