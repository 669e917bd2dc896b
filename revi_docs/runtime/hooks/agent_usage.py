"""Read the token usage and the last message of an agent from its transcript."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from revi_docs.records.jsonl import read_lines
from revi_docs.records.time_formats import parse_time_ms
from revi_docs.records.transcripts import count_files


class AgentUsage(NamedTuple):
    """Counted tokens without the output, output, time from the first to the last line, and last reply.

    `gaps`: why the figures may be too low; empty if they are complete.
    """

    tokens_in: int
    tokens_out: int
    duration_ms: int
    last_text: str
    gaps: tuple[str, ...]


def read_agent_usage(path: str, kinds: Iterable[str]) -> AgentUsage | None:
    """The usage in a transcript, counting these kinds of tokens.

    None if it cannot be read or has no replies: unknown is not zero.
    """
    first = latest = 0
    last_text = ""
    try:
        for line in read_lines(path):
            at_ms = parse_time_ms(line.value.get("timestamp")) or latest
            first, latest = first or at_ms, max(latest, at_ms)
            last_text = _reply_text(line.value.get("message")) or last_text
        count = count_files([path])
    except OSError:
        return None
    if not count.replies:
        return None
    input_tokens = count.usage.total_of(kind for kind in kinds if kind != "output")
    return AgentUsage(input_tokens, count.usage.output, latest - first, last_text, count.gaps)


def _reply_text(message: Any) -> str:
    """The text of a reply, without thinking and tool calls; "" if the message is not a reply."""
    parts = message.get("content") if isinstance(message, Mapping) and "usage" in message else None
    texts = (part.get("text") for part in parts if isinstance(part, Mapping)) if isinstance(parts, list) else ()
    return "".join(text for text in texts if isinstance(text, str))
