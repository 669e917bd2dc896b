# revi:53f71dee29f6c125
# Written by hand in revi-docs, where it is tested; it reads the contract and holds no fact of it.
"""What decisions raise: refusals, each with a message for people."""

from __future__ import annotations


class RefusedError(Exception):
    """A question that the contract answers with no."""


class UnknownNameError(RefusedError):
    """A name that the contract does not have."""


class IllegalTransitionError(RefusedError):
    """A way that the contract does not have."""


class OutOfRangeError(RefusedError):
    """A number that the contract does not accept."""


class StaleContractError(RefusedError):
    """Code and contract do not come from the same `revi.yml`."""
