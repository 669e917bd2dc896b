"""Compare the tokens of a phase with its limits. The result goes to the trace, a breach to the ledger."""

from __future__ import annotations

from typing import NamedTuple

from revi_docs.decide.compiled_contract import TokenBudgets, TokenLimits
from revi_docs.decide.name_lookup import resolve_id
from revi_docs.decide.token_budget import BudgetCheck, check_budget, scaled_limits
from revi_docs.records.command_errors import CommandError
from revi_docs.records.time_formats import now_ms
from revi_docs.runtime.base.repository import StoryPaths
from revi_docs.runtime.base.story_fields import story_field
from revi_docs.runtime.base.story_ledger import append_entry, exclusive_access, story_ledger
from revi_docs.runtime.budgets.token_rows import PhaseUsage, phase_usage, token_rows
from revi_docs.runtime.locks.lock_owner import current_owner
from revi_docs.runtime.locks.process_identity import current_identity
from revi_docs.runtime.traces.trace_events import try_emit

BREACH_EVENT = "budget-breached"
"""The ledger event for a phase at its hard limit; its `cause` is the budget level at that time."""


class BudgetResult(NamedTuple):
    """The decision, the usage it is based on, and whether the ledger has an entry for the breach."""

    check: BudgetCheck
    usage: PhaseUsage
    multiplier: float | None
    breached: bool


def check_phase(story: StoryPaths, phase: str, level: str | None = None, *, dry: bool = False) -> BudgetResult:
    """Compare a phase's recorded tokens with its limits, and record the result.

    `level` None is the budget level of the contract. Raises CommandError for a phase without a budget and for
    an invalid multiplier, UnavailableError if the token log cannot be read.
    """
    budgets = _budgets(story)
    name, multiplier = resolve_id(story.repository.contract, "phase", phase), read_multiplier(story)
    usage = phase_usage(token_rows(story), name, budgets.counts)
    counts = {budgets.counts[0]: usage.tokens or 0} if budgets.counts else {}
    check = check_budget(budgets, name, counts, multiplier, level)._replace(complete=usage.complete)
    breached = False
    if not dry:
        now = now_ms()
        if check.over == "hard":
            with exclusive_access(story):
                breached = _record_breach(story, name, check, now)
        field_names = ("level", "tokens", "warning", "hard", "action", "complete")
        fields = {field_name: getattr(check, field_name) for field_name in field_names}
        try_emit(story, "budget_checked", now, {"phase": name, **fields})
    return BudgetResult(check, usage, multiplier, breached)


def _budgets(story: StoryPaths) -> TokenBudgets:
    budgets = story.repository.contract.budgets
    if budgets is None:
        fix = "add the section 'budgets' to revi.yml"
        raise CommandError("no-budgets", "the contract has no budgets", fix)
    return budgets


def read_multiplier(story: StoryPaths) -> float | None:
    """The factor for the limits in the story file; None if there is none. Raises CommandError if invalid."""
    definition = _budgets(story).multiplier
    if definition is None:
        return None
    field = story_field(story, definition.key)
    if field is None or field.value in ("", "null", "~"):
        return None
    try:
        return float(field.value)  # type: ignore[arg-type]  # a list or a mapping is a TypeError
    except (TypeError, ValueError):
        message = f"{definition.key} on line {field.line} of the story file is not a number: '{field.value}'"
        fix = f"write a number from {definition.min:g} to {definition.max:g}, or remove the line"
        raise CommandError("invalid-multiplier", message, fix) from None


def story_limits(story: StoryPaths) -> dict[str, TokenLimits]:
    """Phase → its limits for this story. Raises as `read_multiplier`, and OutOfRangeError."""
    budgets = story.repository.contract.budgets
    if budgets is None:
        return {}
    factor = read_multiplier(story)
    return {phase: scaled_limits(budgets, phase, factor) for phase in budgets.phases}


def _record_breach(story: StoryPaths, phase: str, check: BudgetCheck, now: int) -> bool:
    """Append the breach to the ledger, once per lock. Returns False if there is no ledger."""
    ledger, owner = story_ledger(story), current_owner(story)
    if not ledger.status:
        return False
    fields = {"phase": phase, "tokens": check.tokens, "limit": check.hard, "cause": check.level}
    for entry in ledger.entries:
        is_same = all(entry.fields.get(name) == value for name, value in fields.items())
        is_recent = owner is None or entry.timestamp_ms >= owner.started_ms
        if entry.event == BREACH_EVENT and is_same and is_recent:
            return True
    fence = {"fence": owner.fence} if owner is not None else {}
    append_entry(story, BREACH_EVENT, now, {"actor": current_identity().owner_id, **fields, **fence})
    return True
