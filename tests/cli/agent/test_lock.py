"""`revi plumbing lock` from acquire to release."""

from __future__ import annotations

from pathlib import Path

from revi_docs.runtime.base.repository import StoryPaths
from tests.support.runtime_fixtures import Revi


def test_by_the_command_line(revi: Revi, story: StoryPaths) -> None:
    unknown = revi("lock", "acquire", "REVI-016", "--phase", "code_review", session="a")
    assert (unknown.exit, unknown.code, Path(story.folder).exists()) == (1, "unknown-story", False)
    assert revi("story", "new", "REVI-016", "--title", "A story").code == "created"
    take = ("lock", "acquire", "REVI-016", "--phase", "code_review")
    error_info = revi(*take, session="a")
    assert (error_info.exit, error_info.code, error_info.document["fix"]) == (0, "acquired", "")
    assert revi("lock", "status", "REVI-016").code == "held"
    lock_key = revi(*take, "--wait", "0s", session="b")
    assert (lock_key.exit, lock_key.code) == (1, "lock-held")
    assert revi("lock", "renew", "REVI-016", session="a").code == "renewed"
    assert revi("lock", "release", "REVI-016", "--status", "GOOD", session="a").code == "unknown-status"
    assert revi("lock", "release", "REVI-016", "--status", "FAIL", session="a").code == "released"
    assert revi("lock", "status", "REVI-016").code == "free"
    several = revi("lock", "acquire", "REVI-016", "--phase", "dev_implementation", session="a")
    assert several.document == {
        "code": "ambiguous-command",
        "message": "2 commands belong to dev_implementation",
        "fix": "add --command dev-implement-story|dev-fix-story",
    }
    assert revi("lock", "acquire", "REVI-016", "--phase", "nowhere", session="a").code == "not-in-contract"
