"""Workers side by side, and how their results become one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from revi_docs.contract.model.item import Item
from revi_docs.contract.shape import WORDS, Duration, says


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerStatus(Item):
    """What a parallel worker reports."""

    final: bool = says("Whether the worker is done.", True)


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerSet(Item):
    """Workers that run side by side, and how long and how strictly."""

    workers: tuple[str, ...] = says("The agents.", ref="workers", many=True)
    timeout: Duration | None = says("How long a worker may take.", None)
    pass_threshold: float | None = says("The share that must pass.", None, least=0, most=1)
    tolerated_timeouts: int | None = says("How many time-outs still make a pass.", None, least=0)
    fail_fast: bool | None = says("Whether the first failure stops the others.", None)
    max_concurrency: int | None = says("How many run at once; 0 means all.", None, least=0)
    keep_partial_results: bool | None = says("Whether a timed-out worker's results are kept.", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerDefaults:
    """What a worker set does not say itself."""

    timeout: Duration = says("How long a worker may take.", Duration(300_000))
    pass_threshold: float = says("The share that must pass.", 1.0, least=0, most=1)
    tolerated_timeouts: int = says("How many time-outs still make a pass.", 0, least=0)
    fail_fast: bool = says("Whether the first failure stops the others.", False)
    max_concurrency: int = says("How many run at once; 0 means all.", 0, least=0)
    keep_partial_results: bool = says("Whether a timed-out worker's results are kept.", True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Aggregation:
    """One rule that makes many results into one; the first that holds decides."""

    when: Literal["any", "all", "none", "enough", "otherwise"] = says(
        "`any`: one worker has a status of `of`; `all`: every worker has; `none`: there is no worker; "
        "`enough`: the share of `of` reaches the threshold; `otherwise`: always."
    )
    of: tuple[str, ...] = says("Worker statuses.", (), many=True, ref="worker_statuses")
    forgiving: tuple[str, ...] = says(
        "Statuses that `enough` leaves out of the count, as many as are tolerated; each makes a warning.",
        (),
        many=True,
        ref="worker_statuses",
    )
    then: str = says("The result.", pattern=WORDS)
    reason: str = says("Why.", "", prose=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Workers:
    """Parallel work and how its results become one."""

    defaults: WorkerDefaults = says("What a set does not say itself.", WorkerDefaults())
    statuses: Mapping[str, WorkerStatus] = says("What a worker may report.", {}, keys=WORDS)
    sets: Mapping[str, WorkerSet] = says("Named sets of workers.", {})
    aggregation: tuple[Aggregation, ...] = says("Rules in order; the first that holds decides.", ())
