"""A story's trace, replayed against the contract: what cannot have happened as it is told.

The trace is telemetry, so what is missing in it is no fault; what it tells must be possible. Locks are known
by their fence: the events of a holder and of the next one may interleave.
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
    """What is wrong with a line: `code` is kebab-case, `fix` what mends it. Line 0 is the file as a whole."""

    line: int
    code: str
    message: str
    fix: str


class ReplayContext(NamedTuple):
    """What a trace is held against: the contract, whose story it is, and what else is known of it.

    `limits` are the story's own; `breached` are the phases whose breach the ledger keeps; `moves` are the
    steps of the ledger as (from, to, by), how many of each; `fence` is that of the lock as it stands, 0 where
    it is free; `locks`: there are phase locks.
    """

    contract: CompiledContract
    story: str
    limits: Mapping[str, TokenLimits] = {}
    breached: frozenset[str] = frozenset()
    moves: Counter[tuple[str, str, str]] | None = None
    fence: int = 0
    locks: bool = True


def replay(lines: Iterable[Line], context: ReplayContext) -> Iterator[TraceIssue]:
    """Every fault of a trace, in order of its lines; those of phases that never ended come last."""
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
        fields, is_valid = line.value, True
        for error in check_event(self.context.contract, fields):
            is_valid = False
            yield TraceIssue(line.number, _error_code(error), error, _WRITE_FIX)
        if not is_valid:
            return
        if fields["storyId"] != self.context.story:
            message = f"is an event of {fields['storyId']}"
            yield TraceIssue(line.number, "another-story", message, "keep it in that story's folder")
        handler = self.handlers.get(fields["event"])
        issues = [*(handler(fields) if handler else ())]
        issues += [
            *self.runs.process_event(line.number, fields),
            *self.tokens.process_event(fields, self.runs.phase),
        ]
        for code, message, fix in issues:
            yield TraceIssue(line.number, code, message, fix)

    def check_end(self) -> Iterator[TraceIssue]:
        for line, phase in self.runs.open_runs(self.context.fence):
            message = f"the phase '{phase}' began here and never ended"
            yield TraceIssue(line, "phase-never-ended", message, _END_FIX)

    def _on_agent_spawn(self, fields: Mapping[str, Any]) -> Iterator[IssueFields]:
        expected_model, model = self.context.contract.agents[fields["agent"]], fields["model"]
        if expected_model is not None and model != expected_model:
            message = f"{fields['agent']} ran on {model}, and the contract gives it {expected_model}"
            yield "wrong-model", message, f"start it on {expected_model}: 'revi model {fields['agent']}'"

    def _on_status_moved(self, fields: Mapping[str, Any]) -> Iterator[IssueFields]:
        source, target, by = fields["from"], fields["to"], fields["by"]
        move = (source, target, by)
        if self.remaining_moves is not None and not self.remaining_moves[move]:
            yield "move-not-in-ledger", f"the ledger has no such step to {target}", _MOVE_FIX
        elif self.remaining_moves is not None:
            self.remaining_moves[move] -= 1
        contract = self.context.contract
        verdicts = [None] if "cause" in fields else [None, *_verdicts(contract, by)]
        triggers = [TransitionTrigger(by, fields.get("cause"), verdict) for verdict in verdicts]
        if not any(can_transition(contract, source, target, trigger) for trigger in triggers):
            yield (
                "illegal-transition",
                f"no transition leads from '{source}' to '{target}' by {by}",
                _MOVE_FIX,
            )
        command = contract.commands.get(by)
        if command is not None and command.phase is not None and not self.runs.is_locked_for(command.phase):
            message = f"/{by} moved the story outside of a lock for {command.phase}"
            yield (
                "lock-not-held",
                message,
                f"call 'revi lock acquire {self.context.story} --phase {command.phase}'",
            )


def _verdicts(contract: CompiledContract, by: str) -> list[str]:
    """The verdicts by which a command moves stories: the trace does not tell them."""
    return [
        transition.verdict
        for transition in contract.transitions
        if transition.by == by and transition.verdict is not None
    ]


def _error_code(error: str) -> str:
    if error == "event: is not an event of the contract":
        return "unknown-event"
    return "unknown-field" if error.endswith(": is not a known field") else "wrong-field"


_TORN_FIX = "nothing is lost: the next event begins a new line; remove the line once nobody writes"
_WRITE_FIX = "write events by 'revi trace emit', which takes only those of the contract"
_END_FIX = "end a phase by 'revi lock release', also after a failure"
_MOVE_FIX = "move stories by 'revi move' alone"
