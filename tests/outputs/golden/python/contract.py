# revi:generated
"""The contract of Tickets, rendered from `revi.yml`. Do not edit.

How a ticket is handled.
Durations are in milliseconds. See ../docs_src/reference/index.md
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType as Frozen
from typing import Final

from .decide.compiled_contract import (
    AggregationRule,
    BudgetLevel,
    BudgetMultiplier,
    CircuitBreaker,
    CommandSpec,
    CompiledContract,
    ConditionSpec,
    ErrorSpec,
    FieldTypes,
    NameTable,
    RerunPolicy,
    RetryPolicy,
    StatusSpec,
    TokenBudgets,
    TokenLimits,
    TraceSchema,
    TransitionSpec,
    WorkerSetSpec,
)

NAMES: Final[Mapping[str, NameTable]] = Frozen(
    {
        "status": NameTable(
            ids=(
                "open",
                "doing",
                "stuck",
                "closed",
                "done",
            ),
            aliases=Frozen(
                {
                    # "open"
                    "new": "open",
                    # "doing"
                    # "stuck"
                    # "closed"
                    "closed": "done",
                    # "done"
                }
            ),
            reserved=Frozen(
                {
                    "parked": "It could be stuck | open.",
                }
            ),
        ),
        "phase": NameTable(
            ids=(
                "work",
            ),
            aliases=Frozen(
                {
                    # "work"
                }
            ),
            reserved=Frozen(
                {
                }
            ),
        ),
        "agent": NameTable(
            ids=(
                "lead",
                "reader",
                "tester",
                "clerk",
            ),
            aliases=Frozen(
                {
                    # "lead"
                    # "reader"
                    # "tester"
                    # "clerk"
                }
            ),
            reserved=Frozen(
                {
                }
            ),
        ),
        "model": NameTable(
            ids=(
                "small",
                "large",
            ),
            aliases=Frozen(
                {
                    # "small"
                    # "large"
                }
            ),
            reserved=Frozen(
                {
                }
            ),
        ),
        "error": NameTable(
            ids=(
                "LOST",
                "BUSY",
                "WRONG",
            ),
            aliases=Frozen(
                {
                    # "LOST"
                    # "BUSY"
                    # "WRONG"
                }
            ),
            reserved=Frozen(
                {
                }
            ),
        ),
        "command": NameTable(
            ids=(
                "handle",
                "list",
                "merge",
                "shut",
            ),
            aliases=Frozen(
                {
                    # "handle"
                    "treat": "handle",
                    # "list"
                    # "merge"
                    # "shut"
                }
            ),
            reserved=Frozen(
                {
                }
            ),
        ),
        "recovery": NameTable(
            ids=(
                "GIVE_UP",
            ),
            aliases=Frozen(
                {
                    # "GIVE_UP"
                }
            ),
            reserved=Frozen(
                {
                }
            ),
        ),
        "worker-status": NameTable(
            ids=(
                "GOOD",
                "BAD",
                "WAITING",
            ),
            aliases=Frozen(
                {
                    # "GOOD"
                    # "BAD"
                    # "WAITING"
                }
            ),
            reserved=Frozen(
                {
                }
            ),
        ),
    }
)
"""Kind of name → its names. Aliases are accepted in data that is read, and never written."""

STATUSES: Final[Mapping[str, StatusSpec]] = Frozen(
    {
        "open": StatusSpec(
            # Pipes | ticks ` ‹b›bold‹/b› $1 ${HOME} - -› # {{ not }} [a][b] \"quoted\" \\ *stars* _lines_
            stage="board",
            initial=True,
            terminal=False,
            counts_as_blocked=False,
            accepted=False,
            requires=(),
        ),
        "doing": StatusSpec(
            # Somebody works on it.
            stage="board",
            initial=False,
            terminal=False,
            counts_as_blocked=False,
            accepted=False,
            requires=(),
        ),
        "stuck": StatusSpec(
            # It waits for something outside.
            stage="",
            initial=False,
            terminal=False,
            counts_as_blocked=True,
            accepted=False,
            requires=(),
        ),
        "closed": StatusSpec(
            stage="",
            initial=False,
            terminal=True,
            counts_as_blocked=False,
            accepted=False,
            requires=(),
        ),
        "done": StatusSpec(
            # Nothing is left to do.
            stage="",
            initial=False,
            terminal=True,
            counts_as_blocked=False,
            accepted=True,
            requires=(
                ConditionSpec(
                    kind="artifact",
                    names=("report", "ticket"),
                    limit=0,
                    artifact="",
                    section="",
                ),
                ConditionSpec(
                    kind="rows",
                    names=("build", "smell"),
                    limit=0,
                    artifact="report",
                    section="Result",
                ),
                ConditionSpec(
                    kind="artifact",
                    names=("report",),
                    limit=0,
                    artifact="",
                    section="",
                ),
                ConditionSpec(
                    kind="plan",
                    names=("Goal",),
                    limit=0,
                    artifact="report",
                    section="Result",
                ),
            ),
        ),
    }
)
"""The statuses of a story. See ../docs_src/reference/statuses/index.md"""

TRANSITIONS: Final[tuple[TransitionSpec, ...]] = (
    TransitionSpec(
        source="open",
        target="doing",
        by="handle",
        event="taken",
        verdict=None,
        requires=(
            ConditionSpec(
                kind="circuit-closed",
                names=(),
                limit=0,
                artifact="",
                section="",
            ),
            ConditionSpec(
                kind="dependencies-accepted",
                names=(),
                limit=0,
                artifact="",
                section="",
            ),
        ),
        force=True,
        # In the order of the queue.
    ),
    TransitionSpec(
        source="doing",
        target="done",
        by="handle",
        event=None,
        verdict="GOOD",
        requires=(
            ConditionSpec(
                kind="run",
                names=("smell",),
                limit=0,
                artifact="",
                section="",
            ),
            ConditionSpec(
                kind="person",
                names=("accountable",),
                limit=0,
                artifact="",
                section="",
            ),
            ConditionSpec(
                kind="within-budget",
                names=(),
                limit=0,
                artifact="",
                section="",
            ),
            ConditionSpec(
                kind="rounds",
                names=("max",),
                limit=3,
                artifact="",
                section="",
            ),
            ConditionSpec(
                kind="new",
                names=("report",),
                limit=0,
                artifact="",
                section="",
            ),
            ConditionSpec(
                kind="verdict",
                names=("report",),
                limit=0,
                artifact="",
                section="",
            ),
            ConditionSpec(
                kind="reviews",
                names=("min",),
                limit=2,
                artifact="",
                section="",
            ),
            ConditionSpec(
                kind="artifact",
                names=("report", "ticket"),
                limit=0,
                artifact="",
                section="",
            ),
            ConditionSpec(
                kind="rows",
                names=("build", "smell"),
                limit=0,
                artifact="report",
                section="Result",
            ),
            ConditionSpec(
                kind="artifact",
                names=("report",),
                limit=0,
                artifact="",
                section="",
            ),
            ConditionSpec(
                kind="plan",
                names=("Goal",),
                limit=0,
                artifact="report",
                section="Result",
            ),
        ),
        force=False,
    ),
    TransitionSpec(
        source="doing",
        target="open",
        by="handle",
        event=None,
        verdict="BAD",
        requires=(),
        force=False,
    ),
    TransitionSpec(
        source="open",
        target="stuck",
        by="manual",
        event="held",
        verdict=None,
        requires=(),
        force=False,
    ),
    TransitionSpec(
        source="doing",
        target="stuck",
        by="manual",
        event="held",
        verdict=None,
        requires=(),
        force=False,
    ),
    TransitionSpec(
        source="doing",
        target="stuck",
        by="system",
        event="circuit-open",
        verdict=None,
        requires=(),
        force=False,
    ),
    TransitionSpec(
        source="stuck",
        target="open",
        by="manual",
        event=None,
        verdict=None,
        requires=(),
        force=False,
    ),
    TransitionSpec(
        source="stuck",
        target="closed",
        by="manual",
        event="dropped",
        verdict=None,
        requires=(),
        force=False,
    ),
)
"""All transitions between statuses, one for each trigger. See ../docs_src/reference/statuses/index.md#transitions"""

