"""Every format stays valid for any message and any file name."""

from __future__ import annotations

import json
import re
from xml.etree import ElementTree as ET

import jsonschema
from hypothesis import given, settings
from hypothesis import strategies as st

from revi_docs.problems.problem import Place, Problem
from revi_docs.report.findings_schema import findings_schema
from revi_docs.report.formats import (
    render_github,
    render_gitlab,
    render_json,
    render_junit,
    render_sarif,
    render_text,
)
from revi_docs.report.summary import render_summary
from tests.report.sarif_schema import VALIDATOR
from tests.report.test_summary import cells
from tests.support.soak import rounds

ANY = st.text(st.characters(exclude_categories=()) | st.sampled_from("|`<>&[](){}%:,\n\r\t\x1b\\*_ \u2028"))
NON_EMPTY = ANY.filter(bool)
NUMBER = st.integers(0, 300)
PLACE = st.builds(Place, ANY, NUMBER, NUMBER, NUMBER)
PLACES = st.lists(PLACE, max_size=8).map(tuple)
PROBLEM = st.builds(
    Problem,
    code=st.from_regex("[a-z]+(-[a-z0-9]+)*", fullmatch=True),
    message=NON_EMPTY,
    fix=NON_EMPTY,
    places=PLACES,
    cause=PLACES,
    subject=ANY,
    severity=st.sampled_from(["error", "warning"]),
    diff=ANY,
)
PROBLEMS = st.lists(PROBLEM, max_size=5)
EXAMPLES = settings(max_examples=rounds(30, 300))
"""Each example has up to 80 arbitrary texts."""

SCHEMA = jsonschema.Draft202012Validator(findings_schema())
CODE_QUALITY = {
    "type": "array",
    "items": {
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "minLength": 16},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "minLength": 1},
                    "lines": {"required": ["begin"], "properties": {"begin": {"type": "integer", "minimum": 1}}},
                },
            },
        },
    },
}
"""What GitLab's documentation requires of an entry; GitLab publishes no schema of it."""
URI = re.compile(r"[\w.~!$&'()*+,;=:@/?#%\[\]-]*", re.ASCII)


@EXAMPLES
@given(PROBLEMS)
def test_json_is_valid(problems: list[Problem]) -> None:
    document = json.loads(render_json(problems))
    SCHEMA.validate(document)
    assert [item["message"] for item in document["problems"]] == [item.message for item in problems]


@EXAMPLES
@given(PROBLEMS)
def test_sarif_is_valid(problems: list[Problem]) -> None:
    log = json.loads(render_sarif(problems))
    VALIDATOR.validate(log)
    results = log["runs"][0]["results"]
    assert [item["level"] for item in results] == [item.severity for item in problems]
    for result in results:
        for location in (*result["locations"], *result.get("relatedLocations", ())):
            assert URI.fullmatch(location["physicalLocation"]["artifactLocation"]["uri"])


@EXAMPLES
@given(PROBLEMS)
def test_junit_is_valid(problems: list[Problem]) -> None:
    text = render_junit(problems)
    assert text.isascii()
    suites = ET.fromstring(text)
    (suite,) = suites
    cases = suite.findall("testcase")
    errors = [case for case in cases if case.find("failure") is not None]
    warnings = [case for case in cases if case.find("skipped") is not None]
    assert [case.get("classname") for case in cases] == [item.code for item in problems] or not problems
    assert [len(cases), len(errors), len(warnings)] == [
        int(suite.attrib[key]) for key in ("tests", "failures", "skipped")
    ]
    assert len(errors) + len(warnings) == len(problems) == len(cases) - (not problems)


@EXAMPLES
@given(PROBLEMS)
def test_gitlab_is_valid(problems: list[Problem]) -> None:
    text = render_gitlab(problems)
    assert text.isascii()
    entries = json.loads(text)
    jsonschema.validate(entries, CODE_QUALITY)
    assert [entry["check_name"] for entry in entries] == [item.code for item in problems]
    assert len({entry["fingerprint"] for entry in entries}) == len(problems)


@EXAMPLES
@given(PROBLEMS)
def test_github_gets_one_command_a_line(problems: list[Problem]) -> None:
    lines = re.split("[\r\n]", render_github(problems))
    assert lines.pop() == ""
    assert len(lines) == len(problems)
    for line, problem in zip(lines, problems, strict=True):
        name, head, _ = re.fullmatch(r"::(\w+) (.*?)::(.*)", line, re.DOTALL).groups()  # type: ignore[union-attr]
        keys = [part.partition("=")[0] for part in head.split(",")]
        assert (name, set(keys) - {"file", "title", "line", "col", "endColumn"}) == (problem.severity, set())


@EXAMPLES
@given(PROBLEMS)
def test_the_summary_has_a_row_for_each_problem(problems: list[Problem]) -> None:
    assert [len(row) for row in cells(render_summary(problems))] == [4] * len(problems)


@EXAMPLES
@given(PROBLEMS)
def test_text_contains_no_control_characters(problems: list[Problem]) -> None:
    assert re.findall(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u202e]", render_text(problems)) == []
