"""Which texts are slips of a name."""

from __future__ import annotations

import pytest

from revi_docs.prose.typos import TypoIndex, edit_distance

NAMES = TypoIndex(
    "in-qa ready-for-qa needs-work uat blocked completed cancelled pending code_review EXTERNAL_SERVICE_DOWN "
    "dev-fix-story elab-epic-ux migrate-agents-v3 pm-uiux-recommendations opus".split()
)


@pytest.mark.parametrize(
    "text",
    [
        *"in-qa inQA readyForQa uta uats block blocker blocks complete completes completion pend".split(),
        *"cancel opts opu code-reviewer codeReview code.review elab-epic-ui migrate-agents-v2".split(),
        *"sending dev-fix qa-fix-story dev-fix-story.md needs-food EXTERNAL_SERVICE /in-qa x".split(),
        *("needs some work", "ready for a", "", " ", "in-qa "),
    ],
)
def test_these_are_none(text: str) -> None:
    assert NAMES.nearest(text) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("in_qa", "in-qa"),
        ("In QA", "in-qa"),
        ("IN-QA", "in-qa"),
        ("inqa", "in-qa"),
        ("in-aq", "in-qa"),
        ("UAT", "uat"),
        ("Blocked", "blocked"),
        ("bloked", "blocked"),
        ("blcoked", "blocked"),
        ("canceled", "cancelled"),
        ("redy-for-qa", "ready-for-qa"),
        ("readyfor-qa", "ready-for-qa"),
        ("need-work", "needs-work"),
        ("code-review", "code_review"),
        ("code_reviews", "code_review"),
        ("external-service-down", "EXTERNAL_SERVICE_DOWN"),
        ("EXTERNL_SERVICE_DONW", "EXTERNAL_SERVICE_DOWN"),
        ("dev-fix-storry", "dev-fix-story"),
        ("migrate-agent-v3", "migrate-agents-v3"),
        ("pm-uiux-recomendation", "pm-uiux-recommendations"),
    ],
)
def test_these_are_slips(text: str, name: str) -> None:
    assert NAMES.nearest(text) == name


@pytest.mark.parametrize(
    ("text", "name"), [("complete", "completed"), ("inQA", "in-qa"), ("block", "blocked"), ("sending", None)]
)
def test_where_a_name_must_stand_forms_of_a_word_are_slips_too(text: str, name: str | None) -> None:
    assert NAMES.nearest(text, is_section_known=True) == name


@pytest.mark.parametrize(
    ("first", "second", "max_distance", "distance"),
    [("", "", 1, 0), ("ab", "ba", 1, 1), ("abc", "abcd", 1, 1), ("abcd", "efgh", 2, None), ("abcde", "badce", 2, 2)],
)
def test_the_distance_of_two_texts(first: str, second: str, max_distance: int, distance: int | None) -> None:
    assert edit_distance(first, second, max_distance) == distance == edit_distance(second, first, max_distance)
