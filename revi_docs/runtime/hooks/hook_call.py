"""One call of a hook: what Claude Code says on standard input, and what it is told."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from revi_docs.targets.claude import TARGET as CLAUDE

EVENTS: Mapping[str, str] = {
    event.name: re.sub(r"(?<=[a-z])(?=[A-Z])", "_", event.name).lower() for event in CLAUDE.hook_events
}
"""Event → the module of this package whose `answer(call)` decides it: the event's name in snake case."""

MAX_INPUT_BYTES = 64 * 1024 * 1024
"""Bytes of the longest input that is read."""


class HookInputError(Exception):
    """The input is not what Claude Code sends for the event."""


class HookCall(NamedTuple):
    """What is about to happen, or did. `said` is all of the input."""

    event: str
    session_id: str
    cwd: str
    payload: Mapping[str, Any]

    def text(self, name: str) -> str:
        """A text of the input, "" where there is none."""
        value = self.payload.get(name)
        return value if isinstance(value, str) else ""


class HookVerdict(NamedTuple):
    """`reason` says why it is blocked, "" lets through; `notes` are for people, `context` for the agent."""

    reason: str = ""
    notes: tuple[str, ...] = ()
    context: str = ""


ALLOW = HookVerdict()


def parse_call(event: str, raw: bytes) -> HookCall:
    """The call that the input states. Raises MisreadError."""
    if len(raw) > MAX_INPUT_BYTES:
        raise HookInputError(f"the input is longer than {MAX_INPUT_BYTES:,} bytes")
    if not raw.strip():
        raise HookInputError("the input is empty")
    try:
        payload = json.loads(raw)
    except (ValueError, RecursionError):
        raise HookInputError("the input is no JSON") from None
    if not isinstance(payload, dict):
        raise HookInputError("the input is no JSON object")
    event_name = payload.get("hook_event_name", event)
    if event_name != event:
        raise HookInputError(f"the input is of the event {event_name!r}")
    call = HookCall(event, "", "", payload)
    return call._replace(session_id=call.text("session_id"), cwd=call.text("cwd"))
