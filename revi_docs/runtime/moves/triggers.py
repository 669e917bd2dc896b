"""Which transition is meant: by whom, on which event or verdict, where not all of it was said."""

from __future__ import annotations

from typing import NamedTuple

from revi_docs.decide.compiled_contract import TransitionSpec
from revi_docs.decide.name_lookup import resolve_id
from revi_docs.decide.transition_check import allowed_targets, matching_transitions
from revi_docs.records.command_errors import CommandError
from revi_docs.runtime.base.repository import Repository


class Trigger(NamedTuple):
    """What takes a story on; "" is what was not said, or what there is none of."""

    by: str
    event: str
    verdict: str


def find_trigger(
    repository: Repository, status_pair: tuple[str, str], requested: Trigger
) -> tuple[Trigger, bool]:
    """The one way between two statuses that fits what was said, and whether the story stays on it.

    Raises RefusalError where the contract has none, or several that fit.
    """
    source, target = status_pair
    if requested.by and requested.by not in ("manual", "system"):
        requested = requested._replace(by=resolve_id(repository.contract, "command", requested.by))
    if source == target and is_stay_verdict(repository, requested, source):
        return requested, True
    candidates = [
        candidate
        for candidate in matching_transitions(repository.contract, source, target)
        if _matches(candidate, requested)
    ]
    if not candidates:
        raise _no_transition_error(repository, status_pair, requested)
    triggers = {
        Trigger(candidate.by, candidate.event or "", candidate.verdict or "") for candidate in candidates
    }
    if len(triggers) > 1:
        options = "; ".join(sorted(_format_options(candidate) for candidate in triggers))
        raise CommandError(
            "ambiguous-transition",
            f"several ways lead from '{source}' to '{target}'",
            f"add one of: {options}",
        )
    return triggers.pop(), False


def is_stay_verdict(repository: Repository, requested: Trigger, status: str) -> bool:
    """Whether it is a verdict of the command after which a story stays, where the command gives verdicts."""
    command = repository.data["commands"].get(requested.by)
    if not command or not command["verdicts"] or not requested.verdict:
        return False
    judged_statuses = {
        transition.source
        for transition in repository.contract.transitions
        if transition.by == requested.by and transition.verdict
    }
    return (
        requested.verdict in repository.data["verdicts"][command["verdicts"]]["stays"]
        and status in judged_statuses
    )


def _matches(transition: TransitionSpec, requested: Trigger) -> bool:
    return (
        requested.by in ("", transition.by)
        and (not requested.event or requested.event == transition.event)
        and (requested.verdict == transition.verdict if requested.verdict else True)
    )


def _format_options(trigger: Trigger) -> str:
    parts = [f"--by {trigger.by}"] if trigger.by else []
    parts += [f"--event {trigger.event}"] if trigger.event else []
    return " ".join([*parts, *([f"--verdict '{trigger.verdict}'"] if trigger.verdict else [])])


def _no_transition_error(
    repository: Repository, status_pair: tuple[str, str], requested: Trigger
) -> CommandError:
    source, target = status_pair
    message = f"no way leads from '{source}' to '{target}'" + (
        f" with {_format_options(requested)}" if any(requested) else ""
    )
    alternatives = {
        Trigger(transition.by, transition.event or "", transition.verdict or "")
        for transition in matching_transitions(repository.contract, *status_pair)
    }
    if alternatives:
        return CommandError(
            "illegal-transition",
            message,
            f"it is taken {'; '.join(sorted(map(_format_options, alternatives)))}",
        )
    allowed = ", ".join(allowed_targets(repository.contract, source))
    fix = f"from '{source}' it can go to: {allowed}" if allowed else f"'{source}' is the end"
    return CommandError("illegal-transition", message, fix)
