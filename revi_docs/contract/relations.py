"""Relations between items of the contract: transitions of a status, agents of a command, model of an agent.

Every function reads the contract by attribute only, so that it also accepts the recording view of the
templates (`outputs.context.view`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from revi_docs.contract.model import Agent, Command, Contract, Hook, Status
from revi_docs.targets import claude
from revi_docs.targets.claude import TARGET as CLAUDE

MANUAL = "manual"
"""The value of `by` for a transition that a person makes."""

SYSTEM = "system"
"""The value of `by` for a transition that the runtime makes."""


@dataclass(frozen=True, slots=True)
class Move:
    """One transition from one source with one trigger, `verdict` or `event`; both can be empty."""

    source: str
    target: str
    by: str
    event: str
    verdict: str
    note: str
    transition_index: int
    """The index of its entry in `transitions`, from 0."""

    @property
    def trigger(self) -> str:
        """The event or verdict; empty if there is neither."""
        return self.verdict or self.event


def moves(contract: Contract) -> Iterator[Move]:
    """Yield one move for each source and each event or verdict of every transition."""
    for index, transition in enumerate(contract.transitions):
        for source in transition.sources:
            for verdict in transition.verdict or ("",):
                event, note = transition.event or "", transition.note
                yield Move(source, transition.target, transition.by, event, verdict, note, index)


def transitions_by_pair(contract: Contract) -> dict[tuple[str, str], list[Move]]:
    """Return (source, target) → the moves between them."""
    moves_by_pair: dict[tuple[str, str], list[Move]] = {}
    for move in moves(contract):
        moves_by_pair.setdefault((move.source, move.target), []).append(move)
    return moves_by_pair


TransitionPair = tuple[tuple[str, str], list[Move]]
"""(source, target) and the moves between them."""


def transitions_by_source(contract: Contract) -> dict[str, list[TransitionPair]]:
    """Return status → its outgoing transitions; a status without any is not included."""
    pairs_of_source: dict[str, list[TransitionPair]] = {}
    for endpoints, pair_moves in transitions_by_pair(contract).items():
        pairs_of_source.setdefault(endpoints[0], []).append((endpoints, pair_moves))
    return pairs_of_source


def transitions_by_target(contract: Contract) -> dict[str, list[TransitionPair]]:
    """Return status → its incoming transitions; a status without any is not included."""
    pairs_of_target: dict[str, list[TransitionPair]] = {}
    for endpoints, pair_moves in transitions_by_pair(contract).items():
        pairs_of_target.setdefault(endpoints[1], []).append((endpoints, pair_moves))
    return pairs_of_target


def incoming_transitions(contract: Contract, status: Status) -> list[Move]:
    """Return the moves to a status."""
    return [move for move in moves(contract) if move.target == status.id]


def outgoing_transitions(contract: Contract, status: Status) -> list[Move]:
    """Return the moves from a status."""
    return [move for move in moves(contract) if move.source == status.id]


def moves_by(contract: Contract, command: Command) -> list[Move]:
    """Return the moves that a command makes."""
    return [move for move in moves(contract) if move.by == command.id]


def start_statuses(contract: Contract, command: Command) -> list[str]:
    """Return the statuses in which a command can start: those it leaves, except those it moves to itself."""
    command_moves = moves_by(contract, command)
    reached_statuses = {move.target for move in command_moves}
    # A status that the command has set itself is an intermediate step, not a start.
    entry_statuses = list(dict.fromkeys(move.source for move in command_moves if move.source not in reached_statuses))
    return entry_statuses or list(dict.fromkeys(move.source for move in command_moves))


def initial_statuses(contract: Contract) -> list[str]:
    """Return the statuses in which a story can start: those marked as initial, or the first status."""
    declared_statuses = [status.id for status in contract.statuses.values() if status.initial]
    return declared_statuses or [status.id for status in contract.statuses.values()][:1]


def model_of(contract: Contract, agent: Agent) -> str | None:
    """Return the model of an agent: its own, or else the model of its group."""
    if agent.model:
        return agent.model
    group = contract.groups.get(agent.group) if agent.group else None
    return group.model if group else None


def started_agents(contract: Contract, command: Command) -> list[str]:
    """Return the agents that a command starts, its workers last."""
    names = list(command.spawns.values())
    if command.workers and contract.workers and command.workers in contract.workers.sets:
        names += contract.workers.sets[command.workers].workers
    return list(dict.fromkeys(names))


def started_by(contract: Contract, agent: Agent) -> tuple[list[str], list[str]]:
    """Return the commands and the agents that start an agent."""
    commands = [item.id for item in contract.commands.values() if agent.id in started_agents(contract, item)]
    agents = [item.id for item in contract.agents.values() if agent.id in item.spawns]
    return commands, agents


def writers(contract: Contract, artifact: str) -> tuple[list[str], list[str]]:
    """Return the commands and the agents that write an artifact."""
    commands = [item.id for item in contract.commands.values() if artifact in item.writes]
    return commands, [item.id for item in contract.agents.values() if artifact in item.writes]


def readers(contract: Contract, artifact: str) -> tuple[list[str], list[str]]:
    """Return the commands and the agents that read an artifact."""
    commands = [item.id for item in contract.commands.values() if artifact in item.reads]
    return commands, [item.id for item in contract.agents.values() if artifact in item.reads]


DEFAULT_HOOKS = {event.name: Hook(id=event.name, matcher=event.tools) for event in CLAUDE.hook_events}
"""The hooks of a contract without the section `hooks`."""


def hooks_of(contract: Contract) -> Mapping[str, Hook]:
    """Return the hooks of a contract, or the default hooks if it has none."""
    return contract.hooks or DEFAULT_HOOKS


def hook_handler(_: Contract, hook: Hook) -> dict[str, object]:
    """Return what Claude Code runs for a hook: the members of its entry in the settings, without the timeout."""
    return claude.hook_handler(hook.id, fails_closed=hook.fail == "closed")


def hook_timeout_seconds(_: Contract, hook: Hook) -> int:
    """Return the timeout of a hook in whole seconds, the unit of Claude Code, rounded up and at least 1."""
    # The double negation rounds up.
    return max(1, -(-hook.timeout // 1000))
