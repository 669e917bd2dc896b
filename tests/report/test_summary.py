"""The summary on GitHub: a table that nothing breaks and that GitHub takes."""

from __future__ import annotations

import html
import re

import markdown
import pytest

from revi_docs.problems.problem import Place, Problem
from revi_docs.report.summary import MAX_BYTES, MAX_CELL_CHARACTERS, render_summary
from tests.report.refresh import HOSTILE, PROBLEMS

ONE = Problem(code="c", message="m", fix="f", places=(Place("a.md", 3, 5),))


def cells(text: str) -> list[list[str]]:
    """The cells of the table's rows, as a reader sees them."""
    built = markdown.markdown(text, extensions=["tables"])
    rows = re.findall(r"(?s)<tr>(.*?)</tr>", built)[1:]
    plain = [[re.sub(r"<[^>]+>", "", cell) for cell in re.findall(r"(?s)<td>(.*?)</td>", row)] for row in rows]
    return [[html.unescape(cell) for cell in row] for row in plain]


def test_a_clean_run_is_one_line() -> None:
    assert render_summary((), "clean: 5 outputs") == "revi-docs: clean&#58; 5 outputs\n\n"
    assert render_summary(()) == "revi-docs: no problems\n\n"


def test_what_is_shown_is_what_was_found() -> None:
    rows = cells(render_summary(PROBLEMS))
    assert rows[0] == ["unknown-status", "revi.yml:41:23", PROBLEMS[0].message, PROBLEMS[0].fix]
    assert rows[1][1] == "docs/1.md:1:3 and 11 more"
    assert rows[2][0] == "unused-item (warning)"
    displayed = HOSTILE.replace("\r\n", "").replace("\x1b", r"\x1b").replace("\u202e", r"\u202e")
    assert rows[-1] == ["odd (warning)", "", *[displayed.replace("\t", r"\t")] * 2]


def test_two_summaries_follow_each_other() -> None:
    assert (
        len(cells(render_summary((ONE,)) + render_summary(()) + render_summary((ONE, ONE)))) == 4
    )  # the second table has a head


def test_a_long_text_is_cut() -> None:
    ((*_, message, _fix),) = cells(render_summary((Problem(code="c", message="m" * 9_000_000, fix="f"),)))
    assert message == "m" * MAX_CELL_CHARACTERS + "…"


def test_it_stays_within_what_github_takes() -> None:
    many = tuple(Problem(code="c", message=f"{number} " + "|ü" * 500, fix="f") for number in range(2000))
    summary = render_summary(many)
    assert MAX_BYTES - 10_000 < len(summary.encode()) <= MAX_BYTES
    displayed = len(cells(summary))
    assert summary.endswith(f"\n{2000 - displayed:,} more; see the log of this step for all of them.\n\n")


@pytest.mark.parametrize("room", [-5, 0, 10, 60, 130, 150, 200, 400])
def test_it_stays_within_the_room_that_is_left(room: int) -> None:
    for problems in ((), (ONE,) * 9):
        summary = render_summary(problems, max_bytes=room)
        assert len(summary.encode()) <= max(room, 0)
        assert summary.endswith("\n\n") or not summary
