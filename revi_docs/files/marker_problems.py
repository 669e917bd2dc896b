"""What can be wrong with the markers of regions, each as a problem."""

from __future__ import annotations

from revi_docs.problems.problem import Place, Problem
from revi_docs.problems.suggestions import did_you_mean


def second_begin_marker(place: Place, first_begin: Place, *, is_same_marker: bool) -> Problem:
    """A region begins inside another, or the same begin marker stands there twice."""
    code = "doubled-marker" if is_same_marker else "nested-region"
    message = (
        f"the marker stands here for the second time, first on line {first_begin.line}"
        if is_same_marker
        else f"a region begins inside the one that begins on line {first_begin.line}"
    )
    fix = (
        "remove one of the two markers"
        if is_same_marker
        else "write '<!-- revi:end -->' before it, or move it out"
    )
    return Problem(code=code, message=message, fix=fix, places=(place, first_begin))


def stray_end_marker(place: Place, previous_end: Place | None) -> Problem:
    """A region ends where none has begun, or ends twice."""
    if previous_end:
        return Problem(
            code="doubled-marker",
            message=f"the end marker stands here for the second time, first on line {previous_end.line}",
            fix="remove one of the two markers",
            places=(place, previous_end),
        )
    return Problem(
        code="reversed-region",
        message="a region ends here, and none has begun",
        fix="write the begin marker before it, or remove it",
        places=(place,),
    )


def unclosed_region(place: Place) -> Problem:
    """A region begins and never ends."""
    return Problem(
        code="unclosed-region",
        message="the region that begins here has no end",
        fix="write the marker 'revi:end', in a comment of its own, where the region ends",
        places=(place,),
    )


def unknown_marker(place: Place, keyword: str) -> Problem:
    """A comment that looks like a marker and is none."""
    return Problem(
        code="unknown-marker",
        message=f"'revi:{keyword}' is no marker",
        fix=f"write 'revi:begin NAME' or 'revi:end'{did_you_mean(keyword, ('begin', 'end'))}",
        places=(place,),
    )


def misspelled_marker(place: Place, comment: str) -> Problem:
    """A comment that a person takes for a marker and revi-docs does not: `revi: begin`, `Revi:begin`."""
    return Problem(
        code="unknown-marker",
        message=f"'{comment}' is not a marker: 'revi:' is lowercase, without a space, in a plain comment",
        fix="write '<!-- revi:begin NAME -->' and '<!-- revi:end -->', or put the comment into a code span",
        places=(place,),
    )


def malformed_marker(place: Place, detail: str) -> Problem:
    """A marker whose words cannot be read."""
    return Problem(
        code="malformed-marker",
        message=f"the marker {detail}",
        fix="write '<!-- revi:begin NAME key=value -->' … '<!-- revi:end -->', a value with spaces in quotes",
        places=(place,),
    )
