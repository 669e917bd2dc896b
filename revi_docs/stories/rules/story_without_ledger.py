"""A story has no ledger.

Why: the ledger is the one truth for where a story stands. Without it the story's status is only what somebody
wrote, and no command can take the story on.

Example:

    plans/stories/REVI-007/REVI-007.md

and no `LEDGER.jsonl` beside it.

Mend: begin its ledger with `revi story adopt`, which notes the status, who says so and what shows it.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.decide.errors import UnknownNameError
from revi_docs.decide.name_lookup import resolve
from revi_docs.records.ledger import RECORD_TYPE
from revi_docs.stories.story_rule import RuleFinding, StoryContext


def check(context: StoryContext) -> Iterator[RuleFinding]:
    """Yields a problem where no step of the story was written down."""
    story = context.story
    if RECORD_TYPE not in context.contract.records or story.ledger.entries or story.ledger.issues:
        return
    if context.layout.artifact_names.is_story_id(story.id) and not any(
        problem.places[0].file == story.ledger_path for problem in story.problems
    ):
        try:
            status = resolve(context.layout.decision_contract, "status", story.text_field("status")).id
        except UnknownNameError:
            status = "STATUS"
        fix = f"run 'revi story adopt {story.id} {status} --actor NAME --evidence FILE'"
        place = story.field_place("status")
        yield RuleFinding("has no ledger", fix, place, "no ledger", ("records", RECORD_TYPE))
