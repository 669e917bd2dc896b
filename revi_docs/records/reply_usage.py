"""The token counts in one line of a transcript."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from revi_docs.records.usage import Usage, non_negative_int, sum_usage
from revi_docs.targets.claude import TARGET as CLAUDE


class Reply(NamedTuple):
    """One line of a reply. The order of the fields matters: of several lines, the greatest tuple counts.

    `is_main_session`: not in a side chain, that is, a subagent. `is_complete`: has all kinds of tokens.
    `has_ended`: the model finished the reply, so that its counts are final.
    """

    total: int
    is_main_session: bool
    usage: Usage
    is_complete: bool
    has_ended: bool

    def merged(self, other: Reply) -> Reply:
        """The line that counts of two lines of one reply; ended if one of them says so."""
        return max(self, other)._replace(has_ended=self.has_ended or other.has_ended)


def lacks_usage(line: Mapping[str, Any], message: Mapping[str, Any]) -> bool:
    """Whether a line is part of a reply of a model, but says nothing about tokens."""
    return line.get("type") == "assistant" and message.get("model") != CLAUDE.transcripts.synthetic_model


def parse_reply(line: Mapping[str, Any], usage_data: Mapping[str, Any]) -> Reply | None:
    """The reply of a line with usage data; None if input or output tokens are missing."""
    usage, is_complete = _parse_usage(usage_data)
    if usage is None:
        return None
    extra_usage, extra_is_complete = _extra_usage(usage, usage_data.get("iterations"))
    total = usage.plus(extra_usage)
    message = line.get("message")
    return Reply(
        sum(total),
        line.get(CLAUDE.transcripts.side_chain_field) is not True,
        total,
        is_complete and extra_is_complete,
        not isinstance(message, dict)
        or message.get("stop_reason", "unknown") is not None
        or message.get("model") == CLAUDE.transcripts.synthetic_model,
    )


def _parse_usage(usage_data: Mapping[str, Any]) -> tuple[Usage | None, bool]:
    """The usage, None without input or output tokens, and whether all kinds are known."""
    input_field, output_field, cache_creation_field, cache_read_field = CLAUDE.run_result.reply_tokens
    cache_creation = _cache_creation(usage_data, cache_creation_field)
    cache_read = usage_data.get(cache_read_field, -1)
    input_tokens = non_negative_int(usage_data.get(input_field))
    output_tokens = non_negative_int(usage_data.get(output_field))
    if input_tokens is None or output_tokens is None:
        return None, False
    cache_fields = (cache_creation, cache_read)
    usage = Usage(input_tokens, output_tokens, *(non_negative_int(value) or 0 for value in cache_fields))
    # A cache field of null means no cache tokens; a missing one (-1) means unknown.
    return usage, all(value is None or non_negative_int(value) is not None for value in cache_fields)


def _cache_creation(usage_data: Mapping[str, Any], total_field: str) -> object:
    """The tokens written to the cache: their total, or the sum by lifetime if that is greater; -1 if unknown."""
    total, parts = usage_data.get(total_field, -1), usage_data.get(CLAUDE.transcripts.cache_creation_field)
    if not isinstance(parts, dict) or not parts:
        return total
    counts = [non_negative_int(value) for value in parts.values()]
    if None in counts:
        return -1
    return max(sum(count or 0 for count in counts), non_negative_int(total) or 0)


def _extra_usage(usage: Usage, iterations: object) -> tuple[Usage, bool]:
    """The tokens of a reply that its own counts leave out, such as those of an advisor; whether all are known.

    The counts of a reply are the sum of its iterations of the type `message`.
    """
    if iterations in (None, []):
        return Usage(), True
    if not isinstance(iterations, list):
        return Usage(), False
    parts = [(entry.get("type"), *_parse_usage(entry)) for entry in iterations if isinstance(entry, dict)]
    is_complete = len(parts) == len(iterations) and all(part[1] is not None and part[2] for part in parts)
    if sum_usage(part or Usage() for _, part, _ in parts) == usage:
        return Usage(), is_complete
    extra_parts = [part for kind, part, _ in parts if part and kind != CLAUDE.transcripts.reply_iteration]
    return sum_usage(extra_parts) if extra_parts else Usage(), is_complete
