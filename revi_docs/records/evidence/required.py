"""What the contract requires of a move or of a recorded verdict."""

from __future__ import annotations

from revi_docs.decide.compiled_contract import CompiledContract, ConditionSpec, TransitionSpec
from revi_docs.decide.transition_check import matching_transitions
from revi_docs.records.evidence.collect import MoveFacts


def required_conditions(contract: CompiledContract, move: MoveFacts) -> tuple[ConditionSpec, ...]:
    """What a move requires. A verdict after which the story stays requires only what shows that it is true."""
    transition = transition_of(contract, move)
    if transition is None:
        return ()
    if move.source != move.target:
        return transition.requires
    # Recording one more review is what meets the counter, so the counter cannot be required of it.
    return tuple(item for item in transition.requires if item.kind not in ("reviews", "rounds"))


def transition_of(contract: CompiledContract, move: MoveFacts) -> TransitionSpec | None:
    """The transition of a move; for a verdict after which the story stays, the one that it would cause."""
    targets = contract.statuses if move.source == move.target else (move.target,)
    transitions = (item for target in targets for item in matching_transitions(contract, move.source, target))
    return next((item for item in transitions if (item.by, item.verdict or "") == (move.by, move.verdict)), None)
