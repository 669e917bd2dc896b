"""The circuit breaker of a story: open after too many failures, and closed again by a person only."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from revi_docs.records.command_errors import CommandError, file_errors
from revi_docs.records.ledger import Ledger
from revi_docs.records.time_formats import format_time, now_ms
from revi_docs.runtime.base.all_or_nothing import all_or_nothing
from revi_docs.runtime.base.repository import StoryPaths
from revi_docs.runtime.base.story_ledger import append_entry, exclusive_access, story_ledger
from revi_docs.runtime.error_handling import error_log

OPENED, CLOSED = "circuit-opened", "circuit-closed"
"""The events of the ledger; the last one is the state of the circuit breaker."""


class CircuitResolution(NamedTuple):
    """A closed circuit breaker: the status of the story, and the number of failures in its log."""

    status: str
    failures: int


def last_closed_ms(ledger: Ledger) -> int | None:
    """When a person last closed the circuit breaker, in milliseconds; None if never."""
    return next((entry.timestamp_ms for entry in reversed(ledger.entries) if entry.event == CLOSED), None)


def is_circuit_open(ledger: Ledger) -> bool:
    """Whether the last entry about the circuit breaker opened it."""
    events = [entry.event for entry in ledger.entries if entry.event in (OPENED, CLOSED)]
    return events[-1:] == [OPENED]


def close_circuit(story: StoryPaths, actor: str, reason: str, *, dry: bool = False) -> CircuitResolution:
    """Close the circuit breaker. The status remains the same, and failures count from zero again.

    Raises CommandError if it is not open, UnavailableError if the error log cannot be read or written.
    """
    with exclusive_access(story):
        ledger, log, now = story_ledger(story), error_log.read_log(story), now_ms()
        if not (is_circuit_open(ledger) or log.get("requiresIntervention")):
            message = f"the circuit breaker of {story.id} is not open"
            raise CommandError("circuit-not-open", message, "continue; no action is needed")
        timestamp = format_time(now, story.repository.zone)
        resolution = CircuitResolution(ledger.status, len(log.get("errors", ())))
        if dry:
            return resolution
        with all_or_nothing(story) as changes:
            # The log first: a call after one that was killed in between still finds the circuit open in the ledger.
            if log:
                with file_errors(error_log.log_path(story)):
                    changes.replacing(error_log.log_path(story))
                error_log.write_log(story, _closed_log(story, log, timestamp, f"{actor}: {reason}"))
            changes.created(append_entry(story, CLOSED, now, {"actor": actor, "reason": reason}))
    return resolution


def _closed_log(story: StoryPaths, log: Mapping[str, Any], timestamp: str, resolution: str) -> dict[str, Any]:
    circuit = story.repository.contract.circuit
    state = {"circuitState": circuit.states[0]} if circuit is not None else {}
    closed = {"requiresIntervention": False, "resolutionNotes": resolution}
    return {**log, "updatedAt": timestamp, **state, **closed}
