"""Reachability, roots and cycles in a directed graph of names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

Edges = Mapping[str, Iterable[str]]
"""Name → its direct successors."""


def reachable(starts: Iterable[str], edges: Edges) -> set[str]:
    """Return the starts and all names that can be reached from them."""
    visited: set[str] = set()
    pending = list(starts)
    while pending:
        name = pending.pop()
        if name not in visited:
            visited.add(name)
            pending += edges.get(name, ())
    return visited


def reversed_edges(edges: Edges) -> dict[str, list[str]]:
    """Return the graph with every edge reversed."""
    incoming: dict[str, list[str]] = {}
    for source, targets in edges.items():
        for target in dict.fromkeys(targets):
            incoming.setdefault(target, []).append(source)
    return incoming


def roots(names: Iterable[str], edges: Edges) -> Iterator[tuple[str, list[str]]]:
    """Yield the fewest `names` from which all others can be reached.

    Each comes with the names that can be reached from it but from no earlier root.
    """
    positions = {name: position for position, name in enumerate(dict.fromkeys(names))}
    successors = {target for name in positions for target in edges.get(name, ()) if target != name}
    covered: set[str] = set()
    # Names without a predecessor first. A cycle has none, so its first name in the given order follows.
    for name in [*(name for name in positions if name not in successors), *positions]:
        if name not in covered:
            reachable_names = reachable([name], edges)
            descendants = (reachable_names & positions.keys()) - covered - {name}
            yield name, sorted(descendants, key=positions.__getitem__)
            covered |= reachable_names


def cycles(names: Iterable[str], edges: Edges) -> Iterator[list[str]]:
    """Yield the strongly connected groups of `names` in linear time; a name with an edge to itself is one."""
    positions = {name: position for position, name in enumerate(dict.fromkeys(names))}
    groups = _strongly_connected(positions, edges)
    ordered = [sorted((name for name in group if name in positions), key=positions.__getitem__) for group in groups]
    for group in sorted(filter(None, ordered), key=lambda group: positions[group[0]]):
        if len(group) > 1 or group[0] in edges.get(group[0], ()):
            yield group


def _strongly_connected(names: Iterable[str], edges: Edges) -> Iterator[list[str]]:
    """Yield the strongly connected components: Tarjan's algorithm, with a stack in place of recursion."""
    indexes: dict[str, int] = {}
    lowest: dict[str, int] = {}
    component: list[str] = []
    assigned: set[str] = set()
    for start in names:
        pending = [(start, iter(edges.get(start, ())))] if start not in indexes else []
        while pending:
            name, successors = pending[-1]
            if name not in indexes:
                indexes[name] = lowest[name] = len(indexes)
                component.append(name)
            for successor in successors:
                if successor not in indexes:
                    pending.append((successor, iter(edges.get(successor, ()))))
                    break
                if successor not in assigned:
                    lowest[name] = min(lowest[name], indexes[successor])
            else:
                pending.pop()
                if pending:
                    lowest[pending[-1][0]] = min(lowest[pending[-1][0]], lowest[name])
                if lowest[name] == indexes[name]:
                    members = _pop_through(component, name)
                    assigned.update(members)
                    yield members


def _pop_through(stack: list[str], name: str) -> list[str]:
    members = [stack.pop()]
    while members[-1] != name:
        members.append(stack.pop())
    return members
