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

from revi_docs.problems.suggestions import did_you_mean
from revi_docs.stories.story_rule import RepositoryContext, RuleFinding

MAX_SUGGESTIONS = 50


def check_all(repository: RepositoryContext) -> Iterator[RuleFinding]:
    """Yields a problem for each id that nobody knows; the stories of the plan are known, too."""
    story_ids = {entry.id for entry in repository.summaries} | {entry.id for entry in repository.plan.stories}
    unknown_count = 0
    for story in repository.summaries:
        for dependency in dict.fromkeys(story.depends_on):
            if dependency == story.id:
                message = "waits for itself"
                fix = f"take '{dependency}' out of its depends_on"
            elif dependency not in story_ids:
                unknown_count += 1
                suggestion = did_you_mean(dependency, story_ids) if unknown_count <= MAX_SUGGESTIONS else ""
                message = f"waits for '{dependency}', and there is no such story"
                fix = f"correct the id, or take it out{suggestion}"
            else:
                continue
            yield RuleFinding(
                f"{story.id} {message}", fix, story.depends_on_place, f"{story.id} {dependency}"
            )
    for planned_story in repository.plan.stories:
        for dependency in planned_story.depends_on:
            if dependency not in story_ids:
                message = (
                    f"the plan lets {planned_story.id} wait for '{dependency}', and there is no such story"
                )
                fix = f"correct the id, or plan the story{did_you_mean(dependency, story_ids)}"
                yield RuleFinding(message, fix, planned_story.place, f"plan {planned_story.id} {dependency}")
