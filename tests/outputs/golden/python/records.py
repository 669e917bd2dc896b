# revi:generated
"""Records and trace events as frozen classes; `decide.wire` converts them from and to JSON data.

A time is a string in ISO 8601 with an offset. See ../docs_src/reference/records.md
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from .decide.wire import WireField, WireSchema

Status = Literal[
    "open",
    "doing",
    "stuck",
    "closed",
    "done",
]

Phase = Literal[
    "work",
]

Agent = Literal[
    "lead",
    "reader",
    "tester",
    "clerk",
]

Model = Literal[
    "small",
    "large",
]

ErrorType = Literal[
    "LOST",
    "BUSY",
    "WRONG",
]

Command = Literal[
    "handle",
    "list",
    "merge",
    "shut",
]

Recovery = Literal[
    "GIVE_UP",
]

WorkerStatus = Literal[
    "GOOD",
    "BAD",
    "WAITING",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lock:
    """Who works on it.

    See ../docs_src/reference/records.md#lock
    """

    owner: str
    since: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerResult:
    """What a checker reports.

    See ../docs_src/reference/records.md#worker_result
    """

    worker: Agent
    status: WorkerStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """The figures.

    See ../docs_src/reference/records.md#figures
    """

    tokens: int | None = None
    state: Literal["BUSY", "IDLE"]


@dataclass(frozen=True, slots=True, kw_only=True)
class BegunEvent:
    """Work begins.

    See ../docs_src/reference/traces.md#event-begun
    """

    event: Literal["begun"] = "begun"
    at: str
    phase: Phase
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EndedEvent:
    """Work ends.

    See ../docs_src/reference/traces.md#event-ended
    """

    event: Literal["ended"] = "ended"
    at: str


WIRE_SCHEMA: Final[WireSchema] = {
    Lock: {
        "owner": WireField("owner"),
        "since": WireField("since"),
    },
    WorkerResult: {
        "worker": WireField("worker"),
        "status": WireField("status"),
    },
    Figures: {
        "tokens": WireField("tokens"),
        "state": WireField("state"),
    },
    BegunEvent: {
        "event": WireField("event"),
        "at": WireField("at"),
        "phase": WireField("phase"),
        "note": WireField("note"),
    },
    EndedEvent: {
        "event": WireField("event"),
        "at": WireField("at"),
    },
}
"""Class → attribute → how it is serialized."""
