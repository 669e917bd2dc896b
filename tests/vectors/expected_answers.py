"""Forty answers written by hand from `docs_src/decisions.md`, each named after the row of that page."""

from __future__ import annotations

from typing import Any

from tests.vectors.vector_rows import NO_EVIDENCE

PASSED, LATE = ["PASS"] * 5, ["TIMEOUT"]
NEW = [{**NO_EVIDENCE, "artifacts": {"elaboration": "2"}, "recorded": {"elaboration": "1"}}, False]
OLD = [{**NO_EVIDENCE, "artifacts": {"elaboration": "1"}, "recorded": {"elaboration": "1"}}, False]
HALF: list[Any] = [NO_EVIDENCE, True]


def error(name: str, message: str) -> dict[str, str]:
    return {"error": name, "message": message}


def alias(name: str, status: str) -> dict[str, str]:
    """The answer for an alias of a status."""
    return {"id": status, "warning": f"'{name}' is an alias of the status '{status}'"}


def budget(level: str, over: str, action: str, limits: tuple[int, int], tokens: int) -> dict[str, Any]:
    """The answer of a check with a number for every kind of tokens that counts."""
    warning, hard = limits
    return {
        "level": level, "tokens": tokens, "warning": warning, "hard": hard, "over": over,
        "action": action, "complete": True,
    }  # fmt: skip


def used(tokens: int, cache_read: int = 0) -> dict[str, int]:
    return {"input": tokens, "output": 0, "cache_creation": 0, "cache_read": cache_read}


EXPECTED_ANSWERS: dict[str, tuple[str, list[Any], Any]] = {
    # Statuses
    "done is an alias": ("names", ["status", "done"], alias("done", "completed")),
    "backlog is an alias": ("names", ["status", "backlog"], alias("backlog", "generated")),
    "ready is an alias": ("names", ["status", "ready"], alias("ready", "ready-to-work")),
    "deferred could be two statuses": ("names", ["status", "deferred"], error("UnknownName", "there is no status 'deferred': It could be pending or blocked.")),
    "draft could be two statuses": ("names", ["status", "draft"], error("UnknownName", "there is no status 'draft': It could be pending or generated.")),
    "completed has no outgoing transition": ("allowed", ["completed"], []),
    # Transitions
    "a blocked story can return to three statuses": ("allowed", ["blocked"], ["cancelled", "in-elaboration", "in-progress", "ready-to-work"]),
    "to blocked from needs-work": ("pairs", ["needs-work", "blocked", None], True),
    "to cancelled from needs-split": ("pairs", ["needs-split", "cancelled", None], True),
    "pending cannot be blocked": ("pairs", ["pending", "blocked", None], False),
    "a conditional pass moves the story on": ("triggers", ["in-elaboration", "ready-to-work", ["elab-story", None, "CONDITIONAL PASS"]], True),
    "a reworked story is audited again": ("triggers", ["needs-refinement", "generated", ["pm-fix-story", "finished", None]], True),
    "a split story is superseded": ("pairs", ["needs-split", "superseded", None], True),
    "a repaired story goes back to review": ("triggers", ["in-progress", "ready-for-code-review", ["dev-fix-story", "fix-done", None]], True),
    "a merge moves no story": ("triggers", ["uat", "completed", ["wt-finish", None, None]], False),
    # Verdicts
    "a waiver completes": ("triggers", ["uat", "completed", ["qa-gate", None, "WAIVED"]], True),
    "concerns move nothing": ("triggers", ["uat", "completed", ["qa-gate", None, "CONCERNS"]], False),
    "a failed gate goes back": ("triggers", ["uat", "in-progress", ["qa-gate", None, "FAIL"]], True),
    # Errors
    "a failed spawn: one retry": ("errors", ["AGENT_SPAWN_FAILED", 0], {"after": 2000, "recovery": "FAIL_PHASE"}),
    "a failed spawn: then the phase fails": ("errors", ["AGENT_SPAWN_FAILED", 1], {"after": None, "recovery": "FAIL_PHASE"}),
    "a timeout is not retried": ("errors", ["AGENT_TIMEOUT", 0], {"after": None, "recovery": "FAIL_PHASE"}),
    "a service: the delay doubles": ("errors", ["EXTERNAL_SERVICE_DOWN", 2], {"after": 20000, "recovery": "FALLBACK"}),
    "three failures in five minutes open the circuit": ("circuit", [[0, 1, 300_000], None], "OPEN"),
    "three in more than five minutes do not": ("circuit", [[0, 1, 300_001], None], "CLOSED"),
    "a person closes the circuit": ("circuit", [[0, 1, 2], 2], "CLOSED"),
    # Parallel workers
    "five pass, one timeout": ("sets", ["code_review", PASSED + LATE], {"result": "PASS", "warned": True, "rule": 4}),
    "a second timeout fails": ("sets", ["code_review", PASSED[:4] + LATE * 2], {"result": "FAIL", "warned": False, "rule": 5}),
    "no worker": ("sets", ["code_review", []], {"result": "ERROR", "warned": False, "rule": 2}),
    "all time out": ("sets", ["code_review", LATE * 6], {"result": "TIMEOUT", "warned": False, "rule": 3}),
    "an error comes first": ("sets", ["code_review", [*PASSED, "ERROR"]], {"result": "ERROR", "warned": False, "rule": 0}),
    "a running worker is never a pass": ("sets", ["code_review", [*PASSED, "RUNNING"]], {"result": "PENDING", "warned": False, "rule": 1}),
    # Token budgets
    "advisory by default": ("budgets", ["elaboration", used(60_000), None, None], budget("advisory", "hard", "continue", (30_000, 60_000), 60_000)),
    "a limit that is reached counts as exceeded": ("budgets", ["elaboration", used(30_000), None, "soft_gate"], budget("soft_gate", "warning", "warn", (30_000, 60_000), 30_000)),
    "cache reads do not count": ("budgets", ["elaboration", used(29_999, 10**6), None, "hard_gate"], budget("hard_gate", "", "continue", (30_000, 60_000), 29_999)),
    "times the multiplier": ("budgets", ["code_review", used(149_999), 1.5, "hard_gate"], budget("hard_gate", "warning", "warn", (75_000, 150_000), 149_999)),
    "a multiplier above five": ("budgets", ["code_review", used(0), 5.1, None], error("OutOfRange", "the multiplier 5.1 is not between 0.5 and 5")),
    # Reruns
    "a second audit after a rework runs": ("reruns", ["elab-story", OLD, False], {"action": "proceed", "mode": "skip", "done": False, "reason": "it is not done"}),
    "each command has its mode": ("reruns", ["elab-story", NEW, False], {"action": "skip", "mode": "skip", "done": True, "reason": "it is done"}),
    "an implementation resumes": ("reruns", ["dev-implement-story", HALF, False], {"action": "resume", "mode": "resume", "done": False, "reason": "it was started"}),
    # Models and agents
    "no silent fallback": ("models", ["unknown-agent"], error("UnknownName", "there is no agent 'unknown-agent'")),
}  # fmt: skip
"""Row of the page → question, arguments, and expected answer."""
