"""Which items have files that people write: `owns` names the fields of theirs that must agree."""

from __future__ import annotations

from revi_docs.contract.model import Contract


def is_hand_written(contract: Contract, section: str) -> bool:
    """Whether the files of a section's items are written by hand.

    Then the contract states what the files say for certain, and what it does not state is left to them.
    """
    values = (value for fields in contract.owns.values() for value in fields.values())
    return any(value.startswith(f"{section}.") for value in values)
