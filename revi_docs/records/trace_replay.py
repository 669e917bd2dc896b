"""Replay the trace of a story against the contract and report impossible events.

A trace is telemetry: missing events are not errors, but recorded events must be possible. Locks are identified
by fencing token, because events of a lock owner and of its successor can interleave.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from revi_docs.decide.compiled_contract import CompiledContract, TokenLimits
from revi_docs.decide.records import check_event
from revi_docs.decide.transition_check import TransitionTrigger, can_transition
from revi_docs.records.jsonl import Line
from revi_docs.records.phase_runs import IssueFields, PhaseRuns
from revi_docs.records.trace_tokens import TraceTokens


class TraceIssue(NamedTuple):
    """A problem with a line; `code` is kebab-case, line 0 is the whole file."""

    line: int
    code: str
    message: str
    fix: str


class ReplayContext(NamedTuple):
    """What a trace is compared with.

    `limits` are those of the story; `breached` the phases whose budget breach is in the ledger; `moves` the
    number of moves per (from, to, by) in the ledger; `fence` the fencing token of the current lock, 0 without
    one; `locks` whether the contract has phase locks.
    """

    contract: CompiledContract
    story: str
    limits: Mapping[str, TokenLimits] = {}
    breached: frozenset[str] = frozenset()
    moves: Counter[tuple[str, str, str]] | None = None
    fence: int = 0
    locks: bool = True


def replay(lines: Iterable[Line], context: ReplayContext) -> Iterator[TraceIssue]:
    """All issues of a trace, in order of the lines; phases that never ended come last."""
    checker = _Replay(context)
    for line in lines:
        yield from checker.check_line(line)
    yield from checker.check_end()


class _Replay:
    def __init__(self, context: ReplayContext) -> None:
        self.context = context
        self.runs = PhaseRuns(context.locks)
        self.tokens = TraceTokens(context.contract, context.limits, context.breached)
        self.remaining_moves = Counter(context.moves) if context.moves is not None else None
        self.handlers: dict[str, Callable[[Mapping[str, Any]], Iterator[IssueFields]]] = {
            "agent_spawn": self._on_agent_spawn,
            "status_moved": self._on_status_moved,
        }

    def check_line(self, line: Line) -> Iterator[TraceIssue]:
        if line.error:
            code, fix = ("trace-torn", _TORN_FIX) if line.torn else ("trace-malformed", _WRITE_FIX)
            yield TraceIssue(line.number, code, line.error, fix)
            return
        fields = line.value
        errors = check_event(self.context.contract, fields)
        for error in errors:
            yield TraceIssue(line.number, _error_code(error), error, _WRITE_FIX)
        # The checks below need every field.
        if errors:
            return
        if fields["storyId"] != self.context.story:
            message = f"the event belongs to {fields['storyId']}"
            yield TraceIssue(line.number, "trace-story-differs", message, "move the line to the trace of that story")
        handler = self.handlers.get(fields["event"])
        issues = [*(handler(fields) if handler else ())]
        # The token check needs the phase after this event, so the runs are updated first.
        issues += self.runs.process_event(line.number, fields)
        issues += self.tokens.process_event(fields, self.runs.phase)
        for issue in issues:
            yield TraceIssue(line.number, *issue)

    def check_end(self) -> Iterator[TraceIssue]:
        for line, phase in self.runs.open_runs(self.context.fence):
            message = f"the phase '{phase}' started here and never ended"
            yield TraceIssue(line, "phase-without-end", message, _END_FIX)

    def _on_agent_spawn(self, fields: Mapping[str, Any]) -> Iterator[IssueFields]:
        expected_model, model = self.context.contract.agents[fields["agent"]], fields["model"]
        if expected_model is not None and model != expected_model:
            message = f"{fields['agent']} ran on {model}; the contract says {expected_model}"
            fix = f"start it with the model that 'revi plumbing model {fields['agent']}' prints"
            yield "wrong-model", message, fix

    def _on_status_moved(self, fields: Mapping[str, Any]) -> Iterator[IssueFields]:
        source, target, by = fields["from"], fields["to"], fields["by"]
        move = (source, target, by)
        if self.remaining_moves is not None and not self.remaining_moves[move]:
            yield "move-not-in-ledger", f"the ledger has no such move to '{target}'", _MOVE_FIX
        elif self.remaining_moves is not None:
            # Each move of the ledger explains one event.
            self.remaining_moves[move] -= 1
        contract = self.context.contract
        # An event has a cause or a verdict, and the trace does not record verdicts.
        verdicts = [None] if "cause" in fields else [None, *_verdicts(contract, by)]
        triggers = [TransitionTrigger(by, fields.get("cause"), verdict) for verdict in verdicts]
        if not any(can_transition(contract, source, target, trigger) for trigger in triggers):
            yield "illegal-transition", f"no transition from '{source}' to '{target}' by {by}", _MOVE_FIX
        command = contract.commands.get(by)
        if command is not None and command.phase is not None and not self.runs.is_locked_for(command.phase):
            message = f"/{by} moved the story without a lock for {command.phase}"
            fix = f"run 'revi plumbing lock acquire {self.context.story} --phase {command.phase}' first"
            yield "lock-not-held", message, fix


def _verdicts(contract: CompiledContract, by: str) -> list[str]:
    """The verdicts with which a command can move stories; the trace does not record them."""
    return [
        transition.verdict
        for transition in contract.transitions
        if transition.by == by and transition.verdict is not None
    ]


def _error_code(error: str) -> str:
    if error == "event: is not an event of the contract":
        return "unknown-event"
    return "unknown-field" if error.endswith(": is not a known field") else "wrong-field"


_TORN_FIX = "remove the line when no process is writing; the next event starts a new line"
_WRITE_FIX = "delete the line; 'revi plumbing trace emit' accepts only events of the contract"
_END_FIX = "end phases with 'revi plumbing lock release', even after a failure"
_MOVE_FIX = "move stories with 'revi plumbing move' only"
