"""Apply `revi:other-meaning` comments, and report those that exempt nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from revi_docs.problems.problem import Place, Problem
from revi_docs.prose.prose_finding import ProseFinding
from revi_docs.prose.prose_page import Exemption, ProsePage


def apply_exemptions(page: ProsePage, findings: Iterable[ProseFinding]) -> tuple[list[ProseFinding], list[Problem]]:
    """Return the findings without an exemption, and the problems of idle exemptions."""
    used_exemptions: set[tuple[Place, str]] = set()
    remaining = []
    for finding in findings:
        matching = list(_matching_exemptions(page, finding))
        used_exemptions.update(matching)
        if not matching:
            remaining.append(finding)
    return remaining, [
        _idle_problem(exemption, name)
        for exemption in page.exemptions
        for name in exemption.texts or ("",)
        if (exemption.place, name) not in used_exemptions
    ]


def _matching_exemptions(page: ProsePage, finding: ProseFinding) -> Iterator[tuple[Place, str]]:
    line = page.place(finding.start, finding.end).line
    for exemption in page.exemptions:
        if exemption.whole_page or exemption.place.line == line:
            for name in exemption.texts or ("",):
                if name in {"", finding.text}:
                    yield exemption.place, name


def _idle_problem(exemption: Exemption, name: str) -> Problem:
    scope = "page" if exemption.whole_page else "line"
    subject = f"'{name}'" if name else f"this {scope}"
    fix = "delete the comment, or move it to the line it is meant for"
    return Problem(
        code="unused-exemption",
        message=f"exempts {subject}, but no finding on this {scope} needs it",
        fix=fix if len(exemption.texts) < 2 else f"remove {subject} from the comment",
        places=(exemption.place,),
        subject=f"{exemption.place.file} {name}",
    )
