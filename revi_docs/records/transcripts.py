"""What sessions of Claude Code used, counted from their transcripts with those of their sub-agents.

One reply stands on several lines, and its figures grow from line to line; sub-agents repeat replies of
the session. So a reply is known by the id of its message and its request, across all files, and the line
with the larger total counts. Only replies are held in memory, each as a few numbers.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from revi_docs.records.lines import read_lines
from revi_docs.records.usage import Count, Usage, whole

_CREATION = ("ephemeral_5m_input_tokens", "ephemeral_1h_input_tokens")


class Reply(NamedTuple):
    """One line of a reply. `total` comes first and `main` second: of equals the larger one counts.

    `main`: it is of the session itself, not of a side chain. `known`: every kind of tokens is stated.
    """

    total: int
    main: bool
    usage: Usage
    known: bool


class _Seen:
    """The replies of all files so far, and what could not be read."""

    def __init__(self) -> None:
        self.replies: dict[tuple[str, str], Reply] = {}
        self.malformed = 0
        self.unclear = 0
        self.unnamed = 0

    def add(self, line: Mapping[str, Any]) -> None:
        """Takes a line into account."""
        message = line.get("message")
        used = message.get("usage") if isinstance(message, dict) else None
        if not isinstance(message, dict) or not isinstance(used, dict):
            return
        reply = reply_of(line, used)
        if reply is None:
            self.unclear += 1
            return
        name, request = message.get("id"), line.get("requestId")
        if not isinstance(name, str) or not name:
            self.unnamed += 1
            name = f"\0{self.unnamed}"
        key = (name, request if isinstance(request, str) else "")
        before = self.replies.get(key)
        if before is None or reply > before:
            self.replies[key] = reply

    def kept(self) -> list[Reply]:
        """The replies that count: none of a side chain that repeats one of the session."""
        mains = {name for (name, _), reply in self.replies.items() if reply.main}
        return [reply for (name, _), reply in self.replies.items() if reply.main or name not in mains]


def reply_of(line: Mapping[str, Any], used: Mapping[str, Any]) -> Reply | None:
    """The reply on a line with its `usage`; None where that states no input or no output."""
    creation, read = used.get("cache_creation_input_tokens", -1), used.get("cache_read_input_tokens", -1)
    if creation == -1 and isinstance(parts := used.get("cache_creation"), dict):
        creation = sum(whole(parts.get(name)) or 0 for name in _CREATION)
    given, made = whole(used.get("input_tokens")), whole(used.get("output_tokens"))
    if given is None or made is None:
        return None
    usage = Usage(given, made, whole(creation) or 0, whole(read) or 0)
    known = all(one is None or whole(one) is not None for one in (creation, read))
    return Reply(sum(usage), line.get("isSidechain") is not True, usage, known)


def files_of(session: str) -> tuple[str, ...]:
    """The transcript of a session and those of its sub-agents, as far as they are there."""
    folder = os.path.join(session.removesuffix(".jsonl"), "subagents")
    try:
        names = sorted(os.listdir(folder))
    except OSError:
        names = []
    agents = (name for name in names if name.startswith("agent-") and name.endswith(".jsonl"))
    return (session, *(os.path.join(folder, name) for name in agents))


def count_sessions(sessions: Iterable[str]) -> Count:
    """What these sessions used together, each with its sub-agents. Raises OSError where one is missing."""
    return count_files(file for session in sessions for file in files_of(session))


def count_files(files: Iterable[str]) -> Count:
    """What these files tell together, and no other. Raises OSError where one is missing."""
    seen, number = _Seen(), 0
    for file in files:
        os.stat(file)
        number += 1
        for line in read_lines(file):
            if line.fault:
                seen.malformed += 1
            else:
                seen.add(line.value)
    return _count(seen, number)


def _count(seen: _Seen, files: int) -> Count:
    kept = seen.kept()
    usage = Usage(*(sum(kind) for kind in zip(*(reply.usage for reply in kept), strict=True)))
    partly = sum(not reply.known for reply in kept)
    said = (
        ("lines that cannot be read", seen.malformed),
        ("replies that do not state their tokens", seen.unclear),
        ("replies that do not state every kind of tokens", partly),
        ("replies without an id, of which nobody knows whether they are repeated", seen.unnamed),
    )
    why = tuple(f"{what}: {number:,}" for what, number in said if number)
    return Count(usage, len(kept), seen.malformed, files, why)
