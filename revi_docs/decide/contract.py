"""The contract as decisions read it: frozen values, made from `generated/contract.json` or generated.

Lengths of time are milliseconds. A value that is not there is None.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Names(NamedTuple):
    """The names of one kind. `aliases`: other name → id; `reserved`: a name that must not be used → why."""

    ids: tuple[str, ...]
    aliases: Mapping[str, str]
    reserved: Mapping[str, str]


class StatusFacts(NamedTuple):
    """Where a story stands; `stage` is the board's column, "" where there is none."""

    stage: str
    initial: bool
    terminal: bool
    counts_as_blocked: bool


class Transition(NamedTuple):
    """One way from status to status; `by` is a command, `manual` or `system`."""

    source: str
    target: str
    by: str
    event: str | None
    verdict: str | None


class Retry(NamedTuple):
    """How an error is tried again; `backoff` is `fixed` or `exponential`."""

    max: int
    backoff: str
    delay_ms: int
    cap_ms: int | None


class ErrorFacts(NamedTuple):
    """A way an agent's work fails; `recovery` follows when no retry is left."""

    retry: Retry | None
    recovery: str


class Circuit(NamedTuple):
    """When errors pile up. In the first of `states` work goes on, in the last it stops."""

    failures: int
    window_ms: int
    states: tuple[str, ...]


class WorkerSet(NamedTuple):
    """Workers side by side; `max_concurrency` 0 means all at once, `pass_threshold` is a share."""

    workers: tuple[str, ...]
    timeout_ms: int
    pass_threshold: float
    tolerated_timeouts: int
    fail_fast: bool
    max_concurrency: int
    keep_partial_results: bool


class Aggregation(NamedTuple):
    """One rule that makes many results into one; see `aggregate`."""

    when: str
    of: tuple[str, ...]
    forgiving: tuple[str, ...]
    then: str


class Level(NamedTuple):
    """What happens over each limit: `continue`, `warn`, `confirm` or `fail`."""

    over_warning: str
    over_hard: str


class Multiplier(NamedTuple):
    """How a story scales its limits; `key` is the front-matter key that carries it."""

    key: str
    min: float
    max: float
    default: float


class Limits(NamedTuple):
    """Token limits of one phase; reached means at or above."""

    warning: int
    hard: int


class Budgets(NamedTuple):
    """How many tokens a phase may use; `counts` and `shows` are kinds of tokens."""

    level: str
    levels: Mapping[str, Level]
    counts: tuple[str, ...]
    shows: tuple[str, ...]
    multiplier: Multiplier | None
    phases: Mapping[str, Limits]


class Done(NamedTuple):
    """When a command counts as done: one of an artifact's kind, a status, or `merged` for its branch."""

    artifact: str | None
    status: str | None
    branch: str | None


class Rerun(NamedTuple):
    """What happens when a command is run again; `force` is the flag that runs it anew, "" for none."""

    mode: str
    done: Done | None
    force: str


class CommandFacts(NamedTuple):
    """A slash command; `starts` are the statuses in which it begins."""

    starts: tuple[str, ...]
    phase: str | None
    rerun: Rerun | None


Fields = Mapping[str, str]
"""Field → type in the contract's language of types, such as `list of agent?`."""


class Trace(NamedTuple):
    """The lines of a trace: the fields of all, and the further fields of each event."""

    fields: Fields
    events: Mapping[str, Fields]


class Contract(NamedTuple):
    """All that decisions ask about. `modes`: mode → what follows when a command is done;
    `agents`: agent → its model; `newer_than_start`: whether an artifact must be newer than the start."""

    behaviour: str
    story_id: str
    names: Mapping[str, Names]
    statuses: Mapping[str, StatusFacts]
    transitions: tuple[Transition, ...]
    errors: Mapping[str, ErrorFacts]
    circuit: Circuit | None
    worker_sets: Mapping[str, WorkerSet]
    aggregation: tuple[Aggregation, ...]
    budgets: Budgets | None
    modes: Mapping[str, str]
    newer_than_start: bool
    commands: Mapping[str, CommandFacts]
    agents: Mapping[str, str | None]
    records: Mapping[str, Fields]
    trace: Trace | None
