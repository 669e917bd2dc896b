"""The age of artifacts: by the name, by a time in the record."""

from __future__ import annotations

import pytest

from revi_docs.records.time_formats import now_ms
from revi_docs.runtime.base.repository import StoryPaths
from revi_docs.runtime.moves.evidence import newest_artifact_ms
from tests.support.story_artifacts import MINUTE, put


@pytest.mark.parametrize(
    ("names", "minute"),
    [
        pytest.param([], None, id="none"),
        pytest.param(["ELAB-REVI-016-20260211-1432.md"], "2026-02-11T21:32", id="one"),
        pytest.param(
            ["ELAB-REVI-016-20260211-1432.md", "ELAB-REVI-016-20260101-0000.md"], "2026-02-11T21:32", id="newest"
        ),
        pytest.param(["ELAB-REVI-017-20260211-1432.md", "ELAB-REVI-016.md"], None, id="others"),
        pytest.param(["ELAB-REVI-016-20261101-0130.md"], "2026-11-01T08:30", id="the hour that comes twice"),
    ],
)
def test_the_newest_by_its_name(story: StoryPaths, names: list[str], minute: str | None) -> None:
    from datetime import UTC, datetime

    for name in names:
        put(story, name, age_ms=10**12)
    actual = newest_artifact_ms(story, "elaboration")
    assert (actual is None) == (minute is None)
    if actual is not None:
        assert datetime.fromtimestamp(actual / 1000, UTC).isoformat()[:16] == minute


def test_the_time_in_a_record_counts(story: StoryPaths) -> None:
    put(story, "QA-GATE-REVI-016.yaml", 'verdict: PASS\ndecidedAt: "2026-02-11T14:32:05-07:00"\n')
    assert newest_artifact_ms(story, "qa_gate") == 1770845525000
    put(story, "QA-GATE-REVI-016.yaml", "verdict: [\n", age_ms=MINUTE)
    assert abs((newest_artifact_ms(story, "qa_gate") or 0) - now_ms() + MINUTE) < MINUTE / 2
