"""Findings as data: counts, fingerprints, one JSON document."""

from __future__ import annotations

import json
from dataclasses import replace

import jsonschema

from revi_docs.problems.problem import Place, Problem
from revi_docs.report.finding import format_counts
from revi_docs.report.findings_schema import findings_schema
from revi_docs.report.formats import render_json
from tests.support.report_problems import NOWHERE, STALE, UNKNOWN, WHOLE_FILE


def test_counts() -> None:
    warning = replace(UNKNOWN, severity="warning")
    assert [format_counts(some) for some in ((), (UNKNOWN,), (warning,) * 2, (UNKNOWN, warning) * 1000)] == [
        "",
        "1 problem",
        "2 warnings",
        "1,000 problems, 1,000 warnings",
    ]


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
