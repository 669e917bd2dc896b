"""Token usage of a run, from the output of `claude -p --output-format json`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from revi_docs.files.read_file import open_outside
from revi_docs.records.command_errors import UnavailableError
from revi_docs.records.usage import UsageCount, parse_usage, sum_usage
from revi_docs.targets.claude import TARGET as CLAUDE

# Arbitrary: bounds memory; the output contains at most one session.
MAX_RESULT_BYTES = 256 * 1024 * 1024

_FIELDS = CLAUDE.run_result


def read_result(path: str) -> UsageCount:
    """The tokens of a run, of all its models. Raises UnavailableError for any other file, and OSError."""
    with open_outside(path) as stream:
        raw = stream.read(MAX_RESULT_BYTES + 1)
    result = _find_result(raw) if len(raw) <= MAX_RESULT_BYTES else None
    if result is None:
        raise UnavailableError("no-result", f"{path} is not the output of a run", _FIX)
    return count_result(result, path)


_FIX = "pass the output of 'claude -p --output-format json'"


def _find_result(raw: bytes) -> Mapping[str, Any] | None:
    """The result object: alone, the last of a JSON array, or the last of many lines."""
    parsed = _parse_json(raw)
    if parsed is None:
        parsed = [candidate for line in raw.splitlines() if (candidate := _parse_json(line)) is not None]
    candidates = parsed if isinstance(parsed, list) else [parsed]
    results = [candidate for candidate in candidates if isinstance(candidate, dict) and _is_result(candidate)]
    return results[-1] if results else None


def _parse_json(raw: bytes) -> object:
    """The parsed JSON; None if it is invalid (or `null`, which is not a result either)."""
    try:
        return json.loads(raw)
    except (ValueError, RecursionError):
        return None


def _is_result(candidate: Mapping[str, Any]) -> bool:
    if "type" in candidate:
        return bool(candidate["type"] == _FIELDS.type)
    return any(isinstance(candidate.get(name), dict) for name in (_FIELDS.models, _FIELDS.usage))


def count_result(result: Mapping[str, Any], path: str) -> UsageCount:
    """The tokens of a parsed result: of all models, or of the main model if those are missing.

    Raises UnavailableError if the result contains no token counts.
    """
    models = result.get(_FIELDS.models)
    if isinstance(models, dict) and models:
        usages = [parse_usage(model_data, _FIELDS.model_tokens) for model_data in models.values()]
        complete_usages = [usage for usage in usages if usage]
        missing = len(models) - len(complete_usages)
        gaps = (f"models without all kinds of tokens: {missing:,}",) if missing else ()
        return UsageCount(sum_usage(complete_usages), len(complete_usages), files=1, gaps=gaps)
    session_usage = parse_usage(result.get(_FIELDS.usage), _FIELDS.reply_tokens)
    if session_usage is None:
        raise UnavailableError("no-result", f"{path} contains no token counts", _FIX)
    gaps = (f"the result has no {_FIELDS.models}, so tokens of other models are missing",)
    return UsageCount(session_usage, 1, files=1, gaps=gaps)
