"""What follows from the contract: who moves a story where, who starts whom, which model holds.

Every function reads the contract by attribute only, so that the templates' recording view of it
(`outputs.view`) can be passed as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from revi_docs.contract.model import Agent, Command, Contract, Hook, Status
from revi_docs.targets.claude import TARGET as CLAUDE

MANUAL = "manual"
SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Move:
    """One transition with one trigger: `verdict` or `event` says what takes it; both may be empty."""

    source: str
    target: str
    by: str
    event: str
    verdict: str
    note: str
    transition_index: int
    """Which entry of `transitions` it comes from, from 0."""

    @property
    def trigger(self) -> str:
        """The event or verdict, as people read it."""
        return self.verdict or self.event


def moves(contract: Contract) -> Iterator[Move]:
    """Every transition spelled out: one for each source and each event or verdict."""
    for index, transition in enumerate(contract.transitions):
        for source in transition.sources:
            for verdict in transition.verdict or ("",):
                yield Move(
                    source,
                    transition.target,
                    transition.by,
                    transition.event or "",
                    verdict,
                    transition.note,
                    index,
                )


def transitions_by_pair(contract: Contract) -> dict[tuple[str, str], list[Move]]:
    """(source, target) → its moves: one entry for each transition."""
    moves_by_pair: dict[tuple[str, str], list[Move]] = {}
    for move in moves(contract):
        moves_by_pair.setdefault((move.source, move.target), []).append(move)
    return moves_by_pair


TransitionPair = tuple[tuple[str, str], list[Move]]
"""(source, target) and the moves between them."""


def transitions_by_source(contract: Contract) -> dict[str, list[TransitionPair]]:
    """Status → the ways that leave it; a status that none leaves is not there."""
    pairs_of_source: dict[str, list[TransitionPair]] = {}
    for endpoints, pair_moves in transitions_by_pair(contract).items():
        pairs_of_source.setdefault(endpoints[0], []).append((endpoints, pair_moves))
    return pairs_of_source


def transitions_by_target(contract: Contract) -> dict[str, list[TransitionPair]]:
    """Status → the ways that reach it; a status that none reaches is not there."""
    pairs_of_target: dict[str, list[TransitionPair]] = {}
    for endpoints, pair_moves in transitions_by_pair(contract).items():
        pairs_of_target.setdefault(endpoints[1], []).append((endpoints, pair_moves))
    return pairs_of_target


def incoming_transitions(contract: Contract, status: Status) -> list[Move]:
    """The moves that reach a status."""
    return [move for move in moves(contract) if move.target == status.id]


def outgoing_transitions(contract: Contract, status: Status) -> list[Move]:
    """The moves that leave a status."""
    return [move for move in moves(contract) if move.source == status.id]


def moves_by(contract: Contract, command: Command) -> list[Move]:
    """The moves that a command takes."""
    return [move for move in moves(contract) if move.by == command.id]


def start_statuses(contract: Contract, command: Command) -> list[str]:
    """The statuses in which a command may be run: those it leaves, less those it reached itself."""
    command_moves = moves_by(contract, command)
    reached_statuses = {move.target for move in command_moves}
    entry_statuses = list(
        dict.fromkeys(move.source for move in command_moves if move.source not in reached_statuses)
    )
    return entry_statuses or list(dict.fromkeys(move.source for move in command_moves))


def initial_statuses(contract: Contract) -> list[str]:
    """Where a story may begin: the statuses said to be initial, or the first."""
    declared_statuses = [status.id for status in contract.statuses.values() if status.initial]
    return declared_statuses or [status.id for status in contract.statuses.values()][:1]


def model_of(contract: Contract, agent: Agent) -> str | None:
    """The model of an agent: its own, else its group's."""
    if agent.model:
        return agent.model
    group = contract.groups.get(agent.group) if agent.group else None
    return group.model if group else None


def started_agents(contract: Contract, command: Command) -> list[str]:
    """The agents a command starts, its workers last."""
    names = list(command.spawns.values())
    if command.workers and contract.workers and command.workers in contract.workers.sets:
        names += contract.workers.sets[command.workers].workers
    return list(dict.fromkeys(names))


def started_by(contract: Contract, agent: Agent) -> tuple[list[str], list[str]]:
    """The commands and the agents that start an agent."""
    commands = [item.id for item in contract.commands.values() if agent.id in started_agents(contract, item)]
    agents = [item.id for item in contract.agents.values() if agent.id in item.spawns]
    return commands, agents


def writers(contract: Contract, artifact: str) -> tuple[list[str], list[str]]:
    """The commands and the agents that write an artifact."""
    return (
        [item.id for item in contract.commands.values() if artifact in item.writes],
        [item.id for item in contract.agents.values() if artifact in item.writes],
    )


def readers(contract: Contract, artifact: str) -> tuple[list[str], list[str]]:
    """The commands and the agents that read an artifact."""
    return (
        [item.id for item in contract.commands.values() if artifact in item.reads],
        [item.id for item in contract.agents.values() if artifact in item.reads],
    )


DEFAULT_HOOKS = {event.name: Hook(id=event.name, matcher=event.tools) for event in CLAUDE.hook_events}
"""What holds where a contract does not speak of hooks."""


def hooks_of(contract: Contract) -> Mapping[str, Hook]:
    """The hooks of a contract, the usual ones where it names none."""
    return contract.hooks or DEFAULT_HOOKS


def hook_timeout_seconds(_: Contract, hook: Hook) -> int:
    """How long a hook may take, in whole seconds as Claude Code wants them."""
    return max(1, -(-hook.timeout // 1000))
