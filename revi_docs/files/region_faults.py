"""What can be wrong with the markers of regions, each as a problem."""

from __future__ import annotations

from revi_docs.problems.near import did_you_mean
from revi_docs.problems.problem import Place, Problem


def second_begin(place: Place, opened: Place, *, same: bool) -> Problem:
    """A region begins inside another, or the same begin marker stands there twice."""
    code = "doubled-marker" if same else "nested-region"
    message = (
        f"the marker stands here for the second time, first on line {opened.line}"
        if same
        else f"a region begins inside the one that begins on line {opened.line}"
    )
    fix = "remove one of the two markers" if same else "write '<!-- revi:end -->' before it, or move it out"
    return Problem(code=code, message=message, fix=fix, places=(place, opened))


def stray_end(place: Place, closed: Place | None) -> Problem:
    """A region ends where none has begun, or ends twice."""
    if closed:
        return Problem(
            code="doubled-marker",
            message=f"the end marker stands here for the second time, first on line {closed.line}",
            fix="remove one of the two markers",
            places=(place, closed),
        )
    return Problem(
        code="reversed-region",
        message="a region ends here, and none has begun",
        fix="write the begin marker before it, or remove it",
        places=(place,),
    )


def unclosed(place: Place) -> Problem:
    """A region begins and never ends."""
    return Problem(
        code="unclosed-region",
        message="the region that begins here has no end",
        fix="write the marker 'revi:end', in a comment of its own, where the region ends",
        places=(place,),
    )


def unknown(place: Place, word: str) -> Problem:
    """A comment that looks like a marker and is none."""
    return Problem(
        code="unknown-marker",
        message=f"'revi:{word}' is no marker",
        fix=f"write 'revi:begin NAME' or 'revi:end'{did_you_mean(word, ('begin', 'end'))}",
        places=(place,),
    )


def malformed(place: Place, said: str) -> Problem:
    """A marker whose words cannot be read."""
    return Problem(
        code="malformed-marker",
        message=f"the marker {said}",
        fix="write '<!-- revi:begin NAME key=value -->' … '<!-- revi:end -->', a value with spaces in quotes",
        places=(place,),
    )
