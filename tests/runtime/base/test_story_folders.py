"""The folders of stories on disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from revi_docs.runtime.base.story_folders import find_story_folders


@pytest.mark.parametrize(
    ("layout", "folders", "expected"),
    [
        ("plans/{id}", ["plans/AB-2", "plans/AB-1"], ["AB-1", "AB-2"]),
        ("{id}", ["AB-1"], ["AB-1"]),
        ("plans/story-{id}/work", ["plans/story-AB-1/work", "plans/story-AB-2", "plans/AB-3/work"], ["AB-1"]),
        ("plans/{id}/{id}-files", ["plans/AB-1/AB-1-files", "plans/AB-2/AB-1-files"], ["AB-1"]),
        ("plans", ["plans"], []),
        ("nowhere/{id}", [], []),
    ],
)
def test_folders(tmp_path: Path, layout: str, folders: list[str], expected: list[str]) -> None:
    for folder in folders:
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "README.md").touch()
    found = list(find_story_folders(str(tmp_path), layout))
    assert [name for name, _ in found] == expected
    assert all(Path(path).is_dir() for _, path in found)
