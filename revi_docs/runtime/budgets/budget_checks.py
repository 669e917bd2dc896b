"""What a phase used against its budget: the answer goes into the trace, and a breach into the ledger."""

from __future__ import annotations

from typing import Any, NamedTuple

from revi_docs.decide.compiled_contract import TokenBudgets, TokenLimits
from revi_docs.decide.name_lookup import resolve_id
from revi_docs.decide.token_budget import BudgetCheck, check_budget, scaled_limits
from revi_docs.records.command_errors import CommandError, UnavailableError
from revi_docs.records.story_front_matter import front_matter_field
from revi_docs.records.time_formats import format_time, now_ms, parse_time_ms
from revi_docs.runtime.base.repository import StoryPaths
from revi_docs.runtime.budgets.token_rows import PhaseUsage, phase_usage, token_rows
from revi_docs.runtime.claims.files import FileStore
from revi_docs.runtime.claims.protocol import LockedStory, StoryStore
from revi_docs.runtime.locks.process_identity import current_identity
from revi_docs.runtime.traces.trace_events import try_emit

BREACH_EVENT = "budget-breached"
"""The event of a ledger: the hard limit was reached; its `cause` is the level that held then."""


class BudgetResult(NamedTuple):
    """The answer of the contract, what it rests on, and whether the ledger keeps a breach now."""

    check: BudgetCheck
    usage: PhaseUsage
    multiplier: float | None
    breached: bool


def check_phase(
    story: StoryPaths,
    phase: str,
    level: str | None = None,
    *,
    dry: bool = False,
    store: StoryStore | None = None,
) -> BudgetResult:
    """Holds what is recorded of a phase against its limits, and keeps the answer.

    `level` says how strictly, the contract's own where it is not given. Raises RefusalError for a phase
    without a budget and for a multiplier that is not accepted, BrokenError where the log cannot be read.
    """
    budgets = _budgets(story)
    name, multiplier = resolve_id(story.repository.contract, "phase", phase), read_multiplier(story)
    usage = phase_usage(token_rows(story), name, budgets.counts)
    counts = {budgets.counts[0]: usage.tokens or 0} if budgets.counts else {}
    budget_check = check_budget(budgets, name, counts, multiplier, level)._replace(complete=usage.complete)
    breached = False
    if not dry:
        now = now_ms()
        if budget_check.over == "hard":
            with (store or FileStore(story.repository)).lock(story.id) as locked_story:
                breached = _record_breach(story, locked_story, (name, budget_check), now)
        field_names = ("level", "tokens", "warning", "hard", "action", "complete")
        try_emit(
            story,
            "budget_checked",
            now,
            {"phase": name, **{field_name: getattr(budget_check, field_name) for field_name in field_names}},
        )
    return BudgetResult(budget_check, usage, multiplier, breached)


def _budgets(story: StoryPaths) -> TokenBudgets:
    budgets = story.repository.contract.budgets
    if budgets is None:
        raise CommandError("no-budgets", "the contract has no budgets", "add the section budgets to revi.yml")
    return budgets


def read_multiplier(story: StoryPaths) -> float | None:
    """By what a story scales its limits; None where its file says nothing. RefusalError for no number."""
    definition = _budgets(story).multiplier
    if definition is None:
        return None
    try:
        with open(story.story, encoding="utf-8", errors="replace", newline="") as stream:
            field = front_matter_field(stream.read(), definition.key)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise UnavailableError(
            "unreadable-file", f"{story.story}: {error.strerror}", "mend the file"
        ) from None
    if field is None or field.value in ("", "null", "~"):
        return None
    try:
        return float(field.value)
    except ValueError:
        message = f"{definition.key} in line {field.line} of the story file is '{field.value}', and no number"
        fix = f"write a number from {definition.min:g} to {definition.max:g}, or remove the line"
        raise CommandError("invalid-multiplier", message, fix) from None


def story_limits(story: StoryPaths) -> dict[str, TokenLimits]:
    """Phase → its limits for this story. Raises as `multiplier_of`, and RefusedError for one not accepted."""
    budgets, factor = story.repository.contract.budgets, None
    if budgets is None:
        return {}
    factor = read_multiplier(story)
    return {phase: scaled_limits(budgets, phase, factor) for phase in budgets.phases}


def _record_breach(
    story: StoryPaths, locked_story: LockedStory, phase_check: tuple[str, BudgetCheck], now: int
) -> bool:
    """Adds the breach to the ledger, unless it stands there since the lock was taken, or there is none."""
    phase, budget_check = phase_check
    ledger, lock = locked_story.read_ledger(), locked_story.read_lock() or {}
    if not ledger.status:
        return False
    locked_since_ms = parse_time_ms(lock.get("startedAt")) or 0
    fields: dict[str, Any] = {
        "phase": phase,
        "tokens": budget_check.tokens,
        "limit": budget_check.hard,
        "cause": budget_check.level,
    }
    for entry in ledger.entries:
        is_same = all(entry.fields.get(name) == value for name, value in fields.items())
        if entry.event == BREACH_EVENT and is_same and entry.timestamp_ms >= locked_since_ms:
            return True
    header = {
        "timestamp": format_time(now, story.repository.zone),
        "storyId": story.id,
        "event": BREACH_EVENT,
    }
    fence = {"fence": lock["fence"]} if "fence" in lock else {}
    locked_story.append({**header, "actor": current_identity().owner_id, **fields, **fence})
    return True
