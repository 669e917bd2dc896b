"""The order of artifacts: the statuses in which each is started, and its predecessors."""

from __future__ import annotations

from functools import cached_property

from revi_docs.contract.model import Contract
from revi_docs.contract.relations import start_statuses, writers


class ArtifactOrder:
    """The order of a contract's artifacts, computed once."""

    def __init__(self, contract: Contract) -> None:
        self._contract = contract

    @cached_property
    def entry_statuses(self) -> dict[str, frozenset[str]]:
        """Artifact → statuses in which its commands start; empty if any command declares none."""
        return {kind: self._entry_statuses(kind) for kind in self._contract.artifacts}

    @cached_property
    def predecessors(self) -> dict[str, frozenset[str]]:
        """Artifact → the artifacts whose phases all come before all of its phases."""
        phases = {kind: self._phase_positions(kind) for kind in self._contract.artifacts}
        return {
            kind: frozenset(
                other
                for other, other_phases in phases.items()
                if own_phases and other_phases and max(other_phases) < min(own_phases)
            )
            for kind, own_phases in phases.items()
        }

    def _entry_statuses(self, kind: str) -> frozenset[str]:
        commands = [self._contract.commands[name] for name in writers(self._contract, kind)[0]]
        status_sets = [start_statuses(self._contract, command) for command in commands]
        return frozenset[str]().union(*status_sets) if all(status_sets) else frozenset()

    def _phase_positions(self, kind: str) -> list[int]:
        order = list(self._contract.phases)
        phases = (self._contract.commands[name].phase for name in writers(self._contract, kind)[0])
        return [order.index(phase) for phase in phases if phase in order]
