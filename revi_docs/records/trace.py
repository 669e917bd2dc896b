"""A story's trace, replayed against the contract: what cannot have happened as it is told.

The trace is telemetry, so what is missing in it is no fault; what it tells must be possible. Locks are known
by their fence: the events of a holder and of the next one may interleave.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from revi_docs.decide.contract import Contract, Limits
from revi_docs.decide.records import check_event
from revi_docs.decide.transitions import Trigger, can_transition
from revi_docs.records.lines import Line
from revi_docs.records.phase_runs import PhaseRuns, Said
from revi_docs.records.trace_tokens import TraceTokens


class TraceFault(NamedTuple):
    """What is wrong with a line: `code` is kebab-case, `fix` what mends it. Line 0 is the file as a whole."""

    line: int
    code: str
    what: str
    fix: str


class Ground(NamedTuple):
    """What a trace is held against: the contract, whose story it is, and what else is known of it.

    `limits` are the story's own; `breached` are the phases whose breach the ledger keeps; `moves` are the
    steps of the ledger as (from, to, by), how many of each; `fence` is that of the lock as it stands, 0 where
    it is free; `locks`: there are phase locks.
    """

    contract: Contract
    story: str
    limits: Mapping[str, Limits] = {}
    breached: frozenset[str] = frozenset()
    moves: Counter[tuple[str, str, str]] | None = None
    fence: int = 0
    locks: bool = True


def replay(lines: Iterable[Line], ground: Ground) -> Iterator[TraceFault]:
    """Every fault of a trace, in order of its lines; those of phases that never ended come last."""
    judge = _Replay(ground)
    for line in lines:
        yield from judge.line(line)
    yield from judge.end()


class _Replay:
    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.runs = PhaseRuns(ground.locks)
        self.tokens = TraceTokens(ground.contract, ground.limits, ground.breached)
        self.moves = Counter(ground.moves) if ground.moves is not None else None
        self.judges: dict[str, Callable[[Mapping[str, Any]], Iterator[Said]]] = {
            "agent_spawn": self._spawn,
            "status_moved": self._moved,
        }

    def line(self, line: Line) -> Iterator[TraceFault]:
        if line.fault:
            code, fix = ("trace-torn", _TORN) if line.torn else ("trace-malformed", _WRITE)
            yield TraceFault(line.number, code, line.fault, fix)
            return
        fields, sound = line.value, True
        for wrong in check_event(self.ground.contract, fields):
            sound = False
            yield TraceFault(line.number, _code(wrong), wrong, _WRITE)
        if not sound:
            return
        if fields["storyId"] != self.ground.story:
            what = f"is an event of {fields['storyId']}"
            yield TraceFault(line.number, "another-story", what, "keep it in that story's folder")
        judge = self.judges.get(fields["event"])
        found = [*(judge(fields) if judge else ())]
        found += [*self.runs.take(line.number, fields), *self.tokens.take(fields, self.runs.phase)]
        for code, what, fix in found:
            yield TraceFault(line.number, code, what, fix)

    def end(self) -> Iterator[TraceFault]:
        for line, phase in self.runs.left(self.ground.fence):
            what = f"the phase '{phase}' began here and never ended"
            yield TraceFault(line, "phase-never-ended", what, _END)

    def _spawn(self, fields: Mapping[str, Any]) -> Iterator[Said]:
        wanted, model = self.ground.contract.agents[fields["agent"]], fields["model"]
        if wanted is not None and model != wanted:
            what = f"{fields['agent']} ran on {model}, and the contract gives it {wanted}"
            yield "wrong-model", what, f"start it on {wanted}: 'revi model {fields['agent']}'"

    def _moved(self, fields: Mapping[str, Any]) -> Iterator[Said]:
        source, target, by = fields["from"], fields["to"], fields["by"]
        way = (source, target, by)
        if self.moves is not None and not self.moves[way]:
            yield "move-not-in-ledger", f"the ledger has no such step to {target}", _MOVE
        elif self.moves is not None:
            self.moves[way] -= 1
        contract = self.ground.contract
        verdicts = [None] if "cause" in fields else [None, *_verdicts(contract, by)]
        triggers = [Trigger(by, fields.get("cause"), verdict) for verdict in verdicts]
        if not any(can_transition(contract, source, target, one) for one in triggers):
            yield "illegal-transition", f"no transition leads from '{source}' to '{target}' by {by}", _MOVE
        command = contract.commands.get(by)
        if command is not None and command.phase is not None and not self.runs.holds(command.phase):
            what = f"/{by} moved the story outside of a lock for {command.phase}"
            yield (
                "lock-not-held",
                what,
                f"call 'revi lock acquire {self.ground.story} --phase {command.phase}'",
            )


def _verdicts(contract: Contract, by: str) -> list[str]:
    """The verdicts by which a command moves stories: the trace does not tell them."""
    return [way.verdict for way in contract.transitions if way.by == by and way.verdict is not None]


def _code(wrong: str) -> str:
    if wrong == "event: is none of the contract's":
        return "unknown-event"
    return "unknown-field" if wrong.endswith(": is no field of it") else "wrong-field"


_TORN = "nothing is lost: the next event begins a new line; remove the line once nobody writes"
_WRITE = "write events by 'revi trace emit', which takes only those of the contract"
_END = "end a phase by 'revi lock release', also after a failure"
_MOVE = "move stories by 'revi move' alone"
