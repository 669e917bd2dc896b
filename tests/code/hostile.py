"""A contract in which every free text is replaced by one that tries to break out of wherever it is put."""

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
"""Keys whose text has a form of its own."""


def hostile(contract: Contract, text: str, once: bool = False) -> Contract:
    """The contract with `text` in every free text; with `once` in the first place of each kind alone."""
    seen: set[str] = set()
    number = count()

    def made(hint: Any, value: Any, limits: Mapping[str, Any], key: str) -> Any:
        hint = without_none(hint)
        origin, inside = typing.get_origin(hint), typing.get_args(hint)
        if value is None or origin is Literal or key.rpartition(".")[2] in NOT_TEXT:
            return value
        if is_dataclass(hint):
            new = {
                part.name: made(inner, getattr(value, part.name), part.metadata, f"{key}.{name}")
                for name, (part, inner) in keys_of(typing.cast(type, hint)).items()
            }
            return replace(value, **new)
        if origin is tuple:
            parts = tuple(made(inside[0], part, limits, key) for part in value)
            if parts and isinstance(parts[0], str):
                parts = tuple(dict.fromkeys(parts))
            return parts
        if origin is not None:
            inner = {**limits, "keys": None}
            return MappingProxyType({name: made(inside[1], part, inner, key) for name, part in value.items()})
        fixed = hint is not str or not value or any(limits.get(name) for name in ("ref", "pattern", "keys"))
        if fixed or (once and key in seen):
            return value
        seen.add(key)
        return f"{text} {next(number)}" if key.endswith(".aliases") else text

    return typing.cast(Contract, made(Contract, contract, {}, ""))
