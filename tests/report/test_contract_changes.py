"""The changes of a contract: 80 columns, a schema, and one problem for each change."""

from __future__ import annotations

import json

import jsonschema

from revi_docs.problems.problem import errors
from revi_docs.report.contract_changes import (
    ContractChanges,
    change_problems,
    render_changes_json,
    render_changes_text,
    summarize_changes,
)
from revi_docs.report.findings_schema import changes_schema
from tests.report.refresh import ANCHORS, CHANGES

EMPTY: ContractChanges = {**CHANGES, "changes": [], "strandedStories": [], "problems": []}


def test_the_text_has_80_columns() -> None:
    lines = render_changes_text(CHANGES).splitlines()
    assert [line for line in lines if len(line) > 80] == []


def test_without_changes_there_is_one_line() -> None:
    assert render_changes_text(EMPTY) == "compared with 3071b09b1 (merge base with main): no changes\n"


def test_the_counts() -> None:
    assert summarize_changes(CHANGES) == (
        "compared with 3071b09b1 (merge base with main): 1 stranded story, 3 breaking changes, 1 other change"
    )
    two_stories = {**CHANGES, "strandedStories": CHANGES["strandedStories"] * 2}
    assert ": 2 stranded stories, " in summarize_changes(two_stories)  # type: ignore[arg-type]


def test_the_json_document_is_valid() -> None:
    schema = changes_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    for document in (CHANGES, EMPTY):
        jsonschema.Draft202012Validator(schema).validate(json.loads(render_changes_json(document)))
    wrong = json.loads(render_changes_json(CHANGES))
    wrong["changes"][0]["impact"] = "NOTHING"
    assert not jsonschema.Draft202012Validator(schema).is_valid(wrong)


def test_what_breaks_is_an_error_only_if_it_fails() -> None:
    assert errors(change_problems(CHANGES, ANCHORS, fails=False)) == ()
    codes = [problem.code for problem in errors(change_problems(CHANGES, ANCHORS, fails=True))]
    assert codes == ["stranded-story", "breaking-change", "breaking-change", "breaking-change"]


def test_a_removed_item_is_reported_where_it_was() -> None:
    problems = change_problems(CHANGES, ANCHORS, fails=True)
    assert problems[1].places == ANCHORS[:1]
    assert problems[1].message.endswith("(before: 3071b09b1:revi.yml:194:5)")


def test_a_reworded_change_has_another_fingerprint_only_if_its_subject_differs() -> None:
    fingerprints = {problem.fingerprint for problem in change_problems(CHANGES, ANCHORS, fails=True)}
    assert len(fingerprints) == 5
