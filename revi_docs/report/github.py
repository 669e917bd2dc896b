"""For GitHub: a workflow command for each finding, which is shown at the line of the change."""

from __future__ import annotations

from collections.abc import Sequence

from revi_docs.problems.problem import Problem
from revi_docs.report.finding import Finding, findings, named
from revi_docs.report.setting import BARE, Setting
from revi_docs.report.text import visible


def github(problems: Sequence[Problem], _: Setting = BARE) -> str:
    """`::error file=…,title=…,line=…,col=…,endColumn=…::message`, or `::warning`; one line each."""
    return "".join(_annotation(finding) for finding in findings(problems))


def _annotation(finding: Finding) -> str:
    because = "".join(f"\nbecause: {named(spot)}" for spot in finding["because"])
    others = len(finding["places"]) - 1
    more = f"\nand in {others} more places" if others > 0 else ""
    body = visible(_escaped(f"{finding['message']}{more}{because}\nfix: {finding['fix']}"))
    head = ",".join(f"{key}={_escaped(value, ':,')}" for key, value in _properties(finding).items())
    return f"::{finding['severity']} {head}::{body}\n"


def _properties(finding: Finding) -> dict[str, str]:
    if not finding["places"]:
        return {"title": finding["code"]}
    where = finding["places"][0]
    properties = {"file": where["file"], "title": finding["code"]}
    if where["line"]:
        properties |= {"line": str(where["line"]), "col": str(where["column"] or 1)}
    if where["endColumn"]:
        properties["endColumn"] = str(where["endColumn"])
    return properties


def _escaped(value: str, also: str = "") -> str:
    """As GitHub's runner reads it; in a property, `also` holds the signs that would end it."""
    for letter in "%\r\n" + also:
        value = value.replace(letter, f"%{ord(letter):02X}")
    return value
