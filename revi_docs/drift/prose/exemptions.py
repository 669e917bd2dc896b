"""What a page says to mean something else, and marks that excuse nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from revi_docs.drift.prose.page import Mark, Page
from revi_docs.drift.prose.wrong import Wrong
from revi_docs.problems.problem import Place, Problem


def without_excused(page: Page, found: Iterable[Wrong]) -> tuple[list[Wrong], list[Problem]]:
    """What no mark excuses, and the marks that have nothing to excuse."""
    used: set[tuple[Place, str]] = set()
    kept = []
    for wrong in found:
        excuses = list(_excuses(page, wrong))
        used.update(excuses)
        if not excuses:
            kept.append(wrong)
    return kept, [
        _idle(mark, name)
        for mark in page.marks
        for name in mark.what or ("",)
        if (mark.place, name) not in used
    ]


def _excuses(page: Page, wrong: Wrong) -> Iterator[tuple[Place, str]]:
    line = page.place(wrong.start, wrong.end).line
    for mark in page.marks:
        if mark.whole_page or mark.place.line == line:
            for name in mark.what or ("",):
                if name in {"", wrong.text}:
                    yield mark.place, name


def _idle(mark: Mark, name: str) -> Problem:
    what, where = f"'{name}'" if name else "something", "page" if mark.whole_page else "line"
    alone = len(mark.what) < 2
    return Problem(
        code="idle-exemption",
        message=f"says that {what} means something else, and nothing on this {where} needs that",
        fix="remove the mark, or put it on the line that it is for"
        if alone
        else f"remove {what} from the mark",
        places=(mark.place,),
        subject=f"{mark.place.file} {name}",
    )
