"""Problems in every format, compared exactly."""

from __future__ import annotations

import json
from dataclasses import replace

import jsonschema
import pytest

from revi_docs.problems.problem import Place, Problem
from revi_docs.report.color import COLOR_START, ansi_color
from revi_docs.report.finding import format_counts
from revi_docs.report.findings_schema import findings_schema
from revi_docs.report.formats import FORMATS, render_github, render_json, render_text
from revi_docs.report.render_options import RenderOptions

UNKNOWN = Problem(
    code="unknown-status",
    message="transition in-qa -> gone names 'gone', which is not defined",
    fix="add 'gone' to statuses, or did you mean 'done'?",
    places=(Place("revi.yml", 41, 23),),
)
STALE = Problem(
    code="stale",
    message="8 outputs show an older budgets.phases.make.hard",
    fix="run 'revi-docs sync'",
    places=tuple(Place(f"docs/{number}.md", number, 3) for number in range(1, 9)),
    cause=(Place("revi.yml", 13, 32, 35), Place("revi.yml", 14)),
    subject="budgets.phases.make.hard",
    diff="--- docs/1.md (on disk)\n+++ docs/1.md (wanted)\n@@ -1,3 +1,3 @@\n \n-600\n+700\n",
)
WHOLE_FILE = Problem(code="missing", message="does not exist", fix="write it", places=(Place("a.md"),))
NOWHERE = Problem(code="odd", message="100% wrong, or so:\r\nreally", fix="think")

TEXT = """\
revi.yml:41:23: unknown-status: transition in-qa -> gone names 'gone', which is not defined
  fix: add 'gone' to statuses, or did you mean 'done'?
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


def test_counts() -> None:
    warning = replace(UNKNOWN, severity="warning")
    assert [format_counts(some) for some in ((), (UNKNOWN,), (warning,) * 2, (UNKNOWN, warning) * 1000)] == [
        "",
        "1 problem",
        "2 warnings",
        "1,000 problems, 1,000 warnings",
    ]


def test_text_in_colour() -> None:
    problem = Problem(code="c", message="m", fix="f", places=(Place("a.md", 1, 2),), diff="-x\n+y\n z\n")
    assert render_text((problem,), RenderOptions(ansi_color)).replace(COLOR_START, "\x1b[") == (
        "\x1b[1ma.md:1:2: \x1b[0m\x1b[31mc\x1b[0m: m\n"
        "  \x1b[36mfix:\x1b[0m f\n"
        "    \x1b[31m-x\x1b[0m\n"
        "    \x1b[32m+y\x1b[0m\n"
        "     z\n"
    )


def test_json_keeps_its_schema() -> None:
    document = json.loads(render_json((UNKNOWN, STALE, WHOLE_FILE, NOWHERE)))
    jsonschema.validate(document, findings_schema())
    stale, whole_file = document["problems"][1], document["problems"][2]
    assert len(stale["places"]) == 8
    assert stale["places"][0] == {"file": "docs/1.md", "line": 1, "column": 3, "endColumn": None}
    assert stale["cause"] == [
        {"file": "revi.yml", "line": 13, "column": 32, "endColumn": 35},
        {"file": "revi.yml", "line": 14, "column": None, "endColumn": None},
    ]
    assert stale["diff"] == STALE.diff
    assert whole_file["places"] == [{"file": "a.md", "line": None, "column": None, "endColumn": None}]


def test_a_fingerprint_is_that_of_the_problem_and_not_of_its_wording() -> None:
    reworded = replace(UNKNOWN, message="reworded", places=(Place("revi.yml", 99, 1),))
    assert reworded.fingerprint == UNKNOWN.fingerprint
    assert replace(UNKNOWN, subject="another").fingerprint != UNKNOWN.fingerprint
    assert replace(UNKNOWN, code="another").fingerprint != UNKNOWN.fingerprint


def test_json_of_nothing() -> None:
    assert render_json(()) == '{\n  "$schema": "urn:revi-docs:findings:1",\n  "problems": []\n}\n'


def test_json_is_readable_in_every_script() -> None:
    assert '"message": "Größe 尺寸"' in render_json((Problem(code="c", message="Größe 尺寸", fix="f"),))


@pytest.mark.parametrize(
    ("problem", "line"),
    [
        pytest.param(
            UNKNOWN,
            "::error file=revi.yml,title=unknown-status,line=41,col=23::transition in-qa -> gone names 'gone'"
            ", which is not defined%0Afix: add 'gone' to statuses, or did you mean 'done'?\n",
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


def test_the_formats() -> None:
    assert list(FORMATS) == ["text", "json", "github", "sarif"]
    assert [name for name, output_format in FORMATS.items() if output_format.is_document] == ["json", "sarif"]
