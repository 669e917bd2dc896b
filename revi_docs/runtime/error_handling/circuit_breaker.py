"""The circuit of a story: open after too much has failed, and closed again by a person only."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from revi_docs.records.command_errors import CommandError
from revi_docs.records.ledger import Ledger
from revi_docs.records.time_formats import format_time, now_ms
from revi_docs.runtime.base.repository import StoryPaths
from revi_docs.runtime.claims.files import FileStore
from revi_docs.runtime.claims.protocol import StoryStore
from revi_docs.runtime.error_handling import error_log


def last_closed_ms(ledger: Ledger) -> int | None:
    """When a person last closed the circuit; None where nobody ever did."""
    return next(
        (entry.timestamp_ms for entry in reversed(ledger.entries) if entry.event == "circuit-closed"), None
    )


def is_circuit_open(ledger: Ledger) -> bool:
    """Whether the circuit was opened and nobody has closed it."""
    events = [entry.event for entry in ledger.entries if entry.event in ("circuit-opened", "circuit-closed")]
    return events[-1:] == ["circuit-opened"]


class CircuitResolution(NamedTuple):
    """A circuit that a person closed: where the story stands, and whether the log could follow."""

    status: str
    failures: int


def close_circuit(
    story: StoryPaths, actor: str, reason: str, store: StoryStore | None = None, *, dry: bool = False
) -> CircuitResolution:
    """Closes the circuit, by a person; the story stays where it stands, and its tries count anew.

    Raises RefusalError where it is not open, BrokenError where the log cannot be read or written.
    """
    with (store or FileStore(story.repository)).lock(story.id) as locked_story:
        ledger, log, now = locked_story.read_ledger(), error_log.read_log(story), now_ms()
        if not (is_circuit_open(ledger) or log.get("requiresIntervention")):
            raise CommandError("circuit-not-open", f"the circuit of {story.id} is not open", "go on")
        timestamp = format_time(now, story.repository.zone)
        count = len(log.get("errors", ()))
        if dry:
            return CircuitResolution(ledger.status, count)
        fields = {"event": "circuit-closed", "actor": actor, "reason": reason}
        locked_story.append({"timestamp": timestamp, "storyId": story.id, **fields})
        if log:
            error_log.write_log(story, _closed_log(story, log, timestamp, f"{actor}: {reason}"))
    return CircuitResolution(ledger.status, count)


def _closed_log(story: StoryPaths, log: Mapping[str, Any], timestamp: str, resolution: str) -> dict[str, Any]:
    circuit = story.repository.contract.circuit
    state = {"circuitState": circuit.states[0]} if circuit is not None else {}
    return {
        **log,
        "updatedAt": timestamp,
        **state,
        "requiresIntervention": False,
        "resolutionNotes": resolution,
    }
