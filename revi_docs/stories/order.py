"""What rests on what: in which statuses an artifact is begun, and which artifacts come before it."""

from __future__ import annotations

from functools import cached_property

from revi_docs.contract.model import Contract
from revi_docs.contract.relations import starts, writers


class Order:
    """The order of a contract's artifacts, worked out once."""

    def __init__(self, contract: Contract) -> None:
        self._contract = contract

    @cached_property
    def starts(self) -> dict[str, frozenset[str]]:
        """Artifact → the statuses in which the commands that write it start; none where one says nothing."""
        return {kind: self._starts(kind) for kind in self._contract.artifacts}

    @cached_property
    def before(self) -> dict[str, frozenset[str]]:
        """Artifact → those whose every phase comes before every phase in which it is written."""
        phases = {kind: self._phases(kind) for kind in self._contract.artifacts}
        return {
            kind: frozenset(
                other for other, earlier in phases.items() if own and earlier and max(earlier) < min(own)
            )
            for kind, own in phases.items()
        }

    def _starts(self, kind: str) -> frozenset[str]:
        commands = [self._contract.commands[name] for name in writers(self._contract, kind)[0]]
        found = [starts(self._contract, command) for command in commands]
        return frozenset(status for some in found for status in some) if all(found) else frozenset()

    def _phases(self, kind: str) -> list[int]:
        order = list(self._contract.phases)
        phases = (self._contract.commands[name].phase for name in writers(self._contract, kind)[0])
        return [order.index(phase) for phase in phases if phase in order]
