"""Count the tokens of Claude Code sessions and their subagents from transcripts.

A reply takes several lines with increasing token counts, and subagents repeat replies of the session. A
reply is therefore identified by its message id and request id across all files, and the line with the largest
total counts. A fork or a resumed session starts with a copy of earlier replies, which count once. Only the token
counts of each reply are kept in memory.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Any, NamedTuple

from revi_docs.records.jsonl import read_lines
from revi_docs.records.reply_usage import Reply, lacks_usage, parse_reply
from revi_docs.records.usage import UsageCount, sum_usage
from revi_docs.targets.claude import TARGET as CLAUDE


class ReplyKey(NamedTuple):
    """What identifies a reply. `session` is "" if `request_id` is known, which is unique across sessions."""

    session: str
    message_id: str
    request_id: str


class _ReplyCollector:
    """The replies of all files so far, and the number of unreadable lines."""

    def __init__(self) -> None:
        self.replies: dict[ReplyKey, Reply] = {}
        self.sessions: defaultdict[ReplyKey, set[str]] = defaultdict(set)
        self.malformed = 0
        self.without_usage = 0
        self.messages_without_usage: set[str] = set()
        self.without_id = 0

    def add(self, session: str, line: Mapping[str, Any]) -> None:
        """Add the reply of a line of a session, if it has one."""
        message = line.get("message")
        if not isinstance(message, dict):
            return
        if not isinstance(usage_data := message.get("usage"), dict):
            if lacks_usage(line, message):
                self.messages_without_usage.add(str(message.get("id")))
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
        # Some gateways use a message id again in another session.
        has_request = isinstance(request_id, str) and bool(request_id)
        key = ReplyKey("" if has_request else session, message_id, str(request_id) if has_request else "")
        previous = self.replies.get(key)
        self.replies[key] = reply.merged(previous) if previous else reply
        self.sessions[key].add(session)

    def counted_replies(self) -> list[Reply]:
        """All replies, without those that repeat another one.

        A reply of a side chain repeats one of the main session with the same message id. A reply without a
        request id repeats one of the same session with that message id, and one of another session if
        it has the same counts.
        """
        by_message: defaultdict[str, list[ReplyKey]] = defaultdict(list)
        for key in self.replies:
            by_message[key.message_id].append(key)
        return [reply for keys in by_message.values() for reply in self._without_repetitions(keys)]

    def _without_repetitions(self, keys: list[ReplyKey]) -> list[Reply]:
        replies = {key: self.replies[key] for key in keys}
        if len(keys) > 1:
            self._merge_twins(replies)
        has_main = any(reply.is_main_session for reply in replies.values())
        return [reply for reply in replies.values() if reply.is_main_session or not has_main]

    def _merge_twins(self, replies: dict[ReplyKey, Reply]) -> None:
        """Merge each reply without a request id into the one that it repeats."""
        for key in [key for key in replies if not key.request_id]:
            reply = replies.pop(key)
            twin = next((other for other in replies if key.session in self.sessions[other]), None)
            twin = twin or next((other for other in replies if replies[other].usage == reply.usage), None)
            replies[twin or key] = replies[twin].merged(reply) if twin else reply


def transcript_paths(session: str) -> tuple[str, ...]:
    """The paths of the transcript of a session and of the existing ones of its subagents, at any depth."""
    suffix = CLAUDE.transcripts.suffix
    folder = os.path.join(session.removesuffix(suffix), CLAUDE.transcripts.subagent_folder)
    # Whatever its name: in this folder every transcript is one of a subagent.
    agents = sorted(
        os.path.join(path, name) for path, _, names in os.walk(folder) for name in names if name.endswith(suffix)
    )
    return (session, *agents, *_subagents_beside(session))


def _subagents_beside(session: str) -> list[str]:
    """The transcripts of subagents in the folder of the session itself, where older versions wrote them."""
    folder, name = os.path.split(session)
    prefix, suffix = CLAUDE.transcripts.subagent_prefix, CLAUDE.transcripts.suffix
    with suppress(OSError):
        candidates = sorted(file for file in os.listdir(folder or ".") if file.startswith(prefix) and file != name)
        files = [os.path.join(folder, file) for file in candidates if file.endswith(suffix)]
        return [file for file in files if _first_session(file) == name.removesuffix(suffix)]
    return []


def _first_session(file: str) -> object:
    """The session that the first line of a transcript names."""
    return next((line.value.get(CLAUDE.transcripts.session_field) for line in read_lines(file)), None)


def session_of(file: str) -> str:
    """The name of the session that a transcript, or one of a subagent, belongs to."""
    transcripts, name = CLAUDE.transcripts, os.path.basename(file)
    session, folder, _ = file.partition(f"{os.sep}{transcripts.subagent_folder}{os.sep}")
    if not folder and name.startswith(transcripts.subagent_prefix) and (named_session := _first_session(file)):
        return str(named_session)
    return os.path.basename(session).removesuffix(transcripts.suffix)


def count_sessions(sessions: Iterable[str]) -> UsageCount:
    """Total usage of sessions with their subagents. Raises OSError if a transcript is missing."""
    return count_files(file for session in sessions for file in transcript_paths(session))


def file_sizes(sessions: Iterable[str]) -> dict[str, int]:
    """The transcripts of sessions and their subagents → how many bytes each has. Raises OSError."""
    return {file: os.stat(file).st_size for session in sessions for file in transcript_paths(session)}


def count_files(files: Iterable[str], sizes: Mapping[str, int] | None = None) -> UsageCount:
    """Total usage of exactly these files, of each its first `sizes` bytes. Raises OSError if one is missing."""
    collector, file_count = _ReplyCollector(), 0
    for file in files:
        os.stat(file)
        file_count += 1
        session, size = session_of(file), (sizes or {}).get(file)
        for line in read_lines(file, size=size):
            if line.error:
                collector.malformed += 1
            else:
                collector.add(session, line.value)
    return _summarize(collector, file_count)


def _summarize(collector: _ReplyCollector, files: int) -> UsageCount:
    replies = collector.counted_replies()
    usage = sum_usage(reply.usage for reply in replies)
    # Another line of the same reply may have the counts.
    without_usage = collector.messages_without_usage - {key.message_id for key in collector.replies}
    gap_counts = (
        ("unreadable lines", collector.malformed),
        ("replies without token counts", collector.without_usage + len(without_usage)),
        ("replies without all kinds of tokens", sum(not reply.is_complete for reply in replies)),
        ("replies whose end was not recorded", sum(not reply.has_ended for reply in replies)),
        ("replies without an id, which may be counted twice", collector.without_id),
    )
    gaps = tuple(f"{description}: {number:,}" for description, number in gap_counts if number)
    return UsageCount(usage, len(replies), collector.malformed, files, gaps)
