# revi:0000000000000000
"""The contract of Tickets, made from `revi.yml`; never edited by hand.

How a ticket is handled.
Lengths of time are milliseconds. See ../docs_src/reference/index.md
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType as Frozen
from typing import Final

from .decide.contract import (
    Aggregation,
    Budgets,
    Circuit,
    CommandFacts,
    Contract,
    Done,
    ErrorFacts,
    Fields,
    Level,
    Limits,
    Multiplier,
    Names,
    Rerun,
    Retry,
    StatusFacts,
    Trace,
    Transition,
    WorkerSet,
)

BEHAVIOUR: Final = "ac08737a6a55aace0100c657eb59d735"
"""What decides something, as a hash; `assert_same_behaviour` compares it with `contract.json`."""

NAMES: Final[Mapping[str, Names]] = Frozen(
    {
        "status": Names(
            ids=(
                "open",
                "doing",
                "stuck",
                "closed",
                "done",
            ),
            aliases=Frozen(
                {
                    "new": "open",
                }
            ),
            reserved=Frozen(
                {
                    "parked": "It could be stuck | open.",
                }
            ),
        ),
        "phase": Names(
            ids=(
                "work",
            ),
            aliases=Frozen(
                {
                }
            ),
            reserved=Frozen(
                {
                }
            ),
        ),
        "agent": Names(
            ids=(
                "clerk",
                "lead",
                "reader",
                "tester",
            ),
            aliases=Frozen(
                {
                }
            ),
            reserved=Frozen(
                {
                }
            ),
        ),
        "model": Names(
            ids=(
                "large",
                "small",
            ),
            aliases=Frozen(
                {
                }
            ),
            reserved=Frozen(
                {
                }
            ),
        ),
        "error": Names(
            ids=(
                "BUSY",
                "LOST",
                "WRONG",
            ),
            aliases=Frozen(
                {
                }
            ),
            reserved=Frozen(
                {
                }
            ),
        ),
        "command": Names(
            ids=(
                "handle",
                "list",
                "merge",
                "shut",
            ),
            aliases=Frozen(
                {
                    "treat": "handle",
                }
            ),
            reserved=Frozen(
                {
                }
            ),
        ),
        "recovery": Names(
            ids=(
                "GIVE_UP",
            ),
            aliases=Frozen(
                {
                }
            ),
            reserved=Frozen(
                {
                }
            ),
        ),
        "worker-status": Names(
            ids=(
                "BAD",
                "GOOD",
                "WAITING",
            ),
            aliases=Frozen(
                {
                }
            ),
            reserved=Frozen(
                {
                }
            ),
        ),
    }
)
"""Kind of name → its names. An alias is accepted where data is read, and never written."""

STATUSES: Final[Mapping[str, StatusFacts]] = Frozen(
    {
        # Pipes | ticks ` ‹b›bold‹/b› $1 ${HOME} - -› # {{ not }} [a][b] \"quoted\" \\ *stars* _lines_
        "open": StatusFacts(
            stage="board",
            initial=True,
            terminal=False,
            counts_as_blocked=False,
        ),
        # Somebody works on it.
        "doing": StatusFacts(
            stage="board",
            initial=False,
            terminal=False,
            counts_as_blocked=False,
        ),
        # It waits for something outside.
        "stuck": StatusFacts(
            stage="",
            initial=False,
            terminal=False,
            counts_as_blocked=True,
        ),
        "closed": StatusFacts(
            stage="",
            initial=False,
            terminal=True,
            counts_as_blocked=False,
        ),
        # Nothing is left to do.
        "done": StatusFacts(
            stage="",
            initial=False,
            terminal=True,
            counts_as_blocked=False,
        ),
    }
)
"""Where a story can stand. See ../docs_src/reference/statuses/index.md"""

TRANSITIONS: Final[tuple[Transition, ...]] = (
    Transition(
        source="doing",
        target="done",
        by="handle",
        event=None,
        verdict="GOOD",
    ),
    Transition(
        source="doing",
        target="open",
        by="handle",
        event=None,
        verdict="BAD",
    ),
    Transition(
        source="doing",
        target="stuck",
        by="manual",
        event="held",
        verdict=None,
    ),
    Transition(
        source="doing",
        target="stuck",
        by="system",
        event="circuit-open",
        verdict=None,
    ),
    # In the order of the queue.
    Transition(
        source="open",
        target="doing",
        by="handle",
        event="taken",
        verdict=None,
    ),
    Transition(
        source="open",
        target="stuck",
        by="manual",
        event="held",
        verdict=None,
    ),
    Transition(
        source="stuck",
        target="closed",
        by="manual",
        event="dropped",
        verdict=None,
    ),
    Transition(
        source="stuck",
        target="open",
        by="manual",
        event=None,
        verdict=None,
    ),
)
"""Every way from status to status, one for each trigger. See ../docs_src/reference/statuses/index.md#transitions"""

