"""What a run used, by the result that `claude -p --output-format json` prints."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from revi_docs.records.command_errors import UnavailableError
from revi_docs.records.usage import Usage, UsageCount, parse_usage

MAX_RESULT_BYTES = 256 * 1024 * 1024
"""Bytes of the largest result that is read."""

_MODEL_USAGE_KEYS = ("inputTokens", "outputTokens", "cacheCreationInputTokens", "cacheReadInputTokens")
_SESSION_USAGE_KEYS = (
    "input_tokens",
    "output_tokens",
    "cache_creation_input_tokens",
    "cache_read_input_tokens",
)


def read_result(path: str) -> UsageCount:
    """The tokens of a run, of all its models. Raises BrokenError for what is no result, and OSError."""
    with open(path, "rb") as stream:
        raw = stream.read(MAX_RESULT_BYTES + 1)
    result = _find_result(raw) if len(raw) <= MAX_RESULT_BYTES else None
    if result is None:
        raise UnavailableError("no-result", f"{path} is no result of a run", _FIX)
    return count_result(result, path)


_FIX = "give what 'claude -p --output-format json' printed"


def _find_result(raw: bytes) -> Mapping[str, Any] | None:
    """The result in what was printed: alone, as the last of a list, or as the last of many lines."""
    try:
        parsed = json.loads(raw)
    except (ValueError, RecursionError):
        parsed = [candidate for line in raw.splitlines() if (candidate := _parse_json(line)) is not None]
    candidates = parsed if isinstance(parsed, list) else [parsed]
    results = [candidate for candidate in candidates if isinstance(candidate, dict) and _is_result(candidate)]
    return results[-1] if results else None


def _parse_json(line: bytes) -> object:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None


def _is_result(candidate: Mapping[str, Any]) -> bool:
    return candidate.get("type") == "result" or (
        "type" not in candidate
        and any(isinstance(candidate.get(name), dict) for name in ("modelUsage", "usage"))
    )


def count_result(result: Mapping[str, Any], path: str) -> UsageCount:
    """The tokens of a parsed result. Without `modelUsage` the session's own, which leave other models out.

    Raises BrokenError where neither is there.
    """
    models = result.get("modelUsage")
    if isinstance(models, dict) and models:
        usage, incomplete_models = Usage(), 0
        for model_data in models.values():
            parsed_usage = (
                parse_usage(model_data, _MODEL_USAGE_KEYS) if isinstance(model_data, dict) else None
            )
            usage, incomplete_models = (
                (usage.plus(parsed_usage), incomplete_models)
                if parsed_usage
                else (usage, incomplete_models + 1)
            )
        gaps = (
            (f"models that do not state every kind of tokens: {incomplete_models:,}",)
            if incomplete_models
            else ()
        )
        return UsageCount(usage, len(models) - incomplete_models, files=1, gaps=gaps)
    session_data = result.get("usage")
    parsed_usage = parse_usage(session_data, _SESSION_USAGE_KEYS) if isinstance(session_data, dict) else None
    if parsed_usage is None:
        raise UnavailableError("no-result", f"{path} states no tokens", _FIX)
    return UsageCount(
        parsed_usage, 1, files=1, gaps=("the result has no modelUsage, so other models are left out",)
    )
