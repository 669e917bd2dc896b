"""Findings: problems as plain data, which every format renders and the published schema describes.

Keys, types and descriptions are declared here once; `findings_schema.py` derives the schema from them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Annotated, Literal, TypedDict

from revi_docs.problems.problem import Place, Problem

SCHEMA_ID = "urn:revi-docs:findings:1"
"""Name and version of the schema; the number increases with every change of the format."""

URL = re.compile(r"https?://")
"""How the address of a page of the deployed site starts."""

_POSITIVE = {"minimum": 1}
_NON_EMPTY = {"minLength": 1}


class FindingPlace(TypedDict):
    """A position in a file, or a whole file."""

    file: Annotated[str, "Path relative to the repository, with forward slashes; or the URL of a page."]
    line: Annotated[int | None, "From 1; null for the whole file.", _POSITIVE]
    column: Annotated[int | None, "From 1, in characters; null if unknown.", _POSITIVE]
    endColumn: Annotated[int | None, "Exclusive end, on the same line; null if unknown.", _POSITIVE]


class Finding(TypedDict):
    """One problem."""

    code: Annotated[str, "Kind of problem; the argument of `explain`.", {"pattern": "^[a-z]+(-[a-z0-9]+)*$"}]
    severity: Annotated[Literal["error", "warning"], "Only errors make a command fail."]
    message: Annotated[str, "What is wrong.", _NON_EMPTY]
    fix: Annotated[str, "What to do.", _NON_EMPTY]
    places: Annotated[list[FindingPlace], "All places of this problem, the main one first."]
    cause: Annotated[list[FindingPlace], "The lines of the contract that cause it."]
    subject: Annotated[str, "What the problem is about; empty if that is the file."]
    fingerprint: Annotated[str, "Identifies the problem across runs.", {"pattern": "^[0-9a-f]{16}$"}]
    diff: Annotated[str, "Unified diff from the current to the expected text; a long one is truncated, with a note."]


Findings = TypedDict(
    "Findings",
    {
        "$schema": Annotated[str, "The format of this document.", {"const": SCHEMA_ID}],
        "problems": Annotated[list[Finding], "All problems."],
    },
)


def findings(problems: Iterable[Problem], folder: str = "") -> list[Finding]:
    """The problems as data, in the same order; `folder` is put before the path of each file."""
    return [_finding_of(problem, folder) for problem in problems]


def _finding_of(problem: Problem, folder: str) -> Finding:
    return {
        "code": problem.code,
        "severity": problem.severity,
        "message": problem.message + _origin_note(problem),
        "fix": problem.fix,
        "places": [finding_place(place, folder) for place in problem.places],
        "cause": [finding_place(place, folder) for place in problem.cause],
        "subject": problem.subject,
        "fingerprint": problem.fingerprint,
        "diff": problem.diff,
    }


def _origin_note(problem: Problem) -> str:
    """Return where the main place is, if it is not in a file of the repository."""
    origin = problem.first_place.origin if problem.first_place else ""
    return f" (in {origin})" if origin else ""


def finding_place(place: Place, folder: str = "") -> FindingPlace:
    """Convert 0 to null; drop a column without a line, and an end that is not after its column."""
    line = place.line or None
    column = (line and place.column) or None
    end = place.end if column and place.end > column else None
    return {"file": path_in(folder, place.file), "line": line, "column": column, "endColumn": end}


def path_in(folder: str, file: str) -> str:
    """The path of a file below `folder`, or the URL of a page as it is."""
    return f"{folder}/{file}" if folder and not URL.match(file) else file


def format_place(place: FindingPlace) -> str:
    """`file:line:column`, or `file` for a whole file."""
    return f"{place['file']}:{place['line']}:{place['column'] or 1}" if place["line"] else place["file"]


def format_counts(problems: Iterable[Problem]) -> str:
    """`1 problem`, `2 warnings`, `1,200 problems, 1 warning`; empty without problems."""
    severities = [problem.severity for problem in problems]
    counts = {"problem": severities.count("error"), "warning": severities.count("warning")}
    return ", ".join(f"{count:,} {noun}{'s' * (count > 1)}" for noun, count in counts.items() if count)
