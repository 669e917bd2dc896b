"""Find the transition that a request means if it names only a part of the trigger."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from revi_docs.decide.compiled_contract import TransitionSpec
from revi_docs.decide.name_lookup import resolve_id
from revi_docs.decide.transition_check import matching_transitions
from revi_docs.records.command_errors import CommandError
from revi_docs.runtime.base.repository import Repository

MANUAL, SYSTEM = "manual", "system"


class Trigger(NamedTuple):
    """What causes a transition; "" means not given, or that the transition has none."""

    by: str
    event: str
    verdict: str


def find_trigger(repository: Repository, status_pair: tuple[str, str], requested: Trigger) -> tuple[Trigger, bool]:
    """The trigger of the only transition that matches, and whether the story stays in its status.

    Raises CommandError if no transition matches, or several with different triggers.
    """
    source, target = status_pair
    if requested.by and requested.by not in (MANUAL, SYSTEM):
        requested = requested._replace(by=resolve_id(repository.contract, "command", requested.by))
    # A move to the present status records a verdict that leaves the story where it is.
    if source == target and (
        is_stay_verdict(repository, requested, source) or is_counted_review(repository, requested, source)
    ):
        return requested, True
    transitions = matching_transitions(repository.contract, source, target)
    triggers = _triggers(transition for transition in transitions if _matches(transition, requested))
    if not triggers:
        raise _no_transition_error(repository, status_pair, requested)
    if len(triggers) > 1:
        message = f"{len(triggers)} transitions lead from '{source}' to '{target}'"
        raise CommandError("ambiguous-transition", message, f"add one of: {_format_all(triggers)}")
    return triggers.pop(), False


def is_stay_verdict(repository: Repository, requested: Trigger, status: str) -> bool:
    """Whether the verdict of the command leaves a story in this status."""
    command = repository.section("commands").get(requested.by)
    if not command or not command["verdicts"] or not requested.verdict:
        return False
    judged_statuses = {
        transition.source
        for transition in repository.contract.transitions
        if transition.by == requested.by and transition.verdict
    }
    verdicts = repository.section("verdicts")[command["verdicts"]]
    return requested.verdict in verdicts["stays"] and status in judged_statuses


def is_counted_review(repository: Repository, requested: Trigger, status: str) -> bool:
    """Whether the verdict can be recorded without a move, because its transition requires several reviews."""
    return bool(requested.verdict) and any(
        condition.kind == "reviews"
        for transition in repository.contract.transitions
        if (transition.source, transition.by, transition.verdict) == (status, requested.by, requested.verdict)
        for condition in transition.requires
    )


def _matches(transition: TransitionSpec, requested: Trigger) -> bool:
    return (
        requested.by in ("", transition.by)
        and requested.event in ("", transition.event)
        and requested.verdict in ("", transition.verdict)
    )


def _triggers(transitions: Iterable[TransitionSpec]) -> set[Trigger]:
    return {Trigger(item.by, item.event or "", item.verdict or "") for item in transitions}


def _format_options(trigger: Trigger) -> str:
    parts = [f"--by {trigger.by}"] if trigger.by else []
    parts += [f"--event {trigger.event}"] if trigger.event else []
    return " ".join([*parts, *([f"--verdict '{trigger.verdict}'"] if trigger.verdict else [])])


def _format_all(triggers: Iterable[Trigger]) -> str:
    return "; ".join(sorted(map(_format_options, triggers)))


def _no_transition_error(repository: Repository, status_pair: tuple[str, str], requested: Trigger) -> CommandError:
    source, target = status_pair
    message = f"there is no transition from '{source}' to '{target}'"
    message += f" with {_format_options(requested)}" if any(requested) else ""
    transitions = matching_transitions(repository.contract, source, target)
    alternatives = _triggers(item for item in transitions if item.by != SYSTEM)
    allowed = {
        f"{item.target} {_format_options(Trigger(item.by, item.event or '', item.verdict or ''))}"
        for item in repository.contract.transitions
        if item.source == source and item.by != SYSTEM
    }
    fix = f"move it to one of: {'; '.join(sorted(allowed))}"
    if alternatives:
        fix = f"use {_format_all(alternatives)}"
    elif not allowed:
        fix = f"'{source}' is final; create a follow-up with 'revi story new ID --title TITLE'"
    return CommandError("illegal-transition", message, fix)
