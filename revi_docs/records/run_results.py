"""What a run used, by the result that `claude -p --output-format json` prints."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from revi_docs.records.refusal import BrokenError
from revi_docs.records.usage import Count, Usage, stated

LARGEST = 256 * 1024 * 1024
"""Bytes of the largest result that is read."""

_OF_MODEL = ("inputTokens", "outputTokens", "cacheCreationInputTokens", "cacheReadInputTokens")
_OF_SESSION = (
    "input_tokens",
    "output_tokens",
    "cache_creation_input_tokens",
    "cache_read_input_tokens",
)


def read_result(path: str) -> Count:
    """The tokens of a run, of all its models. Raises BrokenError for what is no result, and OSError."""
    with open(path, "rb") as stream:
        raw = stream.read(LARGEST + 1)
    found = _result(raw) if len(raw) <= LARGEST else None
    if found is None:
        raise BrokenError("no-result", f"{path} is no result of a run", _FIX)
    return count_result(found, path)


_FIX = "give what 'claude -p --output-format json' printed"


def _result(raw: bytes) -> Mapping[str, Any] | None:
    """The result in what was printed: alone, as the last of a list, or as the last of many lines."""
    try:
        said = json.loads(raw)
    except (ValueError, RecursionError):
        said = [one for line in raw.splitlines() if (one := _object(line)) is not None]
    many = said if isinstance(said, list) else [said]
    results = [one for one in many if isinstance(one, dict) and _is_result(one)]
    return results[-1] if results else None


def _object(line: bytes) -> object:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None


def _is_result(one: Mapping[str, Any]) -> bool:
    return one.get("type") == "result" or (
        "type" not in one and any(isinstance(one.get(name), dict) for name in ("modelUsage", "usage"))
    )


def count_result(result: Mapping[str, Any], path: str) -> Count:
    """The tokens of a parsed result. Without `modelUsage` the session's own, which leave other models out.

    Raises BrokenError where neither is there.
    """
    models = result.get("modelUsage")
    if isinstance(models, dict) and models:
        usage, unclear = Usage(), 0
        for one in models.values():
            used = stated(one, _OF_MODEL) if isinstance(one, dict) else None
            usage, unclear = (usage.plus(used), unclear) if used else (usage, unclear + 1)
        why = (f"models that do not state every kind of tokens: {unclear:,}",) if unclear else ()
        return Count(usage, len(models) - unclear, files=1, why=why)
    own = result.get("usage")
    used = stated(own, _OF_SESSION) if isinstance(own, dict) else None
    if used is None:
        raise BrokenError("no-result", f"{path} states no tokens", _FIX)
    return Count(used, 1, files=1, why=("the result has no modelUsage, so other models are left out",))
