"""What can be worked on side by side: a wave is what is free once the waves before it are done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def waves(waits: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Story → the number of its wave, from 1; 0 for one that waits for itself, at last.

    `waits` leads from each story to those it waits for; what is not among the stories holds nothing up.
    """
    after = {story: {one for one in others if one in waits} for story, others in waits.items()}
    behind: dict[str, list[str]] = {story: [] for story in waits}
    for story, others in after.items():
        for one in others:
            behind[one].append(story)
    found = dict.fromkeys(waits, 0)
    free = [story for story, others in after.items() if not others]
    number = 0
    while free:
        number += 1
        found |= dict.fromkeys(free, number)
        free = [later for one in free for later in behind[one] if _is_freed(after[later], one)]
    return found


def _is_freed(waits: set[str], done: str) -> bool:
    """Takes what is done out of what a story waits for; whether nothing is left."""
    waits.discard(done)
    return not waits
