"""Build a contract of the same structure with other names, numbers and sentences."""

from __future__ import annotations

import re
import string
import typing
from collections.abc import Mapping
from dataclasses import is_dataclass
from typing import Any, Literal

from revi_docs.contract.model import Contract
from revi_docs.contract.model.declarations import Duration, keys_of
from revi_docs.contract.model_parser import without_none

UNCHANGED_KEYS = {"revi", "outputs"}
GRAMMAR = {
    *("manual", "system", "open", "otherwise", "event", "string", "integer", "number", "boolean", "datetime"),
    *("uuid", "object", "list", "of", "status", "phase", "agent", "model", "error", "command", "recovery"),
    *("worker-status", "story", "worker", "id", "timestamp", "prefix", "name"),
}
"""Words with a meaning in the contract format; they are unchanged if they are values."""

PLATFORM_FIELDS = {"disable-model-invocation"}
"""Fields of a platform that the contract passes through."""

_TOKEN = re.compile(r"\{[^}]*\}|[A-Za-z][A-Za-z0-9_-]*")


class Nonsense:
    """Replaces every word by another one, always the same."""

    def __init__(self) -> None:
        self.words: dict[str, str] = {}

    def word(self, old: str) -> str:
        """Another word in the same letter case; a flag remains a flag, several words remain several."""
        if old.startswith("--"):
            return f"--{self.word(old[2:])}"
        if " " in old:
            return " ".join(self.word(part) for part in old.split(" "))
        if old not in self.words:
            number, letters = len(self.words) + 26, ""
            while number:
                number, digit = divmod(number, 26)
                letters = string.ascii_lowercase[digit] + letters
            replacement = f"zq{letters}"
            self.words[old] = replacement.upper() if old == old.upper() else replacement
        return self.words[old]

    def text(self, old: str) -> str:
        """The text with every word replaced, except placeholders and words of the contract format."""
        return _TOKEN.sub(lambda match: self._token(match[0]), old)

    def _token(self, old: str) -> str:
        return old if old[0] == "{" or old in GRAMMAR else self.word(old)

    def replaced(self, hint: Any, data: Any, limits: Mapping[str, Any]) -> Any:
        """The same data, as declared by the model, with other names, numbers and texts."""
        hint = without_none(hint)
        origin, type_arguments = typing.get_origin(hint), typing.get_args(hint)
        if data is None or isinstance(data, bool) or origin is Literal or hint is Any:
            return data
        if is_dataclass(hint):
            declared_keys = keys_of(typing.cast(type, hint))
            return {
                key: value
                if key in UNCHANGED_KEYS
                else self.replaced(declared_keys[key][1], value, declared_keys[key][0].metadata)
                for key, value in data.items()
            }
        if origin is tuple and isinstance(data, list):
            return [self.replaced(type_arguments[0], part, limits) for part in data]
        if origin is tuple:
            return self.replaced(type_arguments[0], data, limits)
        if origin is not None:
            return self._mapping(type_arguments[1], data, limits)
        return self._single(hint, data, limits)

    def _mapping(self, hint: Any, data: Any, limits: Mapping[str, Any]) -> Any:
        if isinstance(data, list):
            return [self.word(name) for name in data]
        inner = limits if hint is str else {}
        return {self._name(name, hint): self.replaced(hint, value, inner) for name, value in data.items()}

    def _name(self, name: str, hint: Any) -> str:
        return name if name in PLATFORM_FIELDS or (name in GRAMMAR and hint is str) else self.word(name)

    def _single(self, hint: Any, data: Any, limits: Mapping[str, Any]) -> Any:
        if hint is Duration:
            return re.sub(r"\d+", lambda match: str(int(match[0]) * 3), data)
        if hint is float:
            return data * 0.75 if limits.get("maximum") == 1 else data * 1.5
        if hint is int or isinstance(data, int):
            return min(data * 3 + 7, limits.get("maximum", data * 3 + 7))
        if "reference_kind" in limits and data not in ("manual", "system"):
            return self.word(data)
        return self.text(data)


def nonsense(data: dict[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    """The scrambled contract, and old word → new word."""
    maker = Nonsense()
    contract = maker.replaced(Contract, data, {})
    prefix = maker.word(data["project"]["prefix"])
    contract["project"] |= {
        "story_id": f"{prefix}-[0-9]{{4,}}",
        "time_zone": "Europe/Berlin",
        "timestamp": "YYYY-MM-DD",
    }
    contract["reserved"] = {
        section: {maker.word(name): maker.text(reason) for name, reason in names.items()}
        for section, names in data["reserved"].items()
    }
    return contract, maker.words