ERRORS: Final[Mapping[str, ErrorSpec]] = Frozen(
    {
        "LOST": ErrorSpec(
            # It cannot be found.
            retry=RetryPolicy(
                max=1,
                backoff="fixed",
                delay_ms=7000,
                cap_ms=None,
            ),
            recovery="GIVE_UP",
        ),
        "BUSY": ErrorSpec(
            # It is in use.
            retry=RetryPolicy(
                max=4,
                backoff="exponential",
                delay_ms=3000,
                cap_ms=40000,
            ),
            recovery="GIVE_UP",
        ),
        "WRONG": ErrorSpec(
            # It makes no sense.
            retry=None,
            recovery="GIVE_UP",
        ),
    }
)
"""Types of errors. See ../docs_src/reference/errors.md"""

CIRCUIT: Final = CircuitBreaker(
    failures=9,
    window_ms=660000,
    states=("SHUT", "OPEN"),
)
"""When errors are so frequent that a person must act. See ../docs_src/reference/errors.md#circuit"""

WORKER_SETS: Final[Mapping[str, WorkerSetSpec]] = Frozen(
    {
        "checkers": WorkerSetSpec(
            # Two who check.
            workers=(
                "reader",
                "tester",
            ),
            timeout_ms=480000,
            pass_threshold=0.5,
            tolerated_timeouts=0,
            fail_fast=True,
            max_concurrency=0,
            keep_partial_results=True,
        ),
    }
)
"""Sets of parallel workers. See ../docs_src/reference/workers.md"""