ERRORS: Final[Mapping[str, ErrorFacts]] = Frozen(
    {
        # It is in use.
        "BUSY": ErrorFacts(
            retry=Retry(
                max=4,
                backoff="exponential",
                delay_ms=3000,
                cap_ms=40000,
            ),
            recovery="GIVE_UP",
        ),
        # It cannot be found.
        "LOST": ErrorFacts(
            retry=Retry(
                max=1,
                backoff="fixed",
                delay_ms=7000,
                cap_ms=None,
            ),
            recovery="GIVE_UP",
        ),
        # It makes no sense.
        "WRONG": ErrorFacts(
            retry=None,
            recovery="GIVE_UP",
        ),
    }
)
"""Ways in which an agent's work fails. See ../docs_src/reference/errors.md"""

CIRCUIT: Final = Circuit(
    failures=9,
    window_ms=660000,
    states=("SHUT", "OPEN"),
)
"""When errors pile up so far that a person must act. See ../docs_src/reference/errors.md#circuit"""

WORKER_SETS: Final[Mapping[str, WorkerSet]] = Frozen(
    {
        # Two who check.
        "checkers": WorkerSet(
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
"""Workers side by side. See ../docs_src/reference/workers.md"""

AGGREGATION: Final[tuple[Aggregation, ...]] = (
    # Nobody checked.
    Aggregation(
        when="none",
        of=(),
        forgiving=(),
        then="BAD",
    ),
    Aggregation(
        when="any",
        of=("WAITING",),
        forgiving=(),
        then="WAITING",
    ),
    Aggregation(
        when="all",
        of=("GOOD",),
        forgiving=(),
        then="GOOD",
    ),
    Aggregation(
        when="enough",
        of=("GOOD",),
        forgiving=("BAD",),
        then="GOOD",
    ),
    Aggregation(
        when="otherwise",
        of=(),
        forgiving=(),
        then="BAD",
    ),
)
"""How their results become one; the first rule that holds decides. See ../docs_src/reference/workers.md"""

BUDGETS: Final = Budgets(
    level="mild",
    levels=Frozen(
        {
            # Stop.
            "hard": Level(over_warning="warn", over_hard="fail"),
            # Say so.
            "mild": Level(over_warning="continue", over_hard="warn"),
        }
    ),
    counts=("input", "output"),
    shows=("cache_read",),
    multiplier=Multiplier(
        key="budget_scale",
        min=0.5,
        max=2.0,
        default=1.0,
    ),
    phases=Frozen(
        {
            "work": Limits(warning=12000, hard=34000),
        }
    ),
)
"""How many tokens a phase may use. See ../docs_src/reference/budgets.md"""

MODES: Final[Mapping[str, str]] = Frozen(
    {
        # As often as one likes.
        "again": "proceed",
        # Not a second time.
        "once": "refuse",
    }
)
"""Mode → what follows when a command is done. See ../docs_src/reference/locks-and-reruns.md"""

COMMANDS: Final[Mapping[str, CommandFacts]] = Frozen(
    {
        # Handles a ticket.
        "handle": CommandFacts(
            starts=("doing", "open"),
            phase="work",
            rerun=Rerun(
                mode="once",
                done=Done(
                    artifact="report",
                    status=None,
                    branch=None,
                ),
                force="--force",
            ),
        ),
        # Shows all tickets.
        "list": CommandFacts(
            starts=(),
            phase=None,
            rerun=Rerun(
                mode="again",
                done=None,
                force="",
            ),
        ),
        # Merges it.
        "merge": CommandFacts(
            starts=(),
            phase=None,
            rerun=Rerun(
                mode="once",
                done=Done(
                    artifact=None,
                    status=None,
                    branch="merged",
                ),
                force="",
            ),
        ),
        # Shuts it.
        "shut": CommandFacts(
            starts=(),
            phase=None,
            rerun=Rerun(
                mode="once",
                done=Done(
                    artifact=None,
                    status="done",
                    branch=None,
                ),
                force="",
            ),
        ),
    }
)
"""The slash commands. See ../docs_src/reference/commands/index.md"""

AGENTS: Final[Mapping[str, str | None]] = Frozen(
    {
        "clerk": "small",
        "lead": "large",
        "reader": "small",
        "tester": "small",
    }
)
"""Agent → its model. See ../docs_src/reference/agents/index.md"""

RECORDS: Final[Mapping[str, Fields]] = Frozen(
    {
        # The figures.
        "figures": Frozen(
            {
                "state": "BUSY|IDLE",
                "tokens": "integer?",
            }
        ),
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
                "status": "worker-status",
                "worker": "agent",
            }
        ),
    }
)
"""Record → field → type. See ../docs_src/reference/records.md"""

TRACE: Final = Trace(
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
                    "note": "string?",
                    "phase": "phase",
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
"""The lines of a trace. See ../docs_src/reference/traces.md"""

CONTRACT: Final = Contract(
    behaviour=BEHAVIOUR,
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
    newer_than_start=True,
    commands=COMMANDS,
    agents=AGENTS,
    records=RECORDS,
    trace=TRACE,
)
"""All that the questions of `decide` ask about."""
