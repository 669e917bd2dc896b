"""What a phase used against its budget: the answer goes into the trace, and a breach into the ledger."""

from __future__ import annotations

from typing import Any, NamedTuple

from revi_docs.decide.budget import BudgetCheck, check_budget, scaled_limits
from revi_docs.decide.contract import Budgets, Limits
from revi_docs.decide.names import known
from revi_docs.records.refusal import BrokenError, RefusalError
from revi_docs.records.story_head import head_field
from revi_docs.records.times import now_ms, read_ms, written
from revi_docs.runtime.caller import caller
from revi_docs.runtime.file_store import FileStore
from revi_docs.runtime.store import Held, Store
from revi_docs.runtime.token_rows import Spent, spent, token_rows
from revi_docs.runtime.traces import note
from revi_docs.runtime.workflow import StoryPaths

BREACHED = "budget-breached"
"""The event of a ledger: the hard limit was reached; its `cause` is the level that held then."""


class Checked(NamedTuple):
    """The answer of the contract, what it rests on, and whether the ledger keeps a breach now."""

    check: BudgetCheck
    spent: Spent
    multiplier: float | None
    breached: bool


def check(
    story: StoryPaths, phase: str, level: str | None = None, *, dry: bool = False, store: Store | None = None
) -> Checked:
    """Holds what is recorded of a phase against its limits, and keeps the answer.

    `level` says how strictly, the contract's own where it is not given. Raises RefusalError for a phase
    without a budget and for a multiplier that is not accepted, BrokenError where the log cannot be read.
    """
    budgets = _budgets(story)
    name, multiplier = known(story.workflow.contract, "phase", phase), multiplier_of(story)
    used = spent(token_rows(story), name, budgets.counts)
    first = {budgets.counts[0]: used.tokens or 0} if budgets.counts else {}
    found = check_budget(budgets, name, first, multiplier, level)._replace(complete=used.complete)
    breached = False
    if not dry:
        now = now_ms()
        if found.over == "hard":
            with (store or FileStore(story.workflow)).hold(story.id) as held:
                breached = _keep(story, held, (name, found), now)
        told = ("level", "tokens", "warning", "hard", "action", "complete")
        note(story, "budget_checked", now, {"phase": name, **{one: getattr(found, one) for one in told}})
    return Checked(found, used, multiplier, breached)


def _budgets(story: StoryPaths) -> Budgets:
    budgets = story.workflow.contract.budgets
    if budgets is None:
        raise RefusalError("no-budgets", "the contract has no budgets", "add the section budgets to revi.yml")
    return budgets


def multiplier_of(story: StoryPaths) -> float | None:
    """By what a story scales its limits; None where its file says nothing. RefusalError for no number."""
    known_ = _budgets(story).multiplier
    if known_ is None:
        return None
    try:
        with open(story.story, encoding="utf-8", errors="replace", newline="") as stream:
            found = head_field(stream.read(), known_.key)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise BrokenError("unreadable-file", f"{story.story}: {error.strerror}", "mend the file") from None
    if found is None or found.value in ("", "null", "~"):
        return None
    try:
        return float(found.value)
    except ValueError:
        what = f"{known_.key} in line {found.line} of the story file is '{found.value}', and no number"
        fix = f"write a number from {known_.min:g} to {known_.max:g}, or remove the line"
        raise RefusalError("no-multiplier", what, fix) from None


def limits_of(story: StoryPaths) -> dict[str, Limits]:
    """Phase → its limits for this story. Raises as `multiplier_of`, and RefusedError for one not accepted."""
    budgets, factor = story.workflow.contract.budgets, None
    if budgets is None:
        return {}
    factor = multiplier_of(story)
    return {phase: scaled_limits(budgets, phase, factor) for phase in budgets.phases}


def _keep(story: StoryPaths, held: Held, of: tuple[str, BudgetCheck], now: int) -> bool:
    """Adds the breach to the ledger, unless it stands there since the lock was taken, or there is none."""
    phase, found = of
    ledger, lock = held.ledger(), held.lock() or {}
    if not ledger.status:
        return False
    since = read_ms(lock.get("startedAt")) or 0
    told: dict[str, Any] = {
        "phase": phase,
        "tokens": found.tokens,
        "limit": found.hard,
        "cause": found.level,
    }
    for entry in ledger.entries:
        same = all(entry.fields.get(name) == value for name, value in told.items())
        if entry.event == BREACHED and same and entry.at_ms >= since:
            return True
    at = {"timestamp": written(now, story.workflow.zone), "storyId": story.id, "event": BREACHED}
    fence = {"fence": lock["fence"]} if "fence" in lock else {}
    held.append({**at, "actor": caller().owner, **told, **fence})
    return True
