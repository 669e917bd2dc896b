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
    """Yield the strongly connected groups of `names`; a name with an edge to itself is one."""
    incoming = reversed_edges(edges)
    # Without this step every name of a long chain would start a search of its own.
    acyclic = _acyclic_names(incoming, edges)
    candidates = [name for name in names if name not in acyclic]
    visited: set[str] = set()
    for name in candidates:
        if name not in visited:
            descendants = reachable(edges.get(name, ()), edges)
            if name in descendants:
                component = descendants & reachable([name], incoming)
                visited |= component
                yield [name, *(other for other in candidates if other in component and other != name)]


def _acyclic_names(incoming: Edges, edges: Edges) -> set[str]:
    """Return the names from which every path ends, so that they are in no cycle."""
    open_edge_counts = {name: len(set(targets)) for name, targets in edges.items()}
    sinks = [name for name, count in open_edge_counts.items() if not count]
    sinks += [name for name in incoming if name not in open_edge_counts]
    acyclic: set[str] = set()
    while sinks:
        name = sinks.pop()
        acyclic.add(name)
        for source in incoming.get(name, ()):
            open_edge_counts[source] -= 1
            if not open_edge_counts[source]:
                sinks.append(source)
    return acyclic
