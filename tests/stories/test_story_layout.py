"""Where the contract has its stories."""

from __future__ import annotations

from pathlib import Path

from revi_docs.contract.loader import load
from revi_docs.stories.story_reader import read_stories
from tests.stories.repo_files import write_files


def test_the_layout_of_the_folders_is_the_contracts(tmp_path: Path) -> None:
    write_files(
        '=== revi.yml\nrevi: 1\nproject: {stories: "work/story-{id}/doc"}\nartifacts: {story: {file: S.md}}\n'
        "=== work/story-7/doc/S.md\n---\ntitle: seven\n---\n=== work/other/doc/S.md\n",
        tmp_path,
    )

    (story,) = read_stories(tmp_path, load(tmp_path))
    assert (story.id, story.path, story.title) == ("7", "work/story-7/doc/S.md", "seven")
