"""A phase of a story started, but the token log has no row for it.

Why: A budget is useless unless usage is compared with it. If the tokens were not counted, a row must say
so.

Example:

    {"timestamp": "2026-02-11T14:32:05-07:00", "storyId": "REVI-007", "event": "moved", "actor": "elab-story",
     "from": "in-elaboration", "to": "ready-to-work", "by": "elab-story", "verdict": "PASS"}

The token log has no row `elaboration`.

Fix: Record the tokens with `revi plumbing budget record`. A phase in progress needs no row yet.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.records.jsonl import read_lines
from revi_docs.records.ledger import LedgerEntry
from revi_docs.records.token_log import ARTIFACT, RECORD_TYPE
from revi_docs.stories.story_rule import RuleFinding, StoryContext


def check(context: StoryContext) -> Iterator[RuleFinding]:
    """Report each phase that started and has no token record."""
    contract, story = context.contract, context.story
    if RECORD_TYPE not in contract.records or ARTIFACT not in contract.artifacts:
        return
    recorded_phases = {row.phase for row in story.tokens}
    last_entries: dict[str, LedgerEntry | None] = {}
    for entry in story.ledger.entries:
        phase = _entry_phase(context, entry)
        if phase:
            last_entries[phase] = entry
    for phase in _traced_phases(context):
        last_entries.setdefault(phase, None)
    active_phase = _active_phase(context)
    for phase, last in last_entries.items():
        if phase in contract.phases and phase not in recorded_phases and phase != active_phase:
            fix = f"run 'revi plumbing budget record {story.id} --phase {phase} --tokens N', or add a row 'unrecorded'"
            place = story.ledger_place(last)
            message = f"the phase '{phase}' started, but its tokens are not recorded"
            yield RuleFinding(message, fix, place, f"tokens of {phase}", ("artifacts", ARTIFACT))


def _entry_phase(context: StoryContext, entry: LedgerEntry) -> str:
    """Return the phase of a ledger entry; "" for none."""
    if entry.fields.get("phase") and entry.event in ("budget-breached", "forced"):
        return str(entry.fields["phase"])
    command = context.contract.commands.get(str(entry.fields.get("by") or entry.fields.get("command") or ""))
    return (command.phase if command else None) or ""


def _active_phase(context: StoryContext) -> str:
    """Return the phase whose command made the last transition and can make another; "" for none."""
    lock = context.contract.locks
    last = next((entry for entry in reversed(context.story.ledger.main_line) if entry.status_after), None)
    phase = _entry_phase(context, last) if last else ""
    if phase and any(
        transition.source == context.story.status
        and context.layout.decision_contract.commands[transition.by].phase == phase
        for transition in context.layout.decision_contract.transitions
        if transition.by in context.layout.decision_contract.commands
    ):
        return phase
    return _locked_phase(context) if lock and lock.file in context.story.files else ""


def _locked_phase(context: StoryContext) -> str:
    assert context.contract.locks is not None
    path = f"{context.story.folder}/{context.contract.locks.file}"
    line = next(read_lines(path, str(context.repository.root)), None)
    return str(line.value.get("phase", "")) if line else ""


def _traced_phases(context: StoryContext) -> Iterator[str]:
    """Yield the phases that have a `phase_start` event in the trace."""
    trace = context.contract.trace
    if trace is None or trace.file not in context.story.files:
        return
    path = f"{context.story.folder}/{trace.file}"
    for line in read_lines(path, str(context.repository.root)):
        if line.value.get("event") == "phase_start" and isinstance(line.value.get("phase"), str):
            yield line.value["phase"]
