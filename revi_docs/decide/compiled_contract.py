"""The contract as decisions read it: frozen values, made from `generated/contract.json` or generated.

Lengths of time are milliseconds. A value that is not there is None.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class NameTable(NamedTuple):
    """The names of one kind. `aliases`: other name → id; `reserved`: a name that must not be used → why."""

    ids: tuple[str, ...]
    aliases: Mapping[str, str]
    reserved: Mapping[str, str]


class StatusSpec(NamedTuple):
    """Where a story stands; `stage` is the board's column, "" where there is none."""

    stage: str
    initial: bool
    terminal: bool
    counts_as_blocked: bool


class TransitionSpec(NamedTuple):
    """One way from status to status; `by` is a command, `manual` or `system`."""

    source: str
    target: str
    by: str
    event: str | None
    verdict: str | None


class RetryPolicy(NamedTuple):
    """How an error is tried again; `backoff` is `fixed` or `exponential`."""

    max: int
    backoff: str
    delay_ms: int
    cap_ms: int | None


class ErrorSpec(NamedTuple):
    """A way an agent's work fails; `recovery` follows when no retry is left."""

    retry: RetryPolicy | None
    recovery: str


class CircuitBreaker(NamedTuple):
    """When errors pile up. In the first of `states` work goes on, in the last it stops."""

    failures: int
    window_ms: int
    states: tuple[str, ...]


class WorkerSetSpec(NamedTuple):
    """Workers side by side; `max_concurrency` 0 means all at once, `pass_threshold` is a share."""

    workers: tuple[str, ...]
    timeout_ms: int
    pass_threshold: float
    tolerated_timeouts: int
    fail_fast: bool
    max_concurrency: int
    keep_partial_results: bool


class AggregationRule(NamedTuple):
    """One rule that makes many results into one; see `aggregate`."""

    when: str
    of: tuple[str, ...]
    forgiving: tuple[str, ...]
    then: str


class BudgetLevel(NamedTuple):
    """What happens over each limit: `continue`, `warn`, `confirm` or `fail`."""

    over_warning: str
    over_hard: str


class BudgetMultiplier(NamedTuple):
    """How a story scales its limits; `key` is the front-matter key that carries it."""

    key: str
    min: float
    max: float
    default: float


class TokenLimits(NamedTuple):
    """Token limits of one phase; reached means at or above."""

    warning: int
    hard: int


class TokenBudgets(NamedTuple):
    """How many tokens a phase may use; `counts` and `shows` are kinds of tokens."""

    level: str
    levels: Mapping[str, BudgetLevel]
    counts: tuple[str, ...]
    shows: tuple[str, ...]
    multiplier: BudgetMultiplier | None
    phases: Mapping[str, TokenLimits]


class DoneCondition(NamedTuple):
    """When a command counts as done: one of an artifact's kind, a status, or `merged` for its branch."""

    artifact: str | None
    status: str | None
    branch: str | None


class RerunPolicy(NamedTuple):
    """What happens when a command is run again; `force` is the flag that runs it anew, "" for none."""

    mode: str
    done: DoneCondition | None
    force: str


class CommandSpec(NamedTuple):
    """A slash command; `starts` are the statuses in which it begins."""

    starts: tuple[str, ...]
    phase: str | None
    rerun: RerunPolicy | None


FieldTypes = Mapping[str, str]
"""Field → type in the contract's language of types, such as `list of agent?`."""


class TraceSchema(NamedTuple):
    """The lines of a trace: the fields of all, and the further fields of each event."""

    fields: FieldTypes
    events: Mapping[str, FieldTypes]


class CompiledContract(NamedTuple):
    """All that decisions ask about. `modes`: mode → what follows when a command is done;
    `agents`: agent → its model; `newer_than_start`: whether an artifact must be newer than the start."""

    behaviour: str
    story_id: str
    names: Mapping[str, NameTable]
    statuses: Mapping[str, StatusSpec]
    transitions: tuple[TransitionSpec, ...]
    errors: Mapping[str, ErrorSpec]
    circuit: CircuitBreaker | None
    worker_sets: Mapping[str, WorkerSetSpec]
    aggregation: tuple[AggregationRule, ...]
    budgets: TokenBudgets | None
    modes: Mapping[str, str]
    newer_than_start: bool
    commands: Mapping[str, CommandSpec]
    agents: Mapping[str, str | None]
    records: Mapping[str, FieldTypes]
    trace: TraceSchema | None
