"""SARIF: valid according to the schema of the standard, and equal on every machine."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from revi_docs.problems.problem import Place, Problem
from revi_docs.report.render_options import RenderOptions
from revi_docs.report.sarif import render_sarif
from tests.report.refresh import GOLDEN, PROBLEMS, RULES
from tests.report.sarif_schema import VALIDATOR

ONE = Problem(code="c", message="m", fix="f", places=(Place("a.md", 3, 5, 9),), cause=(Place("r.yml", 2),))


def run_of(*problems: Problem) -> dict[str, Any]:
    log = json.loads(render_sarif(problems, RenderOptions(rules=RULES)))
    VALIDATOR.validate(log)
    (run,) = log["runs"]
    assert isinstance(run, dict)
    return run


def test_the_golden_file_is_valid() -> None:
    VALIDATOR.validate(json.loads((GOLDEN / "sarif.json").read_text("utf-8")))


def test_nothing_found_is_a_run_without_results() -> None:
    run = run_of()
    assert (run["results"], run["tool"]["driver"]) == ([], {"name": "revi-docs", "rules": []})


def test_the_rules_are_those_that_occur_and_results_point_to_them() -> None:
    run = run_of(*PROBLEMS, *PROBLEMS)
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert rules == sorted({problem.code for problem in PROBLEMS})
    assert [rules[result["ruleIndex"]] for result in run["results"]] == [
        problem.code for problem in (*PROBLEMS, *PROBLEMS)
    ]
    (stale,) = (rule for rule in run["tool"]["driver"]["rules"] if rule["id"] == "stale")
    assert stale["shortDescription"] == {"text": "An output is older than the contract."}
    assert stale["help"] == {"text": RULES["stale"], "markdown": RULES["stale"]}


def test_a_fingerprint_outlives_wording_and_line() -> None:
    reworded = replace(ONE, message="reworded", places=(Place("a.md", 99, 1),))
    prints = [result["partialFingerprints"] for result in run_of(ONE, reworded)["results"]]
    assert prints == [{"revi/v1": ONE.fingerprint}] * 2


def test_two_hundred_places_are_one_result_with_all_of_them() -> None:
    (result,) = run_of(replace(ONE, places=tuple(Place("a.md", line) for line in range(1, 201))))["results"]
    assert [location["physicalLocation"]["region"] for location in result["locations"]] == [{"startLine": 1}]
    related = [
        (location["message"]["text"], location["physicalLocation"]["region"]["startLine"])
        for location in result["relatedLocations"]
    ]
    assert related == [*(("also here", line) for line in range(2, 201)), ("cause", 2)]


@pytest.mark.parametrize(
    ("file", "uri"),
    [
        pytest.param("docs/a.md", "docs/a.md", id="plain"),
        pytest.param("a b/ü#?.md", "a%20b/%C3%BC%23%3F.md", id="punctuation"),
        pytest.param("c:d.md", "c%3Ad.md", id="no scheme"),
        pytest.param("100%.md", "100%25.md", id="percent"),
        pytest.param("\udcff.md", "%ED%B3%BF.md", id="no UTF-8"),
    ],
)
def test_a_file_is_relative_to_the_root(file: str, uri: str) -> None:
    (result,) = run_of(replace(ONE, places=(Place(file),)))["results"]
    assert result["locations"] == [{"physicalLocation": {"artifactLocation": {"uri": uri, "uriBaseId": "%SRCROOT%"}}}]


def test_a_page_of_the_deployed_site_is_an_address() -> None:
    (result,) = run_of(replace(ONE, places=(Place("https://example.org/a b/?c=1#d"),)))["results"]
    (location,) = result["locations"]
    assert location["physicalLocation"] == {"artifactLocation": {"uri": "https://example.org/a%20b/?c=1#d"}}


def test_every_result_has_a_location() -> None:
    """GitHub rejects a log if a result has none: the cause is used instead, or the contract."""
    results = run_of(replace(ONE, places=()), replace(ONE, places=(), cause=()))["results"]
    files = [result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in results]
    assert files == ["r.yml", "revi.yml"]


def test_it_is_ascii_and_contains_only_the_findings() -> None:
    assert render_sarif(PROBLEMS).isascii()
    assert render_sarif(PROBLEMS) == render_sarif(PROBLEMS)
    assert not {"version", "semanticVersion", "informationUri"} & run_of(ONE)["tool"]["driver"].keys()
    assert "invocations" not in run_of(ONE)