AGGREGATION: Final[tuple[AggregationRule, ...]] = (
    AggregationRule(
        # Nobody checked.
        when="none",
        of=(),
        forgiving=(),
        then="BAD",
    ),
    AggregationRule(
        when="any",
        of=("WAITING",),
        forgiving=(),
        then="WAITING",
    ),
    AggregationRule(
        when="all",
        of=("GOOD",),
        forgiving=(),
        then="GOOD",
    ),
    AggregationRule(
        when="enough",
        of=("GOOD",),
        forgiving=("BAD",),
        then="GOOD",
    ),
    AggregationRule(
        when="otherwise",
        of=(),
        forgiving=(),
        then="BAD",
    ),
)
"""How the results of workers are combined; the first rule that applies decides. See ../docs_src/reference/workers.md"""

BUDGETS: Final = TokenBudgets(
    level="mild",
    levels=Frozen(
        {
            # Say so.
            "mild": BudgetLevel(over_warning="continue", over_hard="warn"),

            # Stop.
            "hard": BudgetLevel(over_warning="warn", over_hard="fail"),
        }
    ),
    counts=("input", "output"),
    shows=("cache_read",),
    multiplier=BudgetMultiplier(
        key="budget_scale",
        min=0.5,
        max=2.0,
        default=1.0,
    ),
    phases=Frozen(
        {
            "work": TokenLimits(warning=12000, hard=34000),
        }
    ),
)
"""Token limits of the phases. See ../docs_src/reference/budgets.md"""

MODES: Final[Mapping[str, str]] = Frozen(
    {
        # Not a second time.
        "once": "refuse",

        # As often as one likes.
        "again": "proceed",
    }
)
"""Rerun mode → action if the command is done. See ../docs_src/reference/locks-and-reruns.md"""

COMMANDS: Final[Mapping[str, CommandSpec]] = Frozen(
    {
        "handle": CommandSpec(
            # Handles a ticket.
            starts=("open", "doing"),
            phase="work",
            rerun=RerunPolicy(
                mode="once",
                done=(
                    ConditionSpec(
                        kind="artifact",
                        names=("report",),
                        limit=0,
                        artifact="",
                        section="",
                    ),
                ),
                force="--force",
            ),
        ),
        "list": CommandSpec(
            # Shows all tickets.
            starts=(),
            phase=None,
            rerun=RerunPolicy(
                mode="again",
                done=(),
                force="",
            ),
        ),
        "merge": CommandSpec(
            # Merges it.
            starts=(),
            phase=None,
            rerun=RerunPolicy(
                mode="once",
                done=(
                    ConditionSpec(
                        kind="branch-merged",
                        names=(),
                        limit=0,
                        artifact="",
                        section="",
                    ),
                ),
                force="",
            ),
        ),
        "shut": CommandSpec(
            # Shuts it.
            starts=(),
            phase=None,
            rerun=RerunPolicy(
                mode="once",
                done=(
                    ConditionSpec(
                        kind="status",
                        names=("done",),
                        limit=0,
                        artifact="",
                        section="",
                    ),
                ),
                force="",
            ),
        ),
    }
)
"""The slash commands. See ../docs_src/reference/commands/index.md"""

AGENTS: Final[Mapping[str, str | None]] = Frozen(
    {
        "lead": "large",

        "reader": "small",

        "tester": "small",

        "clerk": "small",
    }
)
"""Agent → its model. See ../docs_src/reference/agents/index.md"""

RECORDS: Final[Mapping[str, FieldTypes]] = Frozen(
    {
        # Who works on it.
        "lock": Frozen(
            {
                "owner": "string",
                "since": "datetime",
            }
        ),
        # What a checker reports.
        "worker_result": Frozen(
            {
                "worker": "agent",
                "status": "worker-status",
            }
        ),
        # The figures.
        "figures": Frozen(
            {
                "tokens": "integer?",
                "state": "BUSY|IDLE",
            }
        ),
    }
)
"""Record → field → type. See ../docs_src/reference/records.md"""

TRACE: Final = TraceSchema(
    fields=Frozen(
        {
            "at": "datetime",
        }
    ),
    events=Frozen(
        {
            # Work begins.
            "begun": Frozen(
                {
                    "phase": "phase",
                    "note": "string?",
                }
            ),
            # Work ends.
            "ended": Frozen(
                {
                }
            ),
        }
    ),
)
"""The events of a trace. See ../docs_src/reference/traces.md"""

CONTRACT: Final = CompiledContract(
    story_id="TKT-[0-9]+",
    names=NAMES,
    statuses=STATUSES,
    transitions=TRANSITIONS,
    errors=ERRORS,
    circuit=CIRCUIT,
    worker_sets=WORKER_SETS,
    aggregation=AGGREGATION,
    budgets=BUDGETS,
    modes=MODES,
    commands=COMMANDS,
    agents=AGENTS,
    records=RECORDS,
    trace=TRACE,
)
"""All data that `decide` reads."""
