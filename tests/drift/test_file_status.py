"""The place of a region, and the states."""

from __future__ import annotations

from revi_docs.drift.codes import DRIFT_CODES
from revi_docs.drift.file_status import DriftState, RegionPart
from revi_docs.files.markdown.regions import find_regions
from revi_docs.ownership.codes import OWNED_FIELD_CODES
from revi_docs.ownership.hand_written_files import HandWrittenFile
from revi_docs.problems.problem import Place

TEXT = "# A\n\nx <!-- revi:begin value of=a --><!-- revi:end --> y\n\n<!-- revi:begin statuses -->\n<!-- revi:end -->\n"


def test_a_region_starts_after_its_marker() -> None:
    file = HandWrittenFile("a.md", TEXT.encode(), TEXT)
    regions, problems = find_regions("a.md", TEXT)
    assert problems == ()
    inline, block = (RegionPart(file, region, "").place for region in regions)
    assert inline == Place("a.md", 3, TEXT.splitlines()[2].index("<!-- revi:end") + 1)
    assert block.line in (5, 6)


def test_each_state_that_is_reported_is_a_code() -> None:
    """A clean text is not reported, and one that differs is reported as stale or tampered."""
    assert {state.value for state in DriftState} - {"clean", "differs"} <= DRIFT_CODES.keys() | OWNED_FIELD_CODES.keys()
