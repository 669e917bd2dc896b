"""Chains of agents: a command starts an agent, which starts another one, and so on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence


def chains_beyond(
    command: str, agents: Sequence[str], successors: Mapping[str, Sequence[str]], limit: int
) -> Iterator[tuple[str, ...]]:
    """Yield a chain from the command to each agent that is one layer below the limit.

    `successors` is agent → the agents that it starts. Each agent is visited once for each layer, so the time is linear
    in the number of agents.
    """
    layer: dict[str, tuple[str, ...]] = {agent: (command, agent) for agent in agents}
    for _ in range(limit):
        following: dict[str, tuple[str, ...]] = {}
        edges: list[tuple[str, ...]] = []
        for agent, chain in layer.items():
            for name in successors.get(agent, ()):
                # A cycle is reported by `spawn-cycle`.
                if name not in chain:
                    following.setdefault(name, (*chain, name))
                    edges.append((*chain, name))
        layer = following
        beyond = edges
        if not layer:
            return
    yield from beyond
