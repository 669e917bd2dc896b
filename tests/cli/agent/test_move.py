"""`revi plumbing move`: a move and a rejected one."""

from __future__ import annotations

from tests.support.runtime_fixtures import Revi


def test_by_the_command_line(revi: Revi) -> None:
    assert revi("story", "new", "REVI-016", "--title", "A story").code == "created"
    error_info = revi("move", "REVI-016", "generated", "--by", "pm-generate-story")
    assert (error_info.exit, error_info.code) == (1, "lock-not-held")
    assert (
        revi("lock", "acquire", "REVI-016", "--phase", "pm_story", "--command", "pm-generate-story", session="s").code
        == "acquired"
    )
    would = revi("move", "REVI-016", "generated", "--dry-run", session="s")
    assert (would.exit, would.document["message"]) == (0, "REVI-016: would have moved from pending to generated")
    assert revi("can", "REVI-016", "generated", session="s").code == "allowed"
    assert revi("move", "REVI-016", "generated", session="s").document["event"] == "finished"
    assert revi("can", "REVI-016", "nowhere").code == "not-in-contract"
    assert revi("can", "REVI-1", "generated").code == "unknown-story"
    assert revi("can", "REVI-017", "generated").code == "unknown-story"
