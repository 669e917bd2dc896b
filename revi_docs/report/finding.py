"""A problem as data: what every format renders, and what the published schema describes.

The keys, their types and their meaning are declared here once; `schema.py` reads them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Literal, TypedDict

from revi_docs.problems.problem import Place, Problem

SCHEMA_ID = "urn:revi-docs:findings:1"
"""Names the schema and its version: the number grows with every change of the form."""

_POSITIVE = {"minimum": 1}
_NON_EMPTY = {"minLength": 1}


class FindingPlace(TypedDict):
    """A spot in a file, or a file as a whole."""

    file: Annotated[str, "Relative to the repository, with forward slashes; or the address of a page."]
    line: Annotated[int | None, "From 1; null for the file as a whole.", _POSITIVE]
    column: Annotated[int | None, "From 1, in characters; null where it is not known.", _POSITIVE]
    endColumn: Annotated[int | None, "The column behind the last character, on the same line.", _POSITIVE]


class Finding(TypedDict):
    """One thing that is wrong."""

    code: Annotated[str, "What kind of thing: a name for `explain`.", {"pattern": "^[a-z]+(-[a-z0-9]+)*$"}]
    severity: Annotated[Literal["error", "warning"], "Only an error makes a command fail."]
    message: Annotated[str, "What is wrong.", _NON_EMPTY]
    fix: Annotated[str, "What to do next.", _NON_EMPTY]
    places: Annotated[list[FindingPlace], "All places of this one problem, the first being the one to show."]
    cause: Annotated[list[FindingPlace], "The lines of the contract that it comes from."]
    subject: Annotated[str, "What it is about; empty where its file says that."]
    fingerprint: Annotated[str, "The same in every run for this problem.", {"pattern": "^[0-9a-f]{16}$"}]
    diff: Annotated[str, "From what was found to what is wanted, unified; a long one is cut and says so."]


Findings = TypedDict(
    "Findings",
    {
        "$schema": Annotated[str, "The form of this document.", {"const": SCHEMA_ID}],
        "problems": Annotated[list[Finding], "Everything that was found."],
    },
)


def findings(problems: Iterable[Problem]) -> list[Finding]:
    """The problems as data, in the same order."""
    return [_finding_of(problem) for problem in problems]


def _finding_of(problem: Problem) -> Finding:
    return {
        "code": problem.code,
        "severity": problem.severity,
        "message": problem.message,
        "fix": problem.fix,
        "places": [_finding_place(place) for place in problem.places],
        "cause": [_finding_place(place) for place in problem.cause],
        "subject": problem.subject,
        "fingerprint": problem.fingerprint,
        "diff": problem.diff,
    }


def _finding_place(place: Place) -> FindingPlace:
    """What is 0 is not known; a column means nothing without its line, nor an end before its beginning."""
    line = place.line or None
    column = (line and place.column) or None
    end = place.end if column and place.end > column else None
    return {"file": place.file, "line": line, "column": column, "endColumn": end}


def format_place(place: FindingPlace) -> str:
    """`file:line:column`, or the file alone where it is meant as a whole."""
    return f"{place['file']}:{place['line']}:{place['column'] or 1}" if place["line"] else place["file"]


def format_counts(problems: Iterable[Problem]) -> str:
    """`1 problem`, `2 warnings`, `1,200 problems, 1 warning`; nothing where there are none."""
    severities = [problem.severity for problem in problems]
    counts = {"problem": severities.count("error"), "warning": severities.count("warning")}
    return ", ".join(f"{count:,} {noun}{'s' * (count > 1)}" for noun, count in counts.items() if count)
