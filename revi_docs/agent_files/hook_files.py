"""The hooks in hand-written settings files and plugins."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from revi_docs.agent_files.context import AgentFilesContext
from revi_docs.problems.problem import Place


@dataclass(frozen=True, slots=True)
class HookEntry:
    """One handler of a hook: its event, command line and time-out in seconds, and the place of its event."""

    event: str
    command: str
    timeout: float | None
    fails_closed: bool
    is_in_plugin: bool
    place: Place


def registered_events(context: AgentFilesContext) -> Iterator[tuple[str, Place]]:
    """Yield each event for which a file registers hooks, with its place."""
    for path, text in context.hook_files:
        for event in _events(text):
            yield event, _place(path, text, event)


def hook_entries(context: AgentFilesContext) -> Iterator[HookEntry]:
    """Yield each handler of each file; what has another form is left to the platform."""
    for path, text in context.hook_files:
        for event, groups in _events(text).items():
            for handler in _handlers(groups):
                arguments = handler.get("args")
                words = [handler.get("command", ""), *(arguments if isinstance(arguments, list) else ())]
                timeout = handler.get("timeout")
                yield HookEntry(
                    event=event,
                    command=" ".join(map(str, words)),
                    timeout=timeout if isinstance(timeout, int | float) else None,
                    fails_closed=handler.get("onFailure") == "block",
                    is_in_plugin=path.startswith("plugins/"),
                    place=_place(path, text, event),
                )


def _events(text: str) -> dict[str, Any]:
    try:
        data = json.loads(text)
    except ValueError:  # the platform reports it at its start
        return {}
    hooks = data.get("hooks") if isinstance(data, dict) else None
    return hooks if isinstance(hooks, dict) else {}


def _handlers(groups: Any) -> Iterator[dict[str, Any]]:
    for group in groups if isinstance(groups, list) else ():
        handlers = group.get("hooks") if isinstance(group, dict) else None
        yield from (
            handler for handler in (handlers if isinstance(handlers, list) else ()) if isinstance(handler, dict)
        )


def _place(path: str, text: str, event: str) -> Place:
    """Where the event is named first."""
    offset = text.find(json.dumps(event))
    if offset < 0:
        return Place(path, 1)
    return Place(path, text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))
