"""May a story go from this status to that one?"""

from __future__ import annotations

from typing import NamedTuple

from .compiled_contract import CompiledContract, TransitionSpec
from .errors import IllegalTransitionError
from .name_lookup import resolve_id


class TransitionTrigger(NamedTuple):
    """What takes a story on: a command, `manual` or `system`, with the event or the verdict."""

    by: str
    event: str | None = None
    verdict: str | None = None


def matching_transitions(
    contract: CompiledContract, source: str, target: str, trigger: TransitionTrigger | None = None
) -> tuple[TransitionSpec, ...]:
    """The transitions between two statuses, of one trigger where it is given."""
    return tuple(
        transition
        for transition in contract.transitions
        if transition.source == source
        and transition.target == target
        and (trigger is None or _matches_trigger(trigger, transition))
    )


def _matches_trigger(trigger: TransitionTrigger, transition: TransitionSpec) -> bool:
    """Whether the trigger is the way's; a way without event and verdict is taken by any of its mover."""
    return (
        transition.by == trigger.by
        and transition.event in {None, trigger.event}
        and transition.verdict in {None, trigger.verdict}
    )


def can_transition(
    contract: CompiledContract, source: str, target: str, trigger: TransitionTrigger | None = None
) -> bool:
    """Whether the contract has such a way."""
    return bool(matching_transitions(contract, source, target, trigger))


def allowed_targets(contract: CompiledContract, source: str) -> tuple[str, ...]:
    """The statuses that a way leads to from this one, each once; none from where a story ends."""
    return tuple(
        dict.fromkeys(transition.target for transition in contract.transitions if transition.source == source)
    )


def assert_transition(
    contract: CompiledContract, source: str, target: str, trigger: TransitionTrigger | None = None
) -> tuple[TransitionSpec, ...]:
    """The ways that lead there. Raises IllegalTransitionError where there is none, and UnknownNameError."""
    source_id, target_id = resolve_id(contract, "status", source), resolve_id(contract, "status", target)
    transitions = matching_transitions(contract, source_id, target_id, trigger)
    if transitions:
        return transitions
    allowed = ", ".join(allowed_targets(contract, source_id))
    by = f" by {trigger.by}" if trigger is not None else ""
    options = f"it can go to: {allowed}" if allowed else "it ends there"
    raise IllegalTransitionError(
        f"no way leads from '{source_id}' to '{target_id}'{by}; from '{source_id}' {options}"
    )
