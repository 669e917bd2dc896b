"""Stories are read one at a time, with exact places; an unreadable file does not hide others."""

from __future__ import annotations

import gc
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from revi_docs.contract.loader import load
from revi_docs.stories.document import UNREADABLE_FILE_CODE, Document
from revi_docs.stories.rules.story_lint import lint_stories
from revi_docs.stories.story import Story
from revi_docs.stories.story_reader import read_stories
from tests.stories.repo_files import write_files
from tests.stories.story_generator import generate
from tests.support.read_story import STORY
from tests.support.small_stories import CONTRACT, stories


def test_windows_line_ends_are_read_the_same(tmp_path: Path) -> None:
    (story,) = stories(tmp_path, STORY)
    path = tmp_path / story.path
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    (reread,) = read_stories(tmp_path, load(tmp_path))

    assert (reread.log, reread.title, reread.depends_on) == (story.log, story.title, story.depends_on)
    assert reread.field_place("depends_on") == story.field_place("depends_on")


def test_an_unreadable_file_does_not_hide_other_stories(tmp_path: Path) -> None:
    write_files(CONTRACT + STORY, tmp_path)
    base = tmp_path / "plans/stories"
    for number in (2, 3, 4, 5):
        write_files(f"=== plans/stories/AB-00{number}/AB-00{number}.md\n---\ntitle: T{number}\n---\n", tmp_path)
    (base / "AB-002/AB-002.md").write_bytes(b"\xff\xfe---")
    (base / "AB-003/AB-003.md").write_bytes(b"---\ntitle: \xff\n---\n")
    (base / "AB-004/GATE-AB-004.yaml").write_bytes(b"verdict: [PASS\n")
    (base / "AB-005/AB-005.md").unlink()
    (base / "AB-005/AB-005.md").mkdir()

    stories_by_id = {story.id: story for story in read_stories(tmp_path, load(tmp_path))}
    assert list(stories_by_id) == ["AB-001", "AB-002", "AB-003", "AB-004", "AB-005"]
    assert {story_id: [problem.code for problem in story.problems] for story_id, story in stories_by_id.items()} == {
        "AB-001": [],
        "AB-002": [UNREADABLE_FILE_CODE],
        "AB-003": [UNREADABLE_FILE_CODE],
        "AB-004": [UNREADABLE_FILE_CODE],
        "AB-005": [],
    }
    assert stories_by_id["AB-004"].title == "T4"
    assert stories_by_id["AB-005"].document is None


def test_symlinks_and_hidden_folders_are_not_stories(tmp_path: Path) -> None:
    stories(tmp_path, STORY)
    (tmp_path / "plans/stories/AB-009").symlink_to(tmp_path / "plans/stories/AB-001")
    (tmp_path / "plans/stories/.git").mkdir()

    assert [story.id for story in read_stories(tmp_path, load(tmp_path))] == ["AB-001"]


def test_a_story_is_not_held_once_it_is_read(tmp_path: Path) -> None:
    """Memory does not grow with the number of stories: objects are counted, since a peak depends on the collector."""
    peaks = []
    for count in (50, 200):
        root = generate(tmp_path / str(count), count)
        most = 0
        for number, _ in enumerate(read_stories(root, load(root))):
            if number % 50 == 49:
                gc.collect()
                most = max(most, sum(isinstance(thing, (Story, Document)) for thing in gc.get_objects()))
        peaks.append(most)

    assert peaks[0] == peaks[1] <= 4


@given(st.binary(max_size=120), st.binary(max_size=120), st.binary(max_size=120))
def test_any_bytes_are_linted(tmp_path_factory, story: bytes, gate: bytes, tokens: bytes) -> None:
    root = write_files(CONTRACT, tmp_path_factory.mktemp("bytes"))
    folder = root / "plans/stories/AB-001"
    (folder / "work").mkdir(parents=True)
    (folder / "AB-001.md").write_bytes(b"---\n" + story)
    (folder / "GATE-AB-001.yaml").write_bytes(b"verdict: " + gate)
    (folder / "work/TOKENS.md").write_bytes(b"| phase |\n|---|\n| " + tokens)

    assert lint_stories(root, load(root)) is not None
