"""Parallel workers, and how their results are combined."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from revi_docs.contract.model.declarations import UPPERCASE_WORDS_PATTERN, Duration, contract_field
from revi_docs.contract.model.item import Item


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerStatus(Item):
    """A status that a parallel worker reports."""

    final: bool = contract_field("Whether the worker has finished.", True)


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerSet(Item):
    """A set of workers that run in parallel, with its limits."""

    workers: tuple[str, ...] = contract_field(
        "The agents that are the workers.", reference_kind="workers", accepts_single=True
    )
    timeout: Duration | None = contract_field("The timeout of a worker.", None)
    pass_threshold: float | None = contract_field("The share of workers that must pass.", None, minimum=0, maximum=1)
    tolerated_timeouts: int | None = contract_field("How many timeouts are tolerated in a pass.", None, minimum=0)
    fail_fast: bool | None = contract_field("Whether the first failure stops the other workers.", None)
    max_concurrency: int | None = contract_field("How many run at once; 0 means all.", None, minimum=0)
    keep_partial_results: bool | None = contract_field("Whether a timed-out worker's results are kept.", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerDefaults:
    """The settings of worker sets that do not override them."""

    # The defaults of the REVI workflow: five minutes, and every worker must pass.
    timeout: Duration = contract_field("The timeout of a worker.", Duration(300_000))
    pass_threshold: float = contract_field("The share of workers that must pass.", 1.0, minimum=0, maximum=1)
    tolerated_timeouts: int = contract_field("How many timeouts are tolerated in a pass.", 0, minimum=0)
    fail_fast: bool = contract_field("Whether the first failure stops the other workers.", False)
    max_concurrency: int = contract_field("How many run at once; 0 means all.", 0, minimum=0)
    keep_partial_results: bool = contract_field("Whether a timed-out worker's results are kept.", True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Aggregation:
    """A rule that combines the results of workers. The first rule that matches decides."""

    when: Literal["any", "all", "none", "enough", "otherwise"] = contract_field(
        "`any`: at least one worker has a status in `of`; `all`: every worker has; `none`: there is none; "
        "`enough`: the share of workers with a status in `of` reaches the threshold; `otherwise`: always."
    )
    of: tuple[str, ...] = contract_field(
        "The worker statuses that the condition is about.", (), accepts_single=True, reference_kind="worker_statuses"
    )
    forgiving: tuple[str, ...] = contract_field(
        "The statuses that `enough` does not count, up to the tolerated number; each adds a warning.",
        (),
        accepts_single=True,
        reference_kind="worker_statuses",
    )
    then: str = contract_field("The combined result.", pattern=UPPERCASE_WORDS_PATTERN)
    reason: str = contract_field("The reason for the rule.", "", prose=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Workers:
    """Parallel workers and how their results are combined."""

    defaults: WorkerDefaults = contract_field("The default settings of worker sets.", WorkerDefaults())
    statuses: Mapping[str, WorkerStatus] = contract_field(
        "The statuses that a worker can report.", {}, key_pattern=UPPERCASE_WORDS_PATTERN
    )
    sets: Mapping[str, WorkerSet] = contract_field("The worker sets.", {})
    aggregation: tuple[Aggregation, ...] = contract_field("The rules in order; the first that matches decides.", ())
