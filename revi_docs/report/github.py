"""GitHub annotations: one workflow command per finding, shown on the line in the diff."""

from __future__ import annotations

from collections.abc import Sequence

from revi_docs.problems.printable import printable_line
from revi_docs.problems.problem import Problem
from revi_docs.report.finding import Finding, findings, format_place
from revi_docs.report.render_options import DEFAULT_OPTIONS, RenderOptions


def render_github(problems: Sequence[Problem], options: RenderOptions = DEFAULT_OPTIONS) -> str:
    """One line per problem: `::error file=…,title=…,line=…,col=…,endColumn=…::message`, or `::warning`."""
    return "".join(_annotation(finding) for finding in findings(problems, options.folder))


def _annotation(finding: Finding) -> str:
    cause = "".join(f"\ncause: {format_place(place)}" for place in finding["cause"])
    other_count = len(finding["places"]) - 1
    other_places = f"\nalso in {other_count} other place{'s' * (other_count > 1)}" if other_count > 0 else ""
    text = f"{finding['message']}{other_places}{cause}\nfix: {finding['fix']}"
    body = printable_line(_escape(text))
    attributes = ",".join(f"{key}={_escape(value, ':,')}" for key, value in _properties(finding).items())
    return f"::{finding['severity']} {attributes}::{body}\n"


def _properties(finding: Finding) -> dict[str, str]:
    if not finding["places"]:
        return {"title": finding["code"]}
    place = finding["places"][0]
    properties = {"file": place["file"], "title": finding["code"]}
    if place["line"]:
        properties |= {"line": str(place["line"]), "col": str(place["column"] or 1)}
    if place["endColumn"]:
        properties["endColumn"] = str(place["endColumn"])
    return properties


def _escape(value: str, extra_characters: str = "") -> str:
    """Percent-encode as GitHub's runner decodes; properties also escape the characters that end them."""
    # "%" first: the other escapes contain it.
    for character in "%\r\n" + extra_characters:
        value = value.replace(character, f"%{ord(character):02X}")
    return value
