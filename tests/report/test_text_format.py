"""Problems as text, compared exactly."""

from __future__ import annotations

from dataclasses import replace

import pytest

from revi_docs.problems.problem import Place, Problem
from revi_docs.report.color import COLOR_START, ansi_color
from revi_docs.report.formats import render_text
from revi_docs.report.render_options import RenderOptions
from tests.support.report_problems import STALE, UNKNOWN, WHOLE_FILE

TEXT = """\
revi.yml:41:23: unknown-status: transition in-qa -> gone names 'gone', which is not defined
  fix: write 'done', or add 'gone' to statuses
docs/1.md:1:3: stale: 8 outputs show an older budgets.phases.make.hard
  also: docs/2.md:2:3
  also: docs/3.md:3:3
  also: docs/4.md:4:3
  also: docs/5.md:5:3
  also: docs/6.md:6:3
  also: 2 more places
  cause: revi.yml:13:32
  cause: revi.yml:14:1
  fix: run 'revi-docs sync'
    --- docs/1.md (on disk)
    +++ docs/1.md (wanted)
    @@ -1,3 +1,3 @@

    -600
    +700
a.md: missing: does not exist
  fix: write it
"""


def test_text() -> None:
    assert render_text((UNKNOWN, STALE, WHOLE_FILE)) == TEXT


def test_text_of_nothing() -> None:
    assert render_text(()) == ""


def test_text_without_a_place() -> None:
    assert render_text((Problem(code="odd", message="m", fix="f"),)) == "odd: m\n  fix: f\n"


def test_text_of_a_warning() -> None:
    warning = replace(UNKNOWN, message="m", fix="f", severity="warning")
    assert render_text((warning,)) == "revi.yml:41:23: warning: unknown-status: m\n  fix: f\n"
    assert render_text((warning,), RenderOptions(ansi_color)).replace(COLOR_START, "\x1b[") == (
        "\x1b[1mrevi.yml:41:23: \x1b[0m\x1b[33mwarning:\x1b[0m \x1b[33munknown-status\x1b[0m: m\n"
        "  \x1b[36mfix:\x1b[0m f\n"
    )


@pytest.mark.parametrize("character", ["x", "尺"])
@pytest.mark.parametrize("width", [10, 79, 200])
def test_one_problem_in_two_hundred_places_fits_a_terminal(width: int, character: str) -> None:
    """On 80 columns it takes 28 rows at most, so that with the empty line and the counts it takes 30."""
    places = tuple(Place(f"docs/{number}.md", number, 1) for number in range(200))
    diff = "".join(f"-{character * width}\n+{character * width}\n" for _ in range(30))
    text = render_text((replace(STALE, places=places, cause=places, diff=diff),))
    columns = [len(line) + line.count("尺") for line in text.splitlines()]
    assert sum(max(1, -(-number // 80)) for number in columns) in range(24, 29)
    assert text.endswith("\n    … more lines\n")
    assert render_text((replace(STALE, places=places, cause=places, diff="-x\n+y\n"),)).endswith("    -x\n    +y\n")
