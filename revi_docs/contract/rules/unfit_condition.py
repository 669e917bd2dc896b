"""A condition has no effect: it is empty or incomplete, or no move judges it.

Why: Whoever wrote the condition relies on it, and nothing checks it. Moves to blocked or cancelled statuses and
negative verdicts never need evidence, so that nothing traps a story.

Example:

    statuses: {open: {}, waiting: {counts_as_blocked: true}, done: {terminal: true}}
    transitions:
      - {from: open, to: waiting, by: manual, requires: {person: named}}
      - {from: waiting, to: done, by: manual}

Fix: Do what the message says, or remove the condition.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.contract.conditions import condition_paths, flat_conditions, is_exempt, is_negative
from revi_docs.contract.contract_rule import RuleContext
from revi_docs.contract.key_paths import KeyPath, format_key_path
from revi_docs.contract.model import Condition
from revi_docs.contract.relations import moves
from revi_docs.problems.problem import Problem
from revi_docs.problems.suggestions import suggested_fix

_DONE_KINDS = ("artifact", "new", "status", "branch-merged")
"""What can show that a command has run before."""


def check(context: RuleContext) -> Iterator[Problem]:
    """Yield the problems of each condition, then the conditions that no move ever judges."""
    for path, condition in condition_paths(context.contract):
        defect = _defect(condition, is_done=path[-2] == "done")
        if defect is not None:
            yield _problem(context, path, *defect)
    yield from _unjudged_transitions(context)
    yield from _unjudged_verdicts(context)


def _defect(condition: Condition, *, is_done: bool) -> tuple[str, str] | None:
    """Return what is wrong with a condition, and the fix."""
    kinds = [entry["kind"] for entry in flat_conditions((condition,))]
    has_table = bool(condition.rows or condition.plan)
    if has_table != bool(condition.section) or (has_table and not (condition.artifact or condition.new)):
        return "is incomplete", "write 'artifact', 'section', and 'rows' or 'plan'"
    if not kinds:
        keys = "artifact, new, status, branch" if is_done else "artifact, new, verdict, run, state, person, reviews"
        return "is empty", f"write one of: {keys}"
    unfit = [kind for kind in kinds if is_done and kind not in _DONE_KINDS]
    if unfit:
        return f"has '{unfit[0]}', which shows nothing about an earlier run", "use artifact, new, status or branch"
    return None


def _unjudged_transitions(context: RuleContext) -> Iterator[Problem]:
    contract = context.contract
    judged = {move.transition_index for move in moves(contract) if not is_exempt(contract, move)}
    for index, transition in enumerate(contract.transitions):
        if transition.requires and index not in judged and transition.target in contract.statuses:
            text = f"is never judged: the move to '{transition.target}' must always be possible"
            yield _problem(context, ("transitions", index, "requires"), text, "remove 'requires'")


def _unjudged_verdicts(context: RuleContext) -> Iterator[Problem]:
    for verdict_set in context.contract.verdicts.values():
        for verdict in verdict_set.requires:
            path = ("verdicts", verdict_set.id, "requires", verdict)
            if verdict not in verdict_set.values:
                text = f"is never judged: '{verdict}' is not one of its verdicts"
                fix = suggested_fix(verdict, verdict_set.values, f"add '{verdict}' to 'values'")
                yield _problem(context, path, text, fix)
            elif is_negative(verdict_set, verdict):
                text = f"is never judged: '{verdict}' rejects the work, which must always be possible"
                yield _problem(context, path, text, "remove it")


def _problem(context: RuleContext, path: KeyPath, text: str, fix: str) -> Problem:
    name = format_key_path(path)
    return context.problem(message=f"{name} {text}", fix=fix, places=(context.place_of(*path),), subject=name)
