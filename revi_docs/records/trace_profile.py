"""What agents and phases did in a trace, in figures that two runs can be compared by."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from revi_docs.records.lines import Line

_STAMP = re.compile(r"\d{8}-\d{4}(?!\d)")

Key = tuple[str, str]
"""A kind, such as `agent`, and a name."""


class Profile(NamedTuple):
    """Kind and name → figure → number; and of each phase and agent how it ended last.

    `seen` are the artifacts and statuses, without the id of the story and the time in names.
    """

    figures: Mapping[Key, Mapping[str, int]]
    ended: Mapping[Key, str]
    seen: frozenset[Key]


def profile(lines: Iterable[Line], story: str) -> Profile:
    """The profile of a trace; lines that cannot be read are left out."""
    found = _Profile(story)
    for line in lines:
        if not line.fault:
            found.take(line.value)
    return Profile(
        {key: dict(sorted(one.items())) for key, one in sorted(found.figures.items())},
        dict(sorted(found.ended.items())),
        frozenset(found.seen),
    )


class _Profile:
    def __init__(self, story: str) -> None:
        self.story = story
        self.figures: defaultdict[Key, Counter[str]] = defaultdict(Counter)
        self.ended: dict[Key, str] = {}
        self.seen: set[Key] = set()

    def take(self, fields: Mapping[str, Any]) -> None:
        event = fields.get("event")
        if event in ("agent_spawn", "agent_complete"):
            self._agent(("agent", str(fields.get("agent"))), fields, began=event == "agent_spawn")
        elif event in ("phase_start", "phase_complete"):
            self._phase(("phase", str(fields.get("phase"))), fields, began=event == "phase_start")
        elif event == "error":
            self.figures["error", str(fields.get("errorType"))]["errors"] += 1
        elif event == "tool_call":
            self.figures["tool", str(fields.get("tool"))]["calls"] += 1
        elif event == "artifact" and fields.get("action") != "read":
            self.seen.add(("artifact", f"{fields.get('action')} {self._named(str(fields.get('path')))}"))
        elif event == "status_moved":
            self.seen.add(("move", f"{fields.get('from')} -> {fields.get('to')}"))

    def _agent(self, key: Key, fields: Mapping[str, Any], *, began: bool) -> None:
        figures = self.figures[key]
        if began:
            figures["spawns"] += 1
            return
        figures["ends"] += 1
        figures["tokens"] += _whole(fields, "tokensInput") + _whole(fields, "tokensOutput")
        figures["durationMs"] += _whole(fields, "durationMs")
        status = str(fields.get("status", "success"))
        figures["failures"] += status != "success"
        self.ended[key] = status

    def _phase(self, key: Key, fields: Mapping[str, Any], *, began: bool) -> None:
        figures = self.figures[key]
        if began:
            figures["runs"] += 1
            return
        figures["durationMs"] += _whole(fields, "durationMs")
        self.ended[key] = str(fields.get("status"))

    def _named(self, path: str) -> str:
        return _STAMP.sub("{timestamp}", path.replace(self.story, "{id}"))


def _whole(fields: Mapping[str, Any], name: str) -> int:
    value = fields.get(name)
    return value if isinstance(value, int) else 0
