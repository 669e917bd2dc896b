"""Relations between items of the contract: transitions of a status, agents of a command, model of an agent.

Every function reads the contract by attribute only, so that it also accepts the recording view of the
templates (`outputs.context.view`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, TypeVar

from revi_docs.contract.model import Agent, Command, Contract, Hook
from revi_docs.targets import claude
from revi_docs.targets.claude import TARGET as CLAUDE

_Value = TypeVar("_Value")

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


def moves_by_source(contract: Contract) -> dict[str, list[Move]]:
    """Return status → the moves from it."""
    return _grouped(moves(contract), attrgetter("source"))


def moves_by_target(contract: Contract) -> dict[str, list[Move]]:
    """Return status → the moves to it."""
    return _grouped(moves(contract), attrgetter("target"))


def moves_by_command(contract: Contract) -> dict[str, list[Move]]:
    """Return the value of `by`, such as a command → its moves."""
    return _grouped(moves(contract), attrgetter("by"))


def start_statuses_by_command(contract: Contract) -> dict[str, list[str]]:
    """Return command → the statuses in which it can start: those it leaves, except those it moves to itself."""
    return {command: _start_statuses(command_moves) for command, command_moves in moves_by_command(contract).items()}


def _start_statuses(command_moves: list[Move]) -> list[str]:
    reached_statuses = {move.target for move in command_moves}
    # A status that the command has set itself is an intermediate step, not a start.
    entry_statuses = list(dict.fromkeys(move.source for move in command_moves if move.source not in reached_statuses))
    return entry_statuses or list(dict.fromkeys(move.source for move in command_moves))


def _grouped(values: Iterable[_Value], key: Callable[[_Value], str]) -> dict[str, list[_Value]]:
    groups: dict[str, list[_Value]] = {}
    for value in values:
        groups.setdefault(key(value), []).append(value)
    return groups


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


NamesOfUsers = tuple[list[str], list[str]]
"""The names of commands, and the names of agents."""


def starters_by_agent(contract: Contract) -> dict[str, NamesOfUsers]:
    """Return agent → the commands and the agents that start it; an agent that nothing starts is not included."""
    return _inverted(
        ((item.id, started_agents(contract, item)) for item in contract.commands.values()),
        ((item.id, item.spawns) for item in contract.agents.values()),
    )


def roles_by_agent(contract: Contract) -> dict[str, dict[str, list[str]]]:
    """Return agent → command → the roles in which the command starts the agent, those named in `spawns`."""
    roles: dict[str, dict[str, list[str]]] = {}
    for command in contract.commands.values():
        for role, agent in command.spawns.items():
            roles.setdefault(agent, {}).setdefault(command.id, []).append(role)
    return roles


def worker_sets_by_agent(contract: Contract) -> dict[str, list[str]]:
    """Return agent → the worker sets that it belongs to."""
    sets: dict[str, list[str]] = {}
    for worker_set in contract.workers.sets.values() if contract.workers else ():
        for agent in dict.fromkeys(worker_set.workers):
            sets.setdefault(agent, []).append(worker_set.id)
    return sets


def writers_by_artifact(contract: Contract) -> dict[str, NamesOfUsers]:
    """Return artifact → the commands and the agents that write it."""
    return _inverted(
        ((item.id, item.writes) for item in contract.commands.values()),
        ((item.id, item.writes) for item in contract.agents.values()),
    )


def readers_by_artifact(contract: Contract) -> dict[str, NamesOfUsers]:
    """Return artifact → the commands and the agents that read it."""
    return _inverted(
        ((item.id, item.reads) for item in contract.commands.values()),
        ((item.id, item.reads) for item in contract.agents.values()),
    )


def _inverted(
    commands: Iterable[tuple[str, Iterable[str]]], agents: Iterable[tuple[str, Iterable[str]]]
) -> dict[str, NamesOfUsers]:
    """Return name → the commands and the agents that list it."""
    users: dict[str, NamesOfUsers] = {}
    for position, owners in enumerate((commands, agents)):
        for owner, names in owners:
            for name in dict.fromkeys(names):
                users.setdefault(name, ([], []))[position].append(owner)
    return users


@dataclass(frozen=True, slots=True)
class Lookup:
    """A relation of one item, looked up in an index of the whole contract that is computed once.

    Computed item by item, the relations of all items would take quadratic time.
    """

    index: Callable[[Contract], Mapping[str, Any]]
    default: Any

    def __call__(self, contract: Contract, item: Any) -> Any:
        """Return the related values of one item, which can be its name."""
        return self.find(self.index(contract), item)

    def find(self, index: Mapping[str, Any], item: Any) -> Any:
        """Return the related values of one item or its name from a computed index."""
        return index.get(item if isinstance(item, str) else item.id, self.default)


LOOKUPS = {
    "incoming_transitions": Lookup(moves_by_target, []),
    "moves_by": Lookup(moves_by_command, []),
    "outgoing_transitions": Lookup(moves_by_source, []),
    "readers": Lookup(readers_by_artifact, ([], [])),
    "roles_of": Lookup(roles_by_agent, {}),
    "start_statuses": Lookup(start_statuses_by_command, []),
    "started_by": Lookup(starters_by_agent, ([], [])),
    "worker_sets_of": Lookup(worker_sets_by_agent, []),
    "writers": Lookup(writers_by_artifact, ([], [])),
}
"""Functions of templates that ask about one item."""


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
