# revi:generated
# Copied from revi-docs, where it is tested. It reads the contract and contains no facts of it.
"""The contract in the form that decisions read: read from `generated/contract.json`, or generated as code.

Durations are in milliseconds. A missing value is None.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class NameTable(NamedTuple):
    """The names of one kind. `aliases`: other name → id; `reserved`: name that must not be used → reason."""

    ids: tuple[str, ...]
    aliases: Mapping[str, str]
    reserved: Mapping[str, str]


class ConditionSpec(NamedTuple):
    """One condition; see `evidence_check`. `names` depend on `kind`; `limit` is 0 unless the kind counts.

    `artifact` and `section`: the file and its section with the rows of the kinds `rows` and `plan`.
    """

    kind: str
    names: tuple[str, ...]
    limit: int
    artifact: str
    section: str


class StatusSpec(NamedTuple):
    """A status of a story; `stage` is its column on the board, "" for none.

    `accepted`: a story in it is done, and no longer blocks the stories that depend on it; `requires`: what
    every story in it must show.
    """

    stage: str
    initial: bool
    terminal: bool
    counts_as_blocked: bool
    accepted: bool
    requires: tuple[ConditionSpec, ...]


class TransitionSpec(NamedTuple):
    """A transition between two statuses; `by` is a command, `manual` or `system`.

    `requires`: all that the move requires, those of its verdict and its target included; `force`: whether a
    person can make it although something is missing.
    """

    source: str
    target: str
    by: str
    event: str | None
    verdict: str | None
    requires: tuple[ConditionSpec, ...]
    force: bool


class RetryPolicy(NamedTuple):
    """How a step is retried after an error; `backoff` is `fixed` or `exponential`."""

    max: int
    backoff: str
    delay_ms: int
    cap_ms: int | None


class ErrorSpec(NamedTuple):
    """An error type; `recovery` is what happens when no retry is left."""

    retry: RetryPolicy | None
    recovery: str


class CircuitBreaker(NamedTuple):
    """When repeated errors stop the work. In the first of `states` work continues, in the last it stops."""

    failures: int
    window_ms: int
    states: tuple[str, ...]


class WorkerSetSpec(NamedTuple):
    """Workers that run in parallel; `max_concurrency` 0 means no limit, `pass_threshold` is a share."""

    workers: tuple[str, ...]
    timeout_ms: int
    pass_threshold: float
    tolerated_timeouts: int
    fail_fast: bool
    max_concurrency: int
    keep_partial_results: bool


class AggregationRule(NamedTuple):
    """A rule that combines the results of workers; see `aggregate`."""

    when: str
    of: tuple[str, ...]
    forgiving: tuple[str, ...]
    then: str


class BudgetLevel(NamedTuple):
    """The action above each limit: `continue`, `warn`, `confirm` or `fail`."""

    over_warning: str
    over_hard: str


class BudgetMultiplier(NamedTuple):
    """How a story scales its limits; `key` is the front-matter key of its multiplier."""

    key: str
    min: float
    max: float
    default: float


class TokenLimits(NamedTuple):
    """Token limits of one phase; a limit is reached at or above it."""

    warning: int
    hard: int


class TokenBudgets(NamedTuple):
    """The token budgets of the phases; `counts` and `shows` list kinds of tokens."""

    level: str
    levels: Mapping[str, BudgetLevel]
    counts: tuple[str, ...]
    shows: tuple[str, ...]
    multiplier: BudgetMultiplier | None
    phases: Mapping[str, TokenLimits]


class RerunPolicy(NamedTuple):
    """What happens when a command is run again; `force` is the flag that forces a rerun, "" for none.

    `done`: the conditions under which the command counts as done; never if there are none.
    """

    mode: str
    done: tuple[ConditionSpec, ...]
    force: str


class CommandSpec(NamedTuple):
    """A slash command; `starts` are the statuses in which it can start."""

    starts: tuple[str, ...]
    phase: str | None
    rerun: RerunPolicy | None


FieldTypes = Mapping[str, str]
"""Field → type in the contract's type syntax, such as `list of agent?`."""


class TraceSchema(NamedTuple):
    """The events of a trace: the fields that all have, and the additional fields of each event."""

    fields: FieldTypes
    events: Mapping[str, FieldTypes]


class CompiledContract(NamedTuple):
    """All data that decisions read. `modes`: rerun mode → action if the command is done; `agents`: agent →
    model."""

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
    commands: Mapping[str, CommandSpec]
    agents: Mapping[str, str | None]
    records: Mapping[str, FieldTypes]
    trace: TraceSchema | None
