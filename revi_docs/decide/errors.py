"""What decisions raise: refusals, each with a message for people."""

from __future__ import annotations


class DecisionError(Exception):
    """A question that the contract answers with no."""


class UnknownNameError(DecisionError):
    """A name that the contract does not have."""


class IllegalTransitionError(DecisionError):
    """A way that the contract does not have."""


class OutOfRangeError(DecisionError):
    """A number that the contract does not accept."""


class StaleContractError(DecisionError):
    """Code and contract do not come from the same `revi.yml`."""
