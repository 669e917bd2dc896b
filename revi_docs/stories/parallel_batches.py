"""What can be worked on side by side: a wave is what is free once the waves before it are done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def batch_numbers(dependencies: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Story → the number of its wave, from 1; 0 for one that waits for itself, at last.

    `waits` leads from each story to those it waits for; what is not among the stories holds nothing up.
    """
    remaining = {
        story: {item for item in others if item in dependencies} for story, others in dependencies.items()
    }
    dependents: dict[str, list[str]] = {story: [] for story in dependencies}
    for story, others in remaining.items():
        for item in others:
            dependents[item].append(story)
    numbers = dict.fromkeys(dependencies, 0)
    ready = [story for story, others in remaining.items() if not others]
    batch = 0
    while ready:
        batch += 1
        numbers |= dict.fromkeys(ready, batch)
        ready = [
            dependent
            for item in ready
            for dependent in dependents[item]
            if _remove_dependency(remaining[dependent], item)
        ]
    return numbers


def _remove_dependency(pending: set[str], completed: str) -> bool:
    """Takes what is done out of what a story waits for; whether nothing is left."""
    pending.discard(completed)
    return not pending
