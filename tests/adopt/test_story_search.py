"""Stories are found by folders that have their ids, wherever they are and however they are spelled."""

from __future__ import annotations

import pytest

from revi_docs.adopt.extracted_facts import FactCollector
from revi_docs.adopt.scanned_files import ScannedFile
from revi_docs.adopt.story_search import StorySet, find_stories
from revi_docs.files.markdown.front_matter import parse_front_matter


def documents(*paths: str, head: str = "status: open") -> list[ScannedFile]:
    text = f"---\n{head}\n---\n\n# A story\n"
    return [ScannedFile(path, text, parse_front_matter(text)) for path in paths]


def search(sources: list[ScannedFile], pattern: str = "") -> tuple[str, str, list[str]]:
    story_set = find_stories(sources, pattern, FactCollector())
    return story_set.layout, story_set.file, list(story_set.stories)


@pytest.mark.parametrize(
    ("paths", "layout", "ids"),
    [
        (["plans/AB-1/AB-1.md", "plans/AB-2/AB-2.md"], "plans/{id}", ["AB-1", "AB-2"]),
        (["AB-1/AB-1.md"], "{id}", ["AB-1"]),
        (["plans/now/AB-1/AB-1.md", "plans/done/cd-2/cd-2.md"], "plans/*/{id}", ["AB-1", "cd-2"]),
        (["plans/AB-1/AB-1.md", "plans/done/AB-2/AB-2.md"], "plans/**/{id}", ["AB-1", "AB-2"]),
        (["now/AB-1/AB-1.md", "done/AB-2/AB-2.md"], "*/{id}", ["AB-1", "AB-2"]),
        (["AB-1/AB-1.md", "a/b/AB-2/AB-2.md"], "**/{id}", ["AB-1", "AB-2"]),
        (["a/team_x-7b/team_x-7b.md"], "a/{id}", ["team_x-7b"]),
    ],
)
def test_folders(paths: list[str], layout: str, ids: list[str]) -> None:
    assert search(documents(*paths)) == (layout, "{id}.md", ids)


def test_the_story_file_is_the_one_that_most_folders_have() -> None:
    files = documents("p/AB-1/story.md", "p/AB-1/PROOF.md", head="id: AB-1\nstatus: open")
    files += documents("p/AB-2/story.md", head="story_id: AB-2")
    assert search(files) == ("p/{id}", "story.md", ["AB-1", "AB-2"])


def test_near_misses_are_no_stories() -> None:
    assert find_stories(documents("docs/rfc/rfc.md", "docs/AB-1/notes.md"), "", FactCollector()) == StorySet()
    without_status = documents("docs/RFC-1/RFC-1.md", head="title: A")
    assert find_stories(without_status, "", FactCollector()) == StorySet()


@pytest.mark.parametrize(
    ("pattern", "path", "expected"),
    [
        ("plans/**/{id}/{id}.md", "plans/now/one/one.md", ("plans/**/{id}", "{id}.md", ["one"])),
        ("work/{id}/docs/story.md", "work/one/docs/story.md", ("work/{id}", "docs/story.md", ["one"])),
        ("work/{id}/story.md", "work/one/other.md", ("", "", [])),
    ],
)
def test_a_pattern_decides(pattern: str, path: str, expected: tuple[str, str, list[str]]) -> None:
    assert search(documents(path, "plans/AB-9/AB-9.txt.md", head="title: A"), pattern) == expected


@pytest.mark.parametrize("pattern", ["", "stories/{id}.md"])
def test_stories_that_share_a_folder_are_named_with_the_command_that_moves_them(pattern: str) -> None:
    collector = FactCollector()
    sources = documents("stories/AB-1.md", "stories/AB-2.md")
    assert find_stories(sources, pattern, collector) == StorySet()
    (problem,) = collector.problems
    assert (problem.code, problem.message) == (
        "left-alone",
        "2 stories share the folder 'stories', and each needs one of its own",
    )
    assert problem.fix == (
        'run \'for f in stories/AB-*.md; do mkdir "${f%.md}" && git mv "$f" "${f%.md}/"; done\', '
        "then 'revi-docs adopt --write'"
    )


def test_files_of_stories_are_no_documents_of_the_workflow() -> None:
    sources = documents("plans/AB-1/AB-1.md", "plans/AB-1/notes/a.md", "plans/AB-10/a.md", "docs/a.md")
    story_set = find_stories(sources, "", FactCollector())
    assert [source.path for source in story_set.without_story_files(sources)] == ["plans/AB-10/a.md", "docs/a.md"]
