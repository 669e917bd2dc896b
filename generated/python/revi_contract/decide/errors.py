# revi:generated
# Copied from revi-docs, where it is tested. It reads the contract and contains no facts of it.
"""Exceptions that decisions raise, each with a human-readable message."""

from __future__ import annotations


class DecisionError(Exception):
    """The contract does not allow the requested action."""


class UnknownNameError(DecisionError):
    """The contract does not define the name. `kind` is a key of its `names`, such as `status`."""

    def __init__(self, message: str, kind: str = "", name: str = "") -> None:
        super().__init__(message)
        self.kind = kind
        self.name = name


class IllegalTransitionError(DecisionError):
    """The contract does not define the transition."""


class OutOfRangeError(DecisionError):
    """The contract does not accept the number."""


class StaleContractError(DecisionError):
    """The generated code and `contract.json` come from different versions of `revi.yml`."""
