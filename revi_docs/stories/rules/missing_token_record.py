"""A phase of a story began, and no row of the token log tells what it used.

Why: a budget that nobody holds against what was used is only a wish. Where nobody counted, a row says that.

Example:

    {"timestamp": "2026-02-11T14:32:05-07:00", "storyId": "REVI-007", "event": "moved", "actor": "elab-story",
     "from": "in-elaboration", "to": "ready-to-work", "by": "elab-story", "verdict": "PASS"}

and no row `elaboration` in the token log.

Mend: record the tokens with `revi budget record`. A phase that is still at work owes none yet.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.records.ledger import Entry
from revi_docs.records.lines import read_lines
from revi_docs.records.token_log import ARTIFACT, RECORD
from revi_docs.stories.rule import Case, Told


def check(case: Case) -> Iterator[Told]:
    """Yields a problem for each phase that owes its record."""
    contract, story = case.contract, case.story
    if RECORD not in contract.records or ARTIFACT not in contract.artifacts:
        return
    recorded = {row.phase for row in story.tokens}
    began: dict[str, Entry | None] = {}
    for entry in story.ledger.entries:
        phase = _phase(case, entry)
        if phase:
            began[phase] = entry
    for phase in _traced(case):
        began.setdefault(phase, None)
    at_work = _at_work(case)
    for phase, last in began.items():
        if phase in contract.phases and phase not in recorded and phase != at_work:
            fix = f"run 'revi budget record {story.id} --phase {phase} --tokens N', or add a row 'unrecorded'"
            place = story.in_ledger(last.line if last else 0)
            message = f"the phase '{phase}' began, and its tokens are not recorded"
            yield Told(message, fix, place, f"tokens of {phase}", ("artifacts", ARTIFACT))


def _phase(case: Case, entry: Entry) -> str:
    """The phase in which a step was taken; "" for none."""
    if entry.fields.get("phase") and entry.event in ("budget-breached", "forced"):
        return str(entry.fields["phase"])
    command = case.contract.commands.get(str(entry.fields.get("by") or entry.fields.get("command") or ""))
    return (command.phase if command else None) or ""


def _at_work(case: Case) -> str:
    """The phase whose command took the last step and still has one to take: it is not over."""
    lock = case.contract.locks
    last = next((one for one in reversed(case.story.ledger.entries) if one.reached), None)
    phase = _phase(case, last) if last else ""
    if phase and any(
        way.source == case.story.status and case.shelf.decided.commands[way.by].phase == phase
        for way in case.shelf.decided.transitions
        if way.by in case.shelf.decided.commands
    ):
        return phase
    return _locked(case) if lock and lock.file in case.story.files else ""


def _locked(case: Case) -> str:
    assert case.contract.locks is not None
    path = case.repository.root / case.story.folder / case.contract.locks.file
    line = next(read_lines(str(path)), None)
    return str(line.value.get("phase", "")) if line else ""


def _traced(case: Case) -> Iterator[str]:
    """The phases that the trace saw beginning."""
    trace = case.contract.trace
    if trace is None or trace.file not in case.story.files:
        return
    path = case.repository.root / case.story.folder / trace.file
    for line in read_lines(str(path)):
        if line.value.get("event") == "phase_start" and isinstance(line.value.get("phase"), str):
            yield line.value["phase"]
