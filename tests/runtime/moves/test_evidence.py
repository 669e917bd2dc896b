"""Evidence of earlier runs: the digests at the last entry into a start status, not those of the last entry."""

from __future__ import annotations

import pytest

from revi_docs.records.evidence.story_files import text_digest
from revi_docs.runtime.base.repository import StoryPaths
from revi_docs.runtime.base.story_ledger import story_ledger
from revi_docs.runtime.locks.phase_locks import LockRequest, acquire
from revi_docs.runtime.locks.process_identity import current_identity
from revi_docs.runtime.moves.evidence import collect_evidence
from revi_docs.runtime.moves.status_moves import MoveRequest, move
from tests.runtime.moves.test_status_moves import story_in_status
from tests.support.story_artifacts import put

REPORT = "ELAB-REVI-016-20260211-1432.md"


@pytest.mark.parametrize("name", [REPORT, "ELAB-REVI-016-20260101-0000.md"])
def test_the_digests_at_the_start_count(story: StoryPaths, name: str) -> None:
    put(story, name, "first\n")
    story = story_in_status(story.repository, "REVI-016", "generated")
    acquire(story, LockRequest(current_identity("me"), "elaboration", "elab-story"))
    move(story, MoveRequest("in-elaboration", "elab-story", "started", owner="me"))
    put(story, name, "second\n")
    evidence = collect_evidence(story, "elab-story", story_ledger(story))
    assert evidence.facts.status == "in-elaboration"
    assert evidence.facts.artifacts == {"elaboration": text_digest("second\n")}
    assert evidence.facts.recorded["elaboration"] == text_digest("first\n")


def test_the_newest_file_by_its_name_counts(story: StoryPaths) -> None:
    story = story_in_status(story.repository, "REVI-016", "generated")
    put(story, REPORT, "new\n", age_ms=10**6)
    put(story, "ELAB-REVI-016-20260101-0000.md", "old\n")
    put(story, "ELAB-REVI-017-20260301-0000.md", "another story\n")
    evidence = collect_evidence(story, "elab-story", story_ledger(story))
    assert evidence.facts.artifacts == {"elaboration": text_digest("new\n")}
    assert "elaboration" not in evidence.facts.recorded
