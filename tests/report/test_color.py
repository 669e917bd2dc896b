"""Colors of a report."""

from __future__ import annotations

from revi_docs.problems.problem import Place, Problem
from revi_docs.report.color import COLOR_START, ansi_color
from revi_docs.report.formats import render_text
from revi_docs.report.render_options import RenderOptions


def test_text_in_colour() -> None:
    problem = Problem(code="c", message="m", fix="f", places=(Place("a.md", 1, 2),), diff="-x\n+y\n z\n")
    assert render_text((problem,), RenderOptions(ansi_color)).replace(COLOR_START, "\x1b[") == (
        "\x1b[1ma.md:1:2: \x1b[0m\x1b[31mc\x1b[0m: m\n"
        "  \x1b[36mfix:\x1b[0m f\n"
        "    \x1b[31m-x\x1b[0m\n"
        "    \x1b[32m+y\x1b[0m\n"
        "     z\n"
    )
