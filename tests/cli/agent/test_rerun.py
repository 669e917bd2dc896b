"""`revi plumbing rerun` with and without a flag."""

from __future__ import annotations

from revi_docs.runtime.base.repository import StoryPaths
from tests.runtime.moves.test_status_moves import story_in_status
from tests.support.runtime_fixtures import Revi


def test_by_the_command_line(revi: Revi, story: StoryPaths) -> None:
    story_in_status(story.repository, "REVI-016", "uat")
    skipped = revi("rerun", "REVI-016", "qa-verify-story")
    assert (skipped.exit, skipped.document) == (
        1,
        {
            "code": "skip",
            "message": "/qa-verify-story: it is done",
            "fix": "use the existing result, or add --force to run it from the start",
            "mode": "skip",
            "done": True,
            "resumeFrom": "",
        },
    )
    assert revi("rerun", "REVI-016", "qa-gate").exit == 0
