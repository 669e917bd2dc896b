"""Stories wait for each other in a circle.

Why: none of them can ever begin.

Example:

    REVI-007 depends_on: [REVI-008]
    REVI-008 depends_on: [REVI-007]

Mend: take one of them out of the circle, or split the story that both need.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from revi_docs.contract.graph import circles
from revi_docs.problems.problem import Place
from revi_docs.stories.rule import Repository, Told


def across(repository: Repository) -> Iterator[Told]:
    """Yields one problem for each circle, with the first of its stories."""
    waits: dict[str, tuple[str, ...]] = {}
    places: dict[str, Place] = {}
    for planned in repository.plan.stories:
        waits[planned.id], places[planned.id] = planned.depends_on, planned.place
    for story in repository.summaries:
        if story.depends_on:
            waits[story.id], places[story.id] = story.depends_on, story.depends_at
    known = {story: [one for one in wanted if one in waits] for story, wanted in waits.items()}
    for group in circles(known, known):
        if len(group) > 1:
            way = _way(group[0], known)
            said = " → ".join(way)
            yield Told(f"stories wait for each other: {said}", "take one of them out", places[way[0]], said)


def _way(start: str, waits: Mapping[str, list[str]]) -> list[str]:
    """A shortest way from a story back to itself."""
    ways = [[start]]
    seen: set[str] = set()
    while ways:
        way = ways.pop(0)
        for further in waits[way[-1]]:
            if further == start and len(way) > 1:
                return [*way, start]
            if further not in seen:
                seen.add(further)
                ways.append([*way, further])
    return [start, start]
