"""What agents and phases did in a trace, in figures that two runs can be compared by."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from revi_docs.records.jsonl import Line

_FILE_TIMESTAMP = re.compile(r"\d{8}-\d{4}(?!\d)")

ProfileKey = tuple[str, str]
"""A kind, such as `agent`, and a name."""


class TraceProfile(NamedTuple):
    """Kind and name → figure → number; and of each phase and agent how it ended last.

    `seen` are the artifacts and statuses, without the id of the story and the time in names.
    """

    metrics: Mapping[ProfileKey, Mapping[str, int]]
    last_statuses: Mapping[ProfileKey, str]
    artifacts_and_moves: frozenset[ProfileKey]


def build_profile(lines: Iterable[Line], story: str) -> TraceProfile:
    """The profile of a trace; lines that cannot be read are left out."""
    builder = _ProfileBuilder(story)
    for line in lines:
        if not line.error:
            builder.add_event(line.value)
    return TraceProfile(
        {key: dict(sorted(metrics.items())) for key, metrics in sorted(builder.metrics.items())},
        dict(sorted(builder.last_statuses.items())),
        frozenset(builder.artifacts_and_moves),
    )


class _ProfileBuilder:
    def __init__(self, story: str) -> None:
        self.story = story
        self.metrics: defaultdict[ProfileKey, Counter[str]] = defaultdict(Counter)
        self.last_statuses: dict[ProfileKey, str] = {}
        self.artifacts_and_moves: set[ProfileKey] = set()

    def add_event(self, fields: Mapping[str, Any]) -> None:
        event = fields.get("event")
        if event in ("agent_spawn", "agent_complete"):
            self._add_agent(("agent", str(fields.get("agent"))), fields, is_start=event == "agent_spawn")
        elif event in ("phase_start", "phase_complete"):
            self._add_phase(("phase", str(fields.get("phase"))), fields, is_start=event == "phase_start")
        elif event == "error":
            self.metrics["error", str(fields.get("errorType"))]["errors"] += 1
        elif event == "tool_call":
            self.metrics["tool", str(fields.get("tool"))]["calls"] += 1
        elif event == "artifact" and fields.get("action") != "read":
            self.artifacts_and_moves.add(
                ("artifact", f"{fields.get('action')} {self._normalized_path(str(fields.get('path')))}")
            )
        elif event == "status_moved":
            self.artifacts_and_moves.add(("move", f"{fields.get('from')} -> {fields.get('to')}"))

    def _add_agent(self, key: ProfileKey, fields: Mapping[str, Any], *, is_start: bool) -> None:
        metrics = self.metrics[key]
        if is_start:
            metrics["spawns"] += 1
            return
        metrics["ends"] += 1
        metrics["tokens"] += _int_field(fields, "tokensInput") + _int_field(fields, "tokensOutput")
        metrics["durationMs"] += _int_field(fields, "durationMs")
        status = str(fields.get("status", "success"))
        metrics["failures"] += status != "success"
        self.last_statuses[key] = status

    def _add_phase(self, key: ProfileKey, fields: Mapping[str, Any], *, is_start: bool) -> None:
        metrics = self.metrics[key]
        if is_start:
            metrics["runs"] += 1
            return
        metrics["durationMs"] += _int_field(fields, "durationMs")
        self.last_statuses[key] = str(fields.get("status"))

    def _normalized_path(self, path: str) -> str:
        return _FILE_TIMESTAMP.sub("{timestamp}", path.replace(self.story, "{id}"))


def _int_field(fields: Mapping[str, Any], name: str) -> int:
    value = fields.get(name)
    return value if isinstance(value, int) else 0
