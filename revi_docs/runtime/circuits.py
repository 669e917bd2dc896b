"""The circuit of a story: open after too much has failed, and closed again by a person only."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from revi_docs.records.ledger import Ledger
from revi_docs.records.refusal import RefusalError
from revi_docs.records.times import now_ms, written
from revi_docs.runtime import error_log
from revi_docs.runtime.file_store import FileStore
from revi_docs.runtime.store import Store
from revi_docs.runtime.workflow import StoryPaths


def closed_ms(ledger: Ledger) -> int | None:
    """When a person last closed the circuit; None where nobody ever did."""
    return next((one.at_ms for one in reversed(ledger.entries) if one.event == "circuit-closed"), None)


def stands_open(ledger: Ledger) -> bool:
    """Whether the circuit was opened and nobody has closed it."""
    steps = [one.event for one in ledger.entries if one.event in ("circuit-opened", "circuit-closed")]
    return steps[-1:] == ["circuit-opened"]


class Resolved(NamedTuple):
    """A circuit that a person closed: where the story stands, and whether the log could follow."""

    status: str
    failures: int


def resolve(
    story: StoryPaths, actor: str, reason: str, store: Store | None = None, *, dry: bool = False
) -> Resolved:
    """Closes the circuit, by a person; the story stays where it stands, and its tries count anew.

    Raises RefusalError where it is not open, BrokenError where the log cannot be read or written.
    """
    with (store or FileStore(story.workflow)).hold(story.id) as held:
        ledger, log, now = held.ledger(), error_log.read(story), now_ms()
        if not (stands_open(ledger) or log.get("requiresIntervention")):
            raise RefusalError("not-open", f"the circuit of {story.id} is not open", "go on")
        at = written(now, story.workflow.zone)
        count = len(log.get("errors", ()))
        if dry:
            return Resolved(ledger.status, count)
        said = {"event": "circuit-closed", "actor": actor, "reason": reason}
        held.append({"timestamp": at, "storyId": story.id, **said})
        if log:
            error_log.write(story, _closed(story, log, at, f"{actor}: {reason}"))
    return Resolved(ledger.status, count)


def _closed(story: StoryPaths, log: Mapping[str, Any], at: str, note: str) -> dict[str, Any]:
    circuit = story.workflow.contract.circuit
    state = {"circuitState": circuit.states[0]} if circuit is not None else {}
    return {**log, "updatedAt": at, **state, "requiresIntervention": False, "resolutionNotes": note}
