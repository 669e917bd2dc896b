"""A story has no ledger.

Why: The ledger is the source of truth for a story's status. Without it the status is an unverified claim,
and commands cannot move the story.

Example:

    plans/stories/REVI-007/REVI-007.md

The folder has no `LEDGER.jsonl`.

Fix: Create the ledger with `revi story adopt`, which records the status, the person responsible and the
evidence.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.decide.errors import UnknownNameError
from revi_docs.decide.name_lookup import resolve
from revi_docs.records.ledger import RECORD_TYPE
from revi_docs.stories.story_rule import RuleFinding, StoryContext


def check(context: StoryContext) -> Iterator[RuleFinding]:
    """Report a story without ledger entries."""
    story = context.story
    if RECORD_TYPE not in context.contract.records or story.ledger.entries or story.ledger.issues:
        return
    if context.layout.artifact_names.is_story_id(story.id) and not any(
        problem.places[0].file == story.ledger_path for problem in story.problems
    ):
        try:
            status = resolve(context.layout.decision_contract, "status", story.text_field("status")).id
        except UnknownNameError:
            # A placeholder for the person to fill in.
            status = "STATUS"
        fix = f"run 'revi story adopt {story.id} {status} --actor NAME --evidence FILE'"
        place = story.field_place("status")
        yield RuleFinding("has no ledger", fix, place, "no ledger", ("records", RECORD_TYPE))
