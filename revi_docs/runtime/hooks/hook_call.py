"""One call of a hook: the input of Claude Code, and the verdict on it."""

from __future__ import annotations

import json
from collections.abc import Mapping

from revi_docs.problems.fast_record import FastRecord
from revi_docs.targets.claude import TARGET as CLAUDE

TYPE_CHECKING = False  # as in typing, which a hook does not import
if TYPE_CHECKING:
    from typing import Any

EVENTS: Mapping[str, str] = {
    # Without a regular expression, which takes longer to compile than all of this module.
    event.name: "".join(f"_{char.lower()}" if char.isupper() else char for char in event.name).lstrip("_")
    for event in CLAUDE.hook_events
}
"""Event → the module of this package whose `answer(call)` decides it: the event's name in snake case."""

MAX_INPUT_BYTES = 64 * 1024 * 1024
"""Bytes of the longest input. Arbitrary: far above any file that an agent writes in one edit."""


class HookInputError(Exception):
    """The input is not what Claude Code sends for the event."""


class HookCall(FastRecord):
    """An event that is about to happen or happened. `payload` is the whole input."""

    event: str
    session_id: str
    cwd: str
    payload: Mapping[str, Any]

    def text(self, name: str) -> str:
        """A string of the input; "" if it is missing or not a string."""
        value = self.payload.get(name)
        return value if isinstance(value, str) else ""


class HookVerdict(FastRecord):
    """`reason`: why the event is blocked, "" to allow it. `notes` are for the user, `context` is for the agent."""

    reason: str = ""
    notes: tuple[str, ...] = ()
    context: str = ""


ALLOW = HookVerdict()


def parse_call(event: str, raw: bytes) -> HookCall:
    """Parse the input of an event. Raises HookInputError."""
    if len(raw) > MAX_INPUT_BYTES:
        raise HookInputError(f"the input is longer than {MAX_INPUT_BYTES:,} bytes")
    if not raw.strip():
        raise HookInputError("the input is empty")
    try:
        payload = json.loads(raw)
    except (ValueError, RecursionError):
        raise HookInputError("the input is not valid JSON") from None
    if not isinstance(payload, dict):
        raise HookInputError("the input is not a JSON object")
    event_name = payload.get(CLAUDE.hook_fields.event, event)
    if event_name != event:
        raise HookInputError(f"the input is for the event {event_name!r}")
    call = HookCall(event=event, session_id="", cwd="", payload=payload)
    return call.replace(session_id=call.text(CLAUDE.hook_fields.session), cwd=call.text(CLAUDE.hook_fields.folder))
