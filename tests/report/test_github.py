"""Workflow commands of GitHub: one line for each problem."""

from __future__ import annotations

import pytest

from revi_docs.problems.problem import Place, Problem
from revi_docs.report.formats import render_github
from tests.support.report_problems import NOWHERE, STALE, UNKNOWN, WHOLE_FILE


@pytest.mark.parametrize(
    ("problem", "line"),
    [
        pytest.param(
            UNKNOWN,
            "::error file=revi.yml,title=unknown-status,line=41,col=23::transition in-qa -> gone names 'gone'"
            ", which is not defined%0Afix: write 'done', or add 'gone' to statuses\n",
            id="one place",
        ),
        pytest.param(
            STALE,
            "::error file=docs/1.md,title=stale,line=1,col=3::8 outputs show an older budgets.phases.make"
            ".hard%0Aalso in 7 other places%0Acause: revi.yml:13:32%0Acause: revi.yml:14:1"
            "%0Afix: run 'revi-docs sync'\n",
            id="many places",
        ),
        pytest.param(
            WHOLE_FILE, "::error file=a.md,title=missing::does not exist%0Afix: write it\n", id="a whole file"
        ),
        pytest.param(
            NOWHERE, "::error title=odd::100%25 wrong, or so:%0D%0Areally%0Afix: think\n", id="percent and lines"
        ),
        pytest.param(
            Problem(code="c", message="m", fix="f", places=(Place("a,b:c%d.md", 1),)),
            "::error file=a%2Cb%3Ac%25d.md,title=c,line=1,col=1::m%0Afix: f\n",
            id="a path with punctuation",
        ),
        pytest.param(
            Problem(code="c", message="\x1b[1mm\t", fix="f", places=(Place("a", 1, 2, 4),), severity="warning"),
            "::warning file=a,title=c,line=1,col=2,endColumn=4::\\x1b[1mm\\t%0Afix: f\n",
            id="a warning with an end and control characters",
        ),
    ],
)
def test_github(problem: Problem, line: str) -> None:
    assert render_github((problem,)) == line


def test_github_puts_one_line_for_each_problem() -> None:
    assert render_github((UNKNOWN, STALE, WHOLE_FILE, NOWHERE)).count("\n") == 4
