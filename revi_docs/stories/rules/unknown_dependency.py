"""A story waits for a story that does not exist, or for itself.

Why: it would wait for good, and the roadmap would leave it out.

Example:

    ---
    id: REVI-007
    depends_on: [REVI-0060]
    ---

Mend: correct the id, or take it out.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.problems.near import did_you_mean
from revi_docs.stories.rule import Repository, Told

MOST_GUESSES = 50


def across(repository: Repository) -> Iterator[Told]:
    """Yields a problem for each id that nobody knows; the stories of the plan are known, too."""
    known = {one.id for one in repository.summaries} | {one.id for one in repository.plan.stories}
    number = 0
    for story in repository.summaries:
        for wanted in dict.fromkeys(story.depends_on):
            if wanted == story.id:
                message = "waits for itself"
                fix = f"take '{wanted}' out of its depends_on"
            elif wanted not in known:
                number += 1
                guess = did_you_mean(wanted, known) if number <= MOST_GUESSES else ""
                message = f"waits for '{wanted}', and there is no such story"
                fix = f"correct the id, or take it out{guess}"
            else:
                continue
            yield Told(f"{story.id} {message}", fix, story.depends_at, f"{story.id} {wanted}")
    for planned in repository.plan.stories:
        for wanted in planned.depends_on:
            if wanted not in known:
                message = f"the plan lets {planned.id} wait for '{wanted}', and there is no such story"
                fix = f"correct the id, or plan the story{did_you_mean(wanted, known)}"
                yield Told(message, fix, planned.place, f"plan {planned.id} {wanted}")
