"""The error log of a story stays usable when the contract renames or retires what it names."""

from __future__ import annotations

from pathlib import Path

import pytest

from revi_docs.runtime.error_handling.error_reports import Failure, record_failure
from tests.support.branched_stories import CONTRACT, ERRORS, BranchedStories

RECORDS = """\
records:
  error_record:
    fields: {type: error, phase: phase, node: string, message: string, retryable: boolean, retryCount: integer,
      maxRetries: integer, timestamp: datetime}
  error_log:
    file: _implementation/ERROR-LOG.yaml
    fields: {storyId: story, phase: phase, createdAt: datetime, updatedAt: datetime, errors: list of error_record,
      requiresIntervention: boolean}
"""

RENAMED = {
    "phase with an alias": (ERRORS.replace("build: {}", "make: {aliases: [build]}"), "BROKEN", "make", 2),
    "error with an alias": (ERRORS.replace("BROKEN: {}", "LOST: {aliases: [BROKEN]}"), "LOST", "build", 2),
    "phase without an alias": (ERRORS.replace("build", "make"), "BROKEN", "make", 1),
    "retired error": (ERRORS.replace("BROKEN", "LOST") + "reserved: {errors: {BROKEN: Unused.}}\n", "LOST", "build", 1),
}


@pytest.mark.parametrize("records", ["", RECORDS], ids=["built in", "declared"])
@pytest.mark.parametrize("change", RENAMED)
def test_failures_are_recorded_after_a_rename(tmp_path: Path, change: str, records: str) -> None:
    sections, error_type, phase, attempt = RENAMED[change]
    stories = BranchedStories(tmp_path, CONTRACT + ERRORS + records)
    stories.create("TKT-1")
    stories.record_work("TKT-1", "Ada")
    stories.commit()
    log = tmp_path / "tickets/TKT-1/_implementation/ERROR-LOG.yaml"
    before = log.read_text("utf-8").partition("errors:")[2].partition("requiresIntervention")[0]
    stories.write_contract(CONTRACT + sections + records)
    outcome = record_failure(stories.story("TKT-1"), Failure(error_type, phase, "unit", "It failed."))
    assert (outcome.attempt, outcome.failures) == (attempt, 2)
    assert before in log.read_text("utf-8"), "the error keeps the names of its time"
    # Lint asks for an alias, or for an entry in `reserved`, where there is neither.
    is_unknown = change == "phase without an alias" and bool(records)
    assert stories.codes().count("record-malformed") == is_unknown
