"""The folders of stories on disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from revi_docs.records.story_folders import (
    belongs_to_stories,
    find_story_folders,
    literal_folder,
    may_be_in_story,
    new_story_folder,
    project_folder,
    story_folder,
)


@pytest.mark.parametrize(
    ("layout", "folders", "expected"),
    [
        ("plans/{id}", ["plans/AB-2", "plans/AB-1"], ["AB-1", "AB-2"]),
        ("{id}", ["AB-1"], ["AB-1"]),
        ("plans/story-{id}/work", ["plans/story-AB-1/work", "plans/story-AB-2", "plans/AB-3/work"], ["AB-1"]),
        ("plans/{id}/{id}-files", ["plans/AB-1/AB-1-files", "plans/AB-2/AB-1-files"], ["AB-1"]),
        ("plans/*/{id}", ["plans/now/AB-2", "plans/later/AB-1", "plans/AB-3", "plans/.old/AB-4"], ["AB-1", "AB-2"]),
        ("plans/**/{id}", ["plans/AB-3", "plans/now/AB-2", "plans/now/soon/AB-1"], ["AB-1", "AB-2", "AB-3"]),
        ("**/{id}/work", ["AB-1/work", "a/AB-2/work", "a/AB-3"], ["AB-1", "AB-2"]),
        ("plans", ["plans"], []),
        ("nowhere/{id}", [], []),
    ],
)
def test_folders(tmp_path: Path, layout: str, folders: list[str], expected: list[str]) -> None:
    for folder in folders:
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "README.md").touch()
    pairs = list(find_story_folders(str(tmp_path), layout))
    if "**" in layout:
        pairs = [item for item in pairs if item[0].startswith("AB-")]
    assert [name for name, _ in pairs] == expected
    assert all(Path(path).is_dir() for _, path in pairs)


def test_a_story_is_where_its_folder_is(tmp_path: Path) -> None:
    (tmp_path / "plans/now/AB-1").mkdir(parents=True)
    for layout, new in (("plans/*/{id}", "plans/*/AB-2"), ("plans/**/{id}", "plans/AB-2")):
        assert story_folder(str(tmp_path), layout, "AB-1") == "plans/now/AB-1"
        assert story_folder(str(tmp_path), layout, "AB-2") == new
    assert story_folder(str(tmp_path), "plans/{id}", "AB-1") == "plans/AB-1"


@pytest.mark.parametrize(
    ("layout", "literal", "project", "new"),
    [
        ("plans/stories/{id}", "plans/stories", "plans", "plans/stories/A"),
        ("plans/story-{id}/work", "plans", "", "plans/story-A/work"),
        ("plans/**/{id}", "plans", "plans", "plans/A"),
        ("plans/*/{id}/{id}", "plans", "plans", "plans/*/A/A"),
        ("**/{id}", "", "", "A"),
        ("{id}", "", "", "A"),
    ],
)
def test_parts_of_a_layout(layout: str, literal: str, project: str, new: str) -> None:
    assert literal_folder(layout) == literal
    assert project_folder(layout) == project
    assert new_story_folder(layout, "A") == new
    assert may_be_in_story(layout, f"{literal}/x" if literal else "x")
    assert not may_be_in_story(layout, "elsewhere/x") or not literal
    assert not may_be_in_story("plans", "plans/x")


@pytest.mark.parametrize(
    ("layout", "path", "expected"),
    [
        ("plans/{id}", "plans/README.md", True),
        ("plans/*/{id}", "plans/now/A/A.md", True),
        ("plans/*/{id}", "src/a.py", False),
        ("**/{id}/work", "src/a.py", False),
        ("**/{id}/work", "x/A/work/A.md", False),
        ("{id}", "src/a.py", False),
        ("", "src/a.py", False),
    ],
)
def test_files_that_belong_to_stories(layout: str, path: str, expected: bool) -> None:
    assert belongs_to_stories(layout, path) == expected
