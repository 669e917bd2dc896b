"""Workers side by side, and how their results become one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from revi_docs.contract.model.declarations import UPPERCASE_WORDS_PATTERN, Duration, contract_field
from revi_docs.contract.model.item import Item


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerStatus(Item):
    """What a parallel worker reports."""

    final: bool = contract_field("Whether the worker is done.", True)


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerSet(Item):
    """Workers that run side by side, and how long and how strictly."""

    workers: tuple[str, ...] = contract_field("The agents.", reference_kind="workers", accepts_single=True)
    timeout: Duration | None = contract_field("How long a worker may take.", None)
    pass_threshold: float | None = contract_field("The share that must pass.", None, minimum=0, maximum=1)
    tolerated_timeouts: int | None = contract_field("How many time-outs still make a pass.", None, minimum=0)
    fail_fast: bool | None = contract_field("Whether the first failure stops the others.", None)
    max_concurrency: int | None = contract_field("How many run at once; 0 means all.", None, minimum=0)
    keep_partial_results: bool | None = contract_field("Whether a timed-out worker's results are kept.", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerDefaults:
    """What a worker set does not say itself."""

    timeout: Duration = contract_field("How long a worker may take.", Duration(300_000))
    pass_threshold: float = contract_field("The share that must pass.", 1.0, minimum=0, maximum=1)
    tolerated_timeouts: int = contract_field("How many time-outs still make a pass.", 0, minimum=0)
    fail_fast: bool = contract_field("Whether the first failure stops the others.", False)
    max_concurrency: int = contract_field("How many run at once; 0 means all.", 0, minimum=0)
    keep_partial_results: bool = contract_field("Whether a timed-out worker's results are kept.", True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Aggregation:
    """One rule that makes many results into one; the first that holds decides."""

    when: Literal["any", "all", "none", "enough", "otherwise"] = contract_field(
        "`any`: one worker has a status of `of`; `all`: every worker has; `none`: there is no worker; "
        "`enough`: the share of `of` reaches the threshold; `otherwise`: always."
    )
    of: tuple[str, ...] = contract_field(
        "Worker statuses.", (), accepts_single=True, reference_kind="worker_statuses"
    )
    forgiving: tuple[str, ...] = contract_field(
        "Statuses that `enough` leaves out of the count, as many as are tolerated; each makes a warning.",
        (),
        accepts_single=True,
        reference_kind="worker_statuses",
    )
    then: str = contract_field("The result.", pattern=UPPERCASE_WORDS_PATTERN)
    reason: str = contract_field("Why.", "", prose=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Workers:
    """Parallel work and how its results become one."""

    defaults: WorkerDefaults = contract_field("What a set does not say itself.", WorkerDefaults())
    statuses: Mapping[str, WorkerStatus] = contract_field(
        "What a worker may report.", {}, key_pattern=UPPERCASE_WORDS_PATTERN
    )
    sets: Mapping[str, WorkerSet] = contract_field("Named sets of workers.", {})
    aggregation: tuple[Aggregation, ...] = contract_field("Rules in order; the first that holds decides.", ())
