"""A small contract as decisions read it."""

from __future__ import annotations

from revi_docs.decide.compiled_contract import (
    AggregationRule,
    BudgetLevel,
    BudgetMultiplier,
    CircuitBreaker,
    CommandSpec,
    CompiledContract,
    ConditionSpec,
    ErrorSpec,
    NameTable,
    RerunPolicy,
    RetryPolicy,
    StatusSpec,
    TokenBudgets,
    TokenLimits,
    TraceSchema,
    TransitionSpec,
)

STATUS = StatusSpec("", initial=False, terminal=False, counts_as_blocked=False, accepted=False, requires=())
CIRCUIT = CircuitBreaker(3, 1000, ("CLOSED", "HALF", "OPEN"))
BUDGETS = TokenBudgets(
    level="soft",
    levels={"soft": BudgetLevel("warn", "confirm"), "hard": BudgetLevel("warn", "fail")},
    counts=("input", "output"),
    shows=("cache_read",),
    multiplier=BudgetMultiplier("factor", 0.5, 2, 1),
    phases={"make": TokenLimits(100, 200)},
)


def names(*ids: str, aliases: dict[str, str] | None = None, reserved: dict[str, str] | None = None) -> NameTable:
    return NameTable(ids, aliases or {}, reserved or {})


def command(mode: str, done: ConditionSpec, force: str = "") -> CommandSpec:
    return CommandSpec(("open",), "make", RerunPolicy(mode, (done,), force))


def condition(kind: str, *names: str) -> ConditionSpec:
    return ConditionSpec(kind, names, 0, "", "")


def move(source: str, target: str, by: str, event: str | None, verdict: str | None) -> TransitionSpec:
    return TransitionSpec(source, target, by, event, verdict, (), force=False)


CONTRACT = CompiledContract(
    story_id="AB-[0-9]+",
    names={
        "status": names("open", "busy", "over", aliases={"done": "over"}, reserved={"ready": "say busy or over"}),
        "phase": names("make"),
        "agent": names("reader", "writer", "idler", aliases={"author": "writer"}),
        "model": names("small", "large"),
        "error": names("LATE", "LOST", "WRONG"),
        "command": names("build", "audit", "merge", "tell"),
        "worker-status": names("PASS", "FAIL"),
    },
    statuses=dict.fromkeys(("open", "busy", "over"), STATUS),
    transitions=(
        move("open", "busy", "build", "started", None),
        move("busy", "over", "audit", None, "PASS"),
        move("busy", "open", "audit", None, "FAIL"),
        move("busy", "open", "manual", None, None),
    ),
    errors={
        "LATE": ErrorSpec(RetryPolicy(3, "exponential", 100, 250), "FAIL"),
        "LOST": ErrorSpec(RetryPolicy(2, "fixed", 100, None), "SKIP"),
        "WRONG": ErrorSpec(None, "FAIL"),
    },
    circuit=CIRCUIT,
    worker_sets={},
    aggregation=(AggregationRule("otherwise", (), (), "FAIL"),),
    budgets=BUDGETS,
    modes={"again": "proceed", "once": "skip", "on": "resume"},
    commands={
        "build": command("on", condition("status", "over")),
        "audit": command("once", condition("new", "report"), "--again"),
        "merge": command("once", condition("branch-merged")),
        "tell": CommandSpec((), None, None),
    },
    agents={"reader": "small", "writer": "large", "idler": None},
    records={
        "note": {"story": "story", "status": "status", "at": "datetime", "count": "integer?", "lines": "list of line?"},
        "line": {"text": "string", "kind": "good|bad"},
    },
    trace=TraceSchema({"timestamp": "datetime"}, {"moved": {"to": "status"}}),
)
