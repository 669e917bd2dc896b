"""Stories depend on each other in a cycle.

Why: None of them can start.

Example:

    REVI-007 depends_on: [REVI-008]
    REVI-008 depends_on: [REVI-007]

Fix: Remove one of the dependencies, or move what both stories need into a story of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from revi_docs.contract.graph import cycles
from revi_docs.problems.problem import Place
from revi_docs.stories.story_rule import RepositoryContext, RuleFinding


def check_all(repository: RepositoryContext) -> Iterator[RuleFinding]:
    """Report each cycle once, at the first of its stories."""
    depends_on: dict[str, tuple[str, ...]] = {}
    places: dict[str, Place] = {}
    for planned_story in repository.plan.stories:
        depends_on[planned_story.id], places[planned_story.id] = planned_story.depends_on, planned_story.place
    for story in repository.summaries:
        if story.depends_on:
            depends_on[story.id], places[story.id] = story.depends_on, story.depends_on_place
    edges = {story: [other for other in others if other in depends_on] for story, others in depends_on.items()}
    for group in cycles(edges, edges):
        if len(group) > 1:
            cycle = _shortest_cycle(group[0], edges)
            chain = " → ".join(cycle)
            message, fix = f"stories depend on each other: {chain}", "remove one of these dependencies"
            yield RuleFinding(message, fix, places[cycle[0]], chain)


def _shortest_cycle(start: str, edges: Mapping[str, list[str]]) -> list[str]:
    """Return a shortest path from a story back to itself."""
    queue = [[start]]
    visited: set[str] = set()
    while queue:
        path = queue.pop(0)
        for successor in edges[path[-1]]:
            if successor == start and len(path) > 1:
                return [*path, start]
            if successor not in visited:
                visited.add(successor)
                queue.append([*path, successor])
    return [start, start]
