"""What a page says to mean something else, and marks that excuse nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from revi_docs.problems.problem import Place, Problem
from revi_docs.prose.prose_finding import ProseFinding
from revi_docs.prose.prose_page import Exemption, ProsePage


def apply_exemptions(
    page: ProsePage, findings: Iterable[ProseFinding]
) -> tuple[list[ProseFinding], list[Problem]]:
    """What no mark excuses, and the marks that have nothing to excuse."""
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
    subject, scope = f"'{name}'" if name else "something", "page" if exemption.whole_page else "line"
    has_single_text = len(exemption.texts) < 2
    return Problem(
        code="idle-exemption",
        message=f"says that {subject} means something else, and nothing on this {scope} needs that",
        fix="remove the mark, or put it on the line that it is for"
        if has_single_text
        else f"remove {subject} from the mark",
        places=(exemption.place,),
        subject=f"{exemption.place.file} {name}",
    )
