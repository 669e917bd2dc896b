"""JUnit XML: one test case for each problem, readable by a parser that knows nothing of ours."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from revi_docs.problems.problem import Place, Problem
from revi_docs.report.junit import render_junit


def test_without_problems_there_is_one_passed_test() -> None:
    assert render_junit(()) == (
        '<?xml version="1.0" encoding="us-ascii"?>\n'
        '<testsuites name="revi-docs" tests="1" failures="0" errors="0">\n'
        '  <testsuite name="revi-docs" tests="1" failures="0" errors="0" skipped="0">\n'
        '    <testcase classname="revi-docs" name="no problems" />\n'
        "  </testsuite>\n"
        "</testsuites>\n"
    )


def test_an_error_fails_and_a_warning_is_skipped() -> None:
    error = Problem(
        code="stale", message='is <old> & "odd"', fix="sync", places=(Place("a.md", 3, 2),), diff="-a\n+b\n"
    )
    warning = Problem(code="unused-item", message="unused", fix="remove it", severity="warning")
    suite = ET.fromstring(render_junit((error, warning)))[0]
    assert suite.attrib == {"name": "revi-docs", "tests": "2", "failures": "1", "errors": "0", "skipped": "1"}
    assert [(case.attrib, case[0].tag, case[0].attrib, case[0].text) for case in suite] == [
        (
            {"classname": "stale", "name": 'a.md:3:2: is <old> & "odd"', "file": "a.md", "line": "3"},
            "failure",
            {"type": "stale", "message": 'is <old> & "odd"; fix: sync'},
            'a.md:3:2: stale: is <old> & "odd"\n  fix: sync\n    -a\n    +b\n',
        ),
        (
            {"classname": "unused-item", "name": "unused"},
            "skipped",
            {"type": "unused-item", "message": "unused; fix: remove it"},
            "warning: unused-item: unused\n  fix: remove it\n",
        ),
    ]


def test_what_xml_cannot_contain_is_escaped() -> None:
    problem = Problem(code="odd", message="\x00\ud800\uffff\x1b]]>", fix="f\r\n")
    (case,) = ET.fromstring(render_junit((problem,)))[0]
    assert case.attrib["name"] == r"\x00\ud800\uffff\x1b]]>"
    assert case[0].text == "odd: \\x00\\ud800\\uffff\\x1b]]>\n  fix: f\\r\\n\n"
