# revi:generated
# Copied from revi-docs, where it is tested. It reads the contract and contains no facts of it.
"""Decide whether a story can move from one status to another."""

from __future__ import annotations

from typing import NamedTuple

from .compiled_contract import CompiledContract, TransitionSpec
from .errors import IllegalTransitionError
from .name_lookup import resolve_id


class TransitionTrigger(NamedTuple):
    """What moves a story: a command, `manual` or `system`, with its event or verdict."""

    by: str
    event: str | None = None
    verdict: str | None = None


def matching_transitions(
    contract: CompiledContract, source: str, target: str, trigger: TransitionTrigger | None = None
) -> tuple[TransitionSpec, ...]:
    """The transitions between two statuses; if a trigger is given, only those that it can cause."""
    return tuple(
        transition
        for transition in contract.transitions
        if (transition.source, transition.target) == (source, target)
        and (trigger is None or _matches_trigger(trigger, transition))
    )


def _matches_trigger(trigger: TransitionTrigger, transition: TransitionSpec) -> bool:
    """Whether the trigger causes the transition; one without event and verdict needs only the right `by`."""
    return (
        transition.by == trigger.by
        and transition.event in {None, trigger.event}
        and transition.verdict in {None, trigger.verdict}
    )


def can_transition(
    contract: CompiledContract, source: str, target: str, trigger: TransitionTrigger | None = None
) -> bool:
    """Whether the contract has such a transition."""
    return bool(matching_transitions(contract, source, target, trigger))


def allowed_targets(contract: CompiledContract, source: str) -> tuple[str, ...]:
    """The target statuses of all transitions from `source`, without duplicates."""
    transitions = (transition for transition in contract.transitions if transition.source == source)
    return tuple(dict.fromkeys(transition.target for transition in transitions))


def assert_transition(
    contract: CompiledContract, source: str, target: str, trigger: TransitionTrigger | None = None
) -> tuple[TransitionSpec, ...]:
    """The matching transitions. Raises IllegalTransitionError if there are none, and UnknownNameError."""
    source_id, target_id = resolve_id(contract, "status", source), resolve_id(contract, "status", target)
    transitions = matching_transitions(contract, source_id, target_id, trigger)
    if transitions:
        return transitions
    by = f" by {trigger.by}" if trigger is not None else ""
    allowed = ", ".join(allowed_targets(contract, source_id)) or "none"
    message = f"there is no transition from '{source_id}' to '{target_id}'{by}"
    raise IllegalTransitionError(f"{message}; targets from '{source_id}': {allowed}")
