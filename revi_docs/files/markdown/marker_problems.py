"""Problems with the markers of regions."""

from __future__ import annotations

from revi_docs.files.markdown.markers import format_comment
from revi_docs.problems.problem import Place, Problem
from revi_docs.problems.suggestions import closest_name


def second_begin_marker(place: Place, first_begin: Place, *, is_same_marker: bool) -> Problem:
    """A region starts inside another one, or the same begin marker is repeated."""
    if is_same_marker:
        return _doubled_marker("begin", place, first_begin)
    message = f"this region starts inside the region that starts on line {first_begin.line}"
    end_marker = format_comment(place.file, "revi:end")
    fix = f"write '{end_marker}' before it, or move it out of the other region"
    return Problem(code="nested-region", message=message, fix=fix, places=(place, first_begin))


def stray_end_marker(place: Place, previous_end: Place | None) -> Problem:
    """An end marker without a begin marker, or repeated."""
    if previous_end:
        return _doubled_marker("end", place, previous_end)
    message = "this end marker has no begin marker before it"
    fix = "write the begin marker before it, or remove it"
    return Problem(code="reversed-region", message=message, fix=fix, places=(place,))


def _doubled_marker(keyword: str, place: Place, first: Place) -> Problem:
    message = f"this {keyword} marker repeats the one on line {first.line}"
    fix = "remove one of the two markers"
    return Problem(code="doubled-marker", message=message, fix=fix, places=(place, first))


def unclosed_region(place: Place) -> Problem:
    """A begin marker without an end marker."""
    message = "the region that starts here has no end marker"
    fix = "write the marker 'revi:end', in a comment of its own, at the end of the region"
    return Problem(code="unclosed-region", message=message, fix=fix, places=(place,))


def unknown_marker(place: Place, keyword: str) -> Problem:
    """A comment that looks like a marker but has an unknown keyword."""
    message = f"'revi:{keyword}' is not a marker"
    forms = {"begin": "revi:begin NAME", "end": "revi:end"}
    keyword_meant = closest_name(keyword, forms)
    fix = f"write {' or '.join(repr(form) for form in ([forms[keyword_meant]] if keyword_meant else forms.values()))}"
    return Problem(code="unknown-marker", message=message, fix=fix, places=(place,))


def misspelled_marker(place: Place, comment: str) -> Problem:
    """A comment that a person takes for a marker and revi-docs does not: `revi: begin`, `Revi:begin`."""
    begin, end = format_comment(place.file, "revi:begin NAME"), format_comment(place.file, "revi:end")
    is_html = begin.startswith("<")
    position = "" if is_html else ", each on a line of its own"
    alternative = "put the comment into a code span" if is_html else "start the comment with another word"
    return Problem(
        code="unknown-marker",
        message=f"'{comment}' looks like a region marker, but is not read as one",
        fix=f"write '{begin}' and '{end}'{position}, or {alternative}",
        places=(place,),
    )


def malformed_marker(place: Place, detail: str) -> Problem:
    """A marker that cannot be parsed; `detail` completes "the marker …"."""
    begin = format_comment(place.file, "revi:begin NAME key=value")
    fix = f"write '{begin}' and '{format_comment(place.file, 'revi:end')}'; quote values with spaces"
    return Problem(code="malformed-marker", message=f"the marker {detail}", fix=fix, places=(place,))
