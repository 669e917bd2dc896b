"""One call of a hook: what Claude Code says on standard input, and what it is told."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

EVENTS: Mapping[str, str] = {
    "UserPromptExpansion": "user_prompt_expansion",
    "PreToolUse": "pre_tool_use",
    "SubagentStop": "subagent_stop",
    "SessionEnd": "session_end",
}
"""Event → the module of this folder whose `answer(call)` decides it."""

LARGEST = 64 * 1024 * 1024
"""Bytes of the longest input that is read."""


class MisreadError(Exception):
    """The input is not what Claude Code sends for the event."""


class Call(NamedTuple):
    """What is about to happen, or did. `said` is all of the input."""

    event: str
    session: str
    cwd: str
    said: Mapping[str, Any]

    def text(self, name: str) -> str:
        """A text of the input, "" where there is none."""
        value = self.said.get(name)
        return value if isinstance(value, str) else ""


class Verdict(NamedTuple):
    """`reason` says why it is blocked, "" lets through; `notes` are for people, `context` for the agent."""

    reason: str = ""
    notes: tuple[str, ...] = ()
    context: str = ""


LET_THROUGH = Verdict()


def read_call(event: str, raw: bytes) -> Call:
    """The call that the input states. Raises MisreadError."""
    if len(raw) > LARGEST:
        raise MisreadError(f"the input is longer than {LARGEST:,} bytes")
    if not raw.strip():
        raise MisreadError("the input is empty")
    try:
        said = json.loads(raw)
    except (ValueError, RecursionError):
        raise MisreadError("the input is no JSON") from None
    if not isinstance(said, dict):
        raise MisreadError("the input is no JSON object")
    named = said.get("hook_event_name", event)
    if named != event:
        raise MisreadError(f"the input is of the event {named!r}")
    call = Call(event, "", "", said)
    return call._replace(session=call.text("session_id"), cwd=call.text("cwd"))
