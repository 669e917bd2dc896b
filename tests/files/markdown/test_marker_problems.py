"""Each problem with a marker names its place, the other marker and what to write."""

from __future__ import annotations

from revi_docs.files.markdown import marker_problems as problems
from revi_docs.problems.problem import Place

FIRST, SECOND = Place("a.md", 2, 1), Place("a.md", 5, 1)


def test_a_second_begin_marker() -> None:
    nested = problems.second_begin_marker(SECOND, FIRST, is_same_marker=False)
    assert (nested.code, nested.places) == ("nested-region", (SECOND, FIRST))
    assert nested.message == "this region starts inside the region that starts on line 2"
    doubled = problems.second_begin_marker(SECOND, FIRST, is_same_marker=True)
    assert (doubled.code, doubled.message) == ("doubled-marker", "this begin marker repeats the one on line 2")


def test_an_end_marker_without_a_region() -> None:
    assert problems.stray_end_marker(SECOND, None).code == "reversed-region"
    doubled = problems.stray_end_marker(SECOND, FIRST)
    assert (doubled.code, doubled.message) == ("doubled-marker", "this end marker repeats the one on line 2")


def test_markers_of_their_own() -> None:
    assert problems.unclosed_region(FIRST).code == "unclosed-region"
    unknown = problems.unknown_marker(FIRST, "beginn")
    assert (unknown.message, unknown.fix) == (
        "'revi:beginn' is not a marker",
        "write 'revi:begin NAME'",
    )
    misspelled = problems.misspelled_marker(FIRST, "<!-- Revi: end -->")
    assert (misspelled.message, misspelled.fix) == (
        "'<!-- Revi: end -->' looks like a region marker, but is not read as one",
        "write '<!-- revi:begin NAME -->' and '<!-- revi:end -->', or put the comment into a code span",
    )
    assert problems.misspelled_marker(Place("a.ts", 1, 1), "/* revi:end */").fix == (
        "write '// revi:begin NAME' and '// revi:end', each on a line of its own, "
        "or start the comment with another word"
    )
    assert problems.malformed_marker(FIRST, "has no name").message == "the marker has no name"
