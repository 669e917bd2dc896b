"""Count the tokens of Claude Code sessions and their subagents from transcripts.

A reply takes several lines with increasing token counts, and subagents repeat replies of the session. A
reply is therefore identified by its message id and request id across all files, and the line with the largest
total counts. Only the token counts of each reply are kept in memory.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from revi_docs.records.jsonl import read_lines
from revi_docs.records.usage import Usage, UsageCount, non_negative_int, sum_usage
from revi_docs.targets.claude import TARGET as CLAUDE


class Reply(NamedTuple):
    """One line of a reply. The order of the fields matters: of several lines, the greatest tuple counts.

    `is_main_session`: not in a side chain, that is, a subagent. `is_complete`: has all kinds of tokens.
    """

    total: int
    is_main_session: bool
    usage: Usage
    is_complete: bool


class _ReplyCollector:
    """The replies of all files so far, and the number of unreadable lines."""

    def __init__(self) -> None:
        self.replies: dict[tuple[str, str], Reply] = {}
        self.malformed = 0
        self.without_usage = 0
        self.without_id = 0

    def add(self, line: Mapping[str, Any]) -> None:
        """Add the reply of a line, if it has one."""
        message = line.get("message")
        if not isinstance(message, dict) or not isinstance(usage_data := message.get("usage"), dict):
            return
        reply = parse_reply(line, usage_data)
        if reply is None:
            self.without_usage += 1
            return
        message_id, request_id = message.get("id"), line.get("requestId")
        if not isinstance(message_id, str) or not message_id:
            self.without_id += 1
            # A unique key, so that the reply is counted and overwrites no other.
            message_id = f"\0{self.without_id}"
        key = (message_id, request_id if isinstance(request_id, str) else "")
        previous = self.replies.get(key)
        if previous is None or reply > previous:
            self.replies[key] = reply

    def counted_replies(self) -> list[Reply]:
        """All replies except those of a side chain that repeat one of the main session."""
        main_message_ids = {key[0] for key, reply in self.replies.items() if reply.is_main_session}
        return [
            reply
            for (message_id, _), reply in self.replies.items()
            if reply.is_main_session or message_id not in main_message_ids
        ]


def parse_reply(line: Mapping[str, Any], usage_data: Mapping[str, Any]) -> Reply | None:
    """The reply of a line with usage data; None if input or output tokens are missing."""
    cache_creation = usage_data.get("cache_creation_input_tokens", -1)
    cache_read = usage_data.get("cache_read_input_tokens", -1)
    if cache_creation == -1 and isinstance(parts := usage_data.get("cache_creation"), dict):
        fields = CLAUDE.transcripts.cache_creation_fields
        cache_creation = sum(non_negative_int(parts.get(name)) or 0 for name in fields)
    input_tokens = non_negative_int(usage_data.get("input_tokens"))
    output_tokens = non_negative_int(usage_data.get("output_tokens"))
    if input_tokens is None or output_tokens is None:
        return None
    cache_fields = (cache_creation, cache_read)
    usage = Usage(input_tokens, output_tokens, *(non_negative_int(value) or 0 for value in cache_fields))
    # A cache field of null means no cache tokens; a missing one (-1) means unknown.
    is_complete = all(value is None or non_negative_int(value) is not None for value in cache_fields)
    return Reply(sum(usage), line.get(CLAUDE.transcripts.side_chain_field) is not True, usage, is_complete)


def transcript_paths(session: str) -> tuple[str, ...]:
    """The paths of the transcript of a session and of the existing ones of its subagents."""
    folder = os.path.join(session.removesuffix(CLAUDE.transcripts.suffix), CLAUDE.transcripts.subagent_folder)
    try:
        names = sorted(os.listdir(folder))
    except OSError:
        names = []
    prefix, suffix = CLAUDE.transcripts.subagent_prefix, CLAUDE.transcripts.suffix
    agents = (name for name in names if name.startswith(prefix) and name.endswith(suffix))
    return (session, *(os.path.join(folder, name) for name in agents))


def count_sessions(sessions: Iterable[str]) -> UsageCount:
    """Total usage of sessions with their subagents. Raises OSError if a transcript is missing."""
    return count_files(file for session in sessions for file in transcript_paths(session))


def count_files(files: Iterable[str]) -> UsageCount:
    """Total usage of exactly these files. Raises OSError if one is missing."""
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
    usage = sum_usage(reply.usage for reply in replies)
    partial_count = sum(not reply.is_complete for reply in replies)
    gap_counts = (
        ("unreadable lines", collector.malformed),
        ("replies without token counts", collector.without_usage),
        ("replies without all kinds of tokens", partial_count),
        ("replies without an id, which may be counted twice", collector.without_id),
    )
    gaps = tuple(f"{description}: {number:,}" for description, number in gap_counts if number)
    return UsageCount(usage, len(replies), collector.malformed, files, gaps)
