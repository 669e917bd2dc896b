"""The order of artifacts: the statuses in which each is started, and its predecessors."""

from __future__ import annotations

from functools import cached_property

from revi_docs.contract.conditions import condition_paths
from revi_docs.contract.model import Contract
from revi_docs.contract.relations import start_statuses_by_command, writers_by_artifact


class ArtifactOrder:
    """The order of a contract's artifacts, computed once."""

    def __init__(self, contract: Contract) -> None:
        self._contract = contract
        self._start_statuses = start_statuses_by_command(contract)
        self._writers = writers_by_artifact(contract)
        self._phase_order = {phase: position for position, phase in enumerate(contract.phases)}

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

    @cached_property
    def alternatives(self) -> dict[str, frozenset[str]]:
        """Artifact → the artifacts that are enough in its place, where a condition asks for one of several."""
        alternatives: dict[str, frozenset[str]] = {}
        for _, condition in condition_paths(self._contract):
            for names in (condition.artifact, condition.new):
                for name in names:
                    alternatives[name] = alternatives.get(name, frozenset()) | (frozenset(names) - {name})
        return alternatives

    def _entry_statuses(self, kind: str) -> frozenset[str]:
        status_sets = [self._start_statuses.get(command, []) for command in self._commands(kind)]
        return frozenset[str]().union(*status_sets) if all(status_sets) else frozenset()

    def _phase_positions(self, kind: str) -> list[int]:
        phases = (self._contract.commands[command].phase for command in self._commands(kind))
        return [self._phase_order[phase] for phase in phases if phase in self._phase_order]

    def _commands(self, kind: str) -> list[str]:
        """The commands that write an artifact."""
        return self._writers[kind][0] if kind in self._writers else []
