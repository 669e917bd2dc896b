"""What sessions of Claude Code used, counted from their transcripts with those of their sub-agents.

One reply stands on several lines, and its figures grow from line to line; sub-agents repeat replies of
the session. So a reply is known by the id of its message and its request, across all files, and the line
with the larger total counts. Only replies are held in memory, each as a few numbers.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from revi_docs.records.jsonl import read_lines
from revi_docs.records.usage import Usage, UsageCount, non_negative_int
from revi_docs.targets.claude import TARGET as CLAUDE


class Reply(NamedTuple):
    """One line of a reply. `total` comes first and `main` second: of equals the larger one counts.

    `main`: it is of the session itself, not of a side chain. `known`: every kind of tokens is stated.
    """

    total: int
    is_main_session: bool
    usage: Usage
    is_complete: bool


class _ReplyCollector:
    """The replies of all files so far, and what could not be read."""

    def __init__(self) -> None:
        self.replies: dict[tuple[str, str], Reply] = {}
        self.malformed = 0
        self.without_usage = 0
        self.without_id = 0

    def add(self, line: Mapping[str, Any]) -> None:
        """Takes a line into account."""
        message = line.get("message")
        usage_data = message.get("usage") if isinstance(message, dict) else None
        if not isinstance(message, dict) or not isinstance(usage_data, dict):
            return
        reply = parse_reply(line, usage_data)
        if reply is None:
            self.without_usage += 1
            return
        message_id, request_id = message.get("id"), line.get("requestId")
        if not isinstance(message_id, str) or not message_id:
            self.without_id += 1
            message_id = f"\0{self.without_id}"
        key = (message_id, request_id if isinstance(request_id, str) else "")
        previous = self.replies.get(key)
        if previous is None or reply > previous:
            self.replies[key] = reply

    def counted_replies(self) -> list[Reply]:
        """The replies that count: none of a side chain that repeats one of the session."""
        main_message_ids = {
            message_id for (message_id, _), reply in self.replies.items() if reply.is_main_session
        }
        return [
            reply
            for (message_id, _), reply in self.replies.items()
            if reply.is_main_session or message_id not in main_message_ids
        ]


def parse_reply(line: Mapping[str, Any], usage_data: Mapping[str, Any]) -> Reply | None:
    """The reply on a line with its `usage`; None where that states no input or no output."""
    cache_creation, cache_read = (
        usage_data.get("cache_creation_input_tokens", -1),
        usage_data.get("cache_read_input_tokens", -1),
    )
    if cache_creation == -1 and isinstance(parts := usage_data.get("cache_creation"), dict):
        cache_creation = sum(
            non_negative_int(parts.get(name)) or 0 for name in CLAUDE.transcripts.cache_creation_fields
        )
    input_tokens, output_tokens = (
        non_negative_int(usage_data.get("input_tokens")),
        non_negative_int(usage_data.get("output_tokens")),
    )
    if input_tokens is None or output_tokens is None:
        return None
    usage = Usage(
        input_tokens, output_tokens, non_negative_int(cache_creation) or 0, non_negative_int(cache_read) or 0
    )
    is_complete = all(
        value is None or non_negative_int(value) is not None for value in (cache_creation, cache_read)
    )
    return Reply(sum(usage), line.get(CLAUDE.transcripts.side_chain_field) is not True, usage, is_complete)


def transcript_paths(session: str) -> tuple[str, ...]:
    """The transcript of a session and those of its sub-agents, as far as they are there."""
    folder = os.path.join(session.removesuffix(CLAUDE.transcripts.suffix), CLAUDE.transcripts.subagent_folder)
    try:
        names = sorted(os.listdir(folder))
    except OSError:
        names = []
    prefix, suffix = CLAUDE.transcripts.subagent_prefix, CLAUDE.transcripts.suffix
    agents = (name for name in names if name.startswith(prefix) and name.endswith(suffix))
    return (session, *(os.path.join(folder, name) for name in agents))


def count_sessions(sessions: Iterable[str]) -> UsageCount:
    """What these sessions used together, each with its sub-agents. Raises OSError where one is missing."""
    return count_files(file for session in sessions for file in transcript_paths(session))


def count_files(files: Iterable[str]) -> UsageCount:
    """What these files tell together, and no other. Raises OSError where one is missing."""
    collector, file_count = _ReplyCollector(), 0
    for file in files:
        os.stat(file)
        file_count += 1
        for line in read_lines(file):
            if line.error:
                collector.malformed += 1
            else:
                collector.add(line.value)
    return _summarize(collector, file_count)


def _summarize(collector: _ReplyCollector, files: int) -> UsageCount:
    replies = collector.counted_replies()
    usage = Usage(*(sum(values) for values in zip(*(reply.usage for reply in replies), strict=True)))
    partial_count = sum(not reply.is_complete for reply in replies)
    gap_counts = (
        ("lines that cannot be read", collector.malformed),
        ("replies that do not state their tokens", collector.without_usage),
        ("replies that do not state every kind of tokens", partial_count),
        ("replies without an id, of which nobody knows whether they are repeated", collector.without_id),
    )
    gaps = tuple(f"{description}: {number:,}" for description, number in gap_counts if number)
    return UsageCount(usage, len(replies), collector.malformed, files, gaps)
