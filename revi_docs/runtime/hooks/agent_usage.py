"""What one agent used, folded from its transcript: each reply counts once, however many lines tell of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from revi_docs.records.lines import read_lines
from revi_docs.records.times import read_ms

KINDS: Mapping[str, str] = {
    "input": "input_tokens",
    "output": "output_tokens",
    "cache_creation": "cache_creation_input_tokens",
    "cache_read": "cache_read_input_tokens",
}
"""Kind of tokens in the contract → what transcripts call it."""


class Usage(NamedTuple):
    """Kind of tokens → how many; from the first to the last line in milliseconds; the last words."""

    tokens: Mapping[str, int]
    duration_ms: int
    last: str


def usage_of(path: str) -> Usage | None:
    """The usage of a transcript; None where it cannot be read or tells of none: unknown is not zero."""
    replies: dict[tuple[str, str], dict[str, int]] = {}
    first = latest = 0
    last = ""
    try:
        for line in read_lines(path):
            at_ms = read_ms(line.value.get("timestamp")) or latest
            first, latest = first or at_ms, max(latest, at_ms)
            message = line.value.get("message")
            if isinstance(message, dict) and isinstance(message.get("usage"), dict):
                last = _words(message) or last
                key = (str(message.get("id")), str(line.value.get("requestId")))
                counts = _counts(message["usage"])
                if sum(counts.values()) >= sum(replies.get(key, {}).values()):
                    replies[key] = counts
    except OSError:
        return None
    if not replies:
        return None
    tokens = {kind: sum(one[kind] for one in replies.values()) for kind in KINDS}
    return Usage(tokens, latest - first, last)


def _counts(usage: Mapping[str, Any]) -> dict[str, int]:
    said = {kind: usage.get(name) for kind, name in KINDS.items()}
    return {kind: value if isinstance(value, int) and value > 0 else 0 for kind, value in said.items()}


def _words(message: Mapping[str, Any]) -> str:
    """The text of a reply, without what it thinks and calls."""
    parts = message.get("content")
    texts = (one.get("text") for one in parts if isinstance(one, dict)) if isinstance(parts, list) else ()
    return "".join(text for text in texts if isinstance(text, str))
