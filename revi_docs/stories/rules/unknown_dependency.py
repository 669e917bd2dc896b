"""A story depends on a story that does not exist, or on itself.

Why: It can never start, and the roadmap leaves it out.

Example:

    ---
    id: REVI-007
    depends_on: [REVI-0060]
    ---

Fix: Correct the id, or remove it.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.problems.suggestions import suggested_fix
from revi_docs.stories.story_rule import RepositoryContext, RuleFinding

MAX_SUGGESTIONS = 50
"""Arbitrary: with more unknown ids than this, a missing folder is more likely than typos."""


def check_all(repository: RepositoryContext) -> Iterator[RuleFinding]:
    """Report each id that is neither a story's nor in the plan."""
    story_ids = {entry.id for entry in repository.summaries} | {entry.id for entry in repository.plan.stories}
    unknown_count = 0
    for story in repository.summaries:
        for dependency in dict.fromkeys(story.depends_on):
            if dependency == story.id:
                message = "depends on itself"
                fix = f"remove '{dependency}' from its depends_on"
            elif dependency not in story_ids:
                unknown_count += 1
                candidates = story_ids if unknown_count <= MAX_SUGGESTIONS else ()
                message = f"depends on '{dependency}', which does not exist"
                fix = suggested_fix(dependency, candidates, "remove it from its depends_on")
            else:
                continue
            yield RuleFinding(f"{story.id} {message}", fix, story.depends_on_place, f"{story.id} {dependency}")
    for planned_story in repository.plan.stories:
        for dependency in planned_story.depends_on:
            if dependency not in story_ids:
                message = f"in the plan, {planned_story.id} depends on '{dependency}', which does not exist"
                fix = suggested_fix(dependency, story_ids, "add the story to the plan")
                yield RuleFinding(message, fix, planned_story.place, f"plan {planned_story.id} {dependency}")
