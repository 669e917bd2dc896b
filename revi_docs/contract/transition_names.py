"""A text for each transition that tells it from the others."""

from __future__ import annotations

from revi_docs.contract.model import Contract


def transition_names(contract: Contract) -> list[str]:
    """Return the statuses of each entry of `transitions`, who makes it, and its event or verdicts."""
    return [
        ", ".join(
            [f"{', '.join(transition.sources)} to {transition.target} by {transition.by}"]
            + [trigger for trigger in transition.verdict or (transition.event,) if trigger]
        )
        for transition in contract.transitions
    ]
