"""JUnit XML, which most build servers show as test results: a failed test for each error.

The standard has no warnings; a warning is a skipped test with a message, so that it is shown and nothing fails.
Everything outside ASCII is a character reference, so the encoding of the output stream does not matter.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree import ElementTree as ET

from revi_docs.problems.printable import printable, printable_line
from revi_docs.problems.problem import Problem
from revi_docs.report.finding import Finding, findings, format_place
from revi_docs.report.render_options import DEFAULT_OPTIONS, RenderOptions
from revi_docs.report.text_format import render_text

# XML 1.0, section 2.2. Control characters are escaped before.
_NOT_XML = re.compile(r"[\ud800-\udfff\ufffe\uffff]")


def render_junit(problems: Sequence[Problem], options: RenderOptions = DEFAULT_OPTIONS) -> str:
    """One suite with a test case for each problem, or with one passed test case if there is none."""
    all_findings = findings(problems, options.folder)
    failures = sum(finding["severity"] == "error" for finding in all_findings)
    counts = {"tests": str(max(1, len(all_findings))), "failures": str(failures), "errors": "0"}
    root = ET.Element("testsuites", {"name": "revi-docs", **counts})
    suite = ET.SubElement(root, "testsuite", {"name": "revi-docs", **counts})
    suite.set("skipped", str(len(all_findings) - failures))
    # A report without a test case counts as a run that did not happen.
    if not all_findings:
        ET.SubElement(suite, "testcase", {"classname": "revi-docs", "name": "no problems"})
    for problem, finding in zip(problems, all_findings, strict=True):
        _add_test_case(suite, problem, finding)
    ET.indent(root)
    return f'<?xml version="1.0" encoding="us-ascii"?>\n{ET.tostring(root, encoding="us-ascii").decode()}\n'


def _add_test_case(suite: ET.Element, problem: Problem, finding: Finding) -> None:
    place = next(iter(finding["places"]), None)
    name = f"{format_place(place)}: {finding['message']}" if place else finding["message"]
    case = ET.SubElement(suite, "testcase", {"classname": finding["code"], "name": _line(name)})
    if place:
        case.set("file", _line(place["file"]))
    if place and place["line"]:
        case.set("line", str(place["line"]))
    result = ET.SubElement(case, "failure" if finding["severity"] == "error" else "skipped")
    result.set("type", finding["code"])
    result.set("message", _line(f"{finding['message']}; fix: {finding['fix']}"))
    result.text = _without_invalid(printable(render_text((problem,))))


def _line(text: str) -> str:
    return _without_invalid(printable_line(text))


def _without_invalid(text: str) -> str:
    """The text with an escape sequence for each character that no XML document can contain."""
    return _NOT_XML.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
