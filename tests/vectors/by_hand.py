"""Forty answers written by hand from `docs_src/decisions.md`, each with the row of that page it stands for."""

from __future__ import annotations

from typing import Any

PASSED, LATE, FAILED = ["PASS"] * 5, ["TIMEOUT"], ["FAIL"]
NEVER = ["", None, None, False, False]
NEW = ["", 200, 100, False, False]
OLD = ["", 50, 100, False, False]
HALF = ["", None, 100, False, True]


def refused(error: str, message: str) -> dict[str, str]:
    return {"error": error, "message": message}


def older(name: str, status: str) -> dict[str, str]:
    """The answer for an older name of a status."""
    return {"id": status, "warning": f"'{name}' is an older name of the status '{status}'"}


def budget(level: str, over: str, action: str, limits: tuple[int, int], tokens: int) -> dict[str, Any]:
    """The answer of a check to which every counted kind of tokens was told."""
    warning, hard = limits
    return {
        "level": level, "tokens": tokens, "warning": warning, "hard": hard, "over": over,
        "action": action, "complete": True,
    }  # fmt: skip


def told(tokens: int, cache_read: int = 0) -> dict[str, int]:
    return {"input": tokens, "output": 0, "cache_creation": 0, "cache_read": cache_read}


BY_HAND: dict[str, tuple[str, list[Any], Any]] = {
    # Statuses
    "done is another name": ("names", ["status", "done"], older("done", "completed")),
    "backlog is another name": ("names", ["status", "backlog"], older("backlog", "generated")),
    "ready is another name": ("names", ["status", "ready"], older("ready", "ready-to-work")),
    "deferred could be two statuses": ("names", ["status", "deferred"], refused("UnknownName", "there is no status 'deferred': It could be pending or blocked.")),
    "draft could be two statuses": ("names", ["status", "draft"], refused("UnknownName", "there is no status 'draft': It could be pending or generated.")),
    "nothing leads out of completed": ("allowed", ["completed"], []),
    # Transitions
    "a held story returns to three": ("allowed", ["blocked"], ["cancelled", "in-elaboration", "in-progress", "ready-to-work"]),
    "to blocked from needs-work": ("pairs", ["needs-work", "blocked", None], True),
    "to cancelled from needs-split": ("pairs", ["needs-split", "cancelled", None], True),
    "pending cannot be held": ("pairs", ["pending", "blocked", None], False),
    "a conditional pass leads on": ("triggers", ["in-elaboration", "ready-to-work", ["elab-story", None, "CONDITIONAL PASS"]], True),
    "a reworked story is audited again": ("triggers", ["needs-refinement", "generated", ["pm-fix-story", "finished", None]], True),
    "a split story stays": ("pairs", ["needs-split", "superseded", None], True),
    "a repaired story gets on": ("triggers", ["in-progress", "ready-for-code-review", ["dev-fix-story", "fix-done", None]], True),
    "the merge moves nothing": ("triggers", ["uat", "completed", ["wt-finish", None, None]], False),
    # Verdicts
    "a waiver completes": ("triggers", ["uat", "completed", ["qa-gate", None, "WAIVED"]], True),
    "concerns stay": ("triggers", ["uat", "completed", ["qa-gate", None, "CONCERNS"]], False),
    "a failed gate goes back": ("triggers", ["uat", "in-progress", ["qa-gate", None, "FAIL"]], True),
    # Errors
    "no spawn: one retry": ("errors", ["AGENT_SPAWN_FAILED", 0], {"after": 2000, "recovery": "FAIL_PHASE"}),
    "no spawn: then the phase fails": ("errors", ["AGENT_SPAWN_FAILED", 1], {"after": None, "recovery": "FAIL_PHASE"}),
    "a time-out is not retried": ("errors", ["AGENT_TIMEOUT", 0], {"after": None, "recovery": "FAIL_PHASE"}),
    "a service: doubled": ("errors", ["EXTERNAL_SERVICE_DOWN", 2], {"after": 20000, "recovery": "FALLBACK"}),
    "three failures in five minutes open": ("circuit", [[0, 1, 300_000], None], "OPEN"),
    "three in more than five minutes do not": ("circuit", [[0, 1, 300_001], None], "CLOSED"),
    "a person closes": ("circuit", [[0, 1, 2], 2], "CLOSED"),
    # Parallel workers
    "five pass, one time-out": ("sets", ["code_review", PASSED + LATE], {"result": "PASS", "warned": True, "rule": 4}),
    "a second time-out fails": ("sets", ["code_review", PASSED[:4] + LATE * 2], {"result": "FAIL", "warned": False, "rule": 5}),
    "no worker": ("sets", ["code_review", []], {"result": "ERROR", "warned": False, "rule": 2}),
    "all time out": ("sets", ["code_review", LATE * 6], {"result": "TIMEOUT", "warned": False, "rule": 3}),
    "an error comes first": ("sets", ["code_review", [*PASSED, "ERROR"]], {"result": "ERROR", "warned": False, "rule": 0}),
    "not done is never a pass": ("sets", ["code_review", [*PASSED, "RUNNING"]], {"result": "PENDING", "warned": False, "rule": 1}),
    # Token budgets
    "advisory by default": ("budgets", ["elaboration", told(60_000), None, None], budget("advisory", "hard", "continue", (30_000, 60_000), 60_000)),
    "reached counts as over": ("budgets", ["elaboration", told(30_000), None, "soft_gate"], budget("soft_gate", "warning", "warn", (30_000, 60_000), 30_000)),
    "cache reads do not count": ("budgets", ["elaboration", told(29_999, 10**6), None, "hard_gate"], budget("hard_gate", "", "continue", (30_000, 60_000), 29_999)),
    "times the multiplier": ("budgets", ["code_review", told(149_999), 1.5, "hard_gate"], budget("hard_gate", "warning", "warn", (75_000, 150_000), 149_999)),
    "a multiplier beyond five": ("budgets", ["code_review", told(0), 5.1, None], refused("OutOfRange", "the multiplier 5.1 is not between 0.5 and 5")),
    # Running again
    "a second audit after a rework runs": ("reruns", ["elab-story", OLD, False], {"action": "proceed", "mode": "skip", "done": False, "why": "it is not done"}),
    "each command has its mode": ("reruns", ["elab-story", NEW, False], {"action": "skip", "mode": "skip", "done": True, "why": "it is done"}),
    "an implementation goes on": ("reruns", ["dev-implement-story", HALF, False], {"action": "resume", "mode": "resume", "done": False, "why": "it was begun"}),
    # Models and agents
    "no silent fallback": ("models", ["nobody-we-know"], refused("UnknownName", "there is no agent 'nobody-we-know'")),
}  # fmt: skip
"""What it stands for → the question, what is asked, and the answer."""
