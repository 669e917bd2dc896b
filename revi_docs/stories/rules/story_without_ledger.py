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
from revi_docs.decide.names import resolve
from revi_docs.records.ledger import RECORD
from revi_docs.stories.rule import Case, Told


def check(case: Case) -> Iterator[Told]:
    """Yields a problem where no step of the story was written down."""
    story = case.story
    if RECORD not in case.contract.records or story.ledger.entries or story.ledger.faults:
        return
    if case.shelf.naming.is_id(story.id) and not any(
        one.places[0].file == story.ledger_path for one in story.problems
    ):
        try:
            status = resolve(case.shelf.decided, "status", story.text("status")).id
        except UnknownNameError:
            status = "STATUS"
        fix = f"run 'revi story adopt {story.id} {status} --actor NAME --evidence FILE'"
        place = story.of_field("status")
        yield Told("has no ledger", fix, place, "no ledger", ("records", RECORD))
