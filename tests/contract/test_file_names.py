"""The names that the pattern of a file can produce."""

from __future__ import annotations

import pytest

from revi_docs.contract.file_names import file_name_patterns, sample_story_ids
from revi_docs.contract.model import Project

PROJECT = Project(prefix="AB", story_id="AB-[0-9]{3,}", timestamp="YYYYMMDD-HHMM")


@pytest.mark.parametrize(
    ("project", "ids"),
    [
        pytest.param(PROJECT, ("AB-007", "AB-0007", "AB-00007", "STORY-ID"), id="by its pattern"),
        pytest.param(Project(), ("STORY-ID",), id="no ids"),
        pytest.param(Project(story_id="(x"), ("STORY-ID",), id="an invalid pattern"),
    ],
)
def test_sample_ids(project: Project, ids: tuple[str, ...]) -> None:
    assert sample_story_ids(project) == ids


@pytest.mark.parametrize(
    ("first", "second", "name"),
    [
        ("AUDIT-{id}.md", "{prefix}-007.md", None),
        ("{id}.md", "AB-{timestamp}.md", None),
        ("{id}.md", "AB-0007.md", "AB-0007.md"),
        ("{id}.md", "{id}.yaml", None),
        ("X-{id}-{timestamp}.md", "X-{id}-11111111-1111.md", "X-AB-007-11111111-1111.md"),
    ],
)
def test_a_name_that_two_patterns_share(first: str, second: str, name: str | None) -> None:
    left_pattern, other = file_name_patterns(PROJECT, (first, second))
    assert left_pattern.common_name(other) == other.common_name(left_pattern) == name
