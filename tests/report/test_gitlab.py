"""GitLab Code Quality: one entry for each problem, each with its own fingerprint."""

from __future__ import annotations

import json

from revi_docs.problems.problem import Place, Problem
from revi_docs.report.gitlab import render_gitlab
from tests.support.report_problems import NOWHERE, STALE, WHOLE_FILE


def test_without_problems_the_list_is_empty() -> None:
    assert render_gitlab(()) == "[]\n"


def test_the_location_is_the_first_place() -> None:
    caused = Problem(code="c", message="m", fix="f", cause=(Place("revi.yml", 13, 2),), severity="warning")
    entries = json.loads(render_gitlab((STALE, WHOLE_FILE, NOWHERE, caused)))
    assert [
        (entry["severity"], entry["location"]["path"], entry["location"]["lines"]["begin"]) for entry in entries
    ] == [
        ("major", "docs/1.md", 1),
        ("major", "a.md", 1),
        ("major", "revi.yml", 1),
        ("minor", "revi.yml", 13),
    ]
    assert entries[0]["description"] == "8 outputs show an older budgets.phases.make.hard\nfix: run 'revi-docs sync'"


def test_equal_fingerprints_are_numbered() -> None:
    fingerprints = [entry["fingerprint"] for entry in json.loads(render_gitlab((STALE, STALE, STALE)))]
    assert fingerprints == [STALE.fingerprint, f"{STALE.fingerprint}-2", f"{STALE.fingerprint}-3"]
