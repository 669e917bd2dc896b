# revi:f5c438d4285b17a9
# Written by hand in revi-docs, where it is tested; it reads the contract and holds no fact of it.
"""May a story go from this status to that one?"""

from __future__ import annotations

from typing import NamedTuple

from .contract import Contract, Transition
from .errors import IllegalTransitionError
from .names import known


class Trigger(NamedTuple):
    """What takes a story on: a command, `manual` or `system`, with the event or the verdict."""

    by: str
    event: str | None = None
    verdict: str | None = None


def ways(
    contract: Contract, source: str, target: str, trigger: Trigger | None = None
) -> tuple[Transition, ...]:
    """The transitions between two statuses, of one trigger where it is given."""
    return tuple(
        way
        for way in contract.transitions
        if way.source == source and way.target == target and (trigger is None or _takes(trigger, way))
    )


def _takes(trigger: Trigger, way: Transition) -> bool:
    """Whether the trigger is the way's; a way without event and verdict is taken by any of its mover."""
    return (
        way.by == trigger.by and way.event in {None, trigger.event} and way.verdict in {None, trigger.verdict}
    )


def can_transition(contract: Contract, source: str, target: str, trigger: Trigger | None = None) -> bool:
    """Whether the contract has such a way."""
    return bool(ways(contract, source, target, trigger))


def allowed_from(contract: Contract, source: str) -> tuple[str, ...]:
    """The statuses that a way leads to from this one, each once; none from where a story ends."""
    return tuple(dict.fromkeys(way.target for way in contract.transitions if way.source == source))


def assert_transition(
    contract: Contract, source: str, target: str, trigger: Trigger | None = None
) -> tuple[Transition, ...]:
    """The ways that lead there. Raises IllegalTransitionError where there is none, and UnknownNameError."""
    start, end = known(contract, "status", source), known(contract, "status", target)
    found = ways(contract, start, end, trigger)
    if found:
        return found
    allowed = ", ".join(allowed_from(contract, start))
    by = f" by {trigger.by}" if trigger is not None else ""
    rest = f"it can go to: {allowed}" if allowed else "it ends there"
    raise IllegalTransitionError(f"no way leads from '{start}' to '{end}'{by}; from '{start}' {rest}")
