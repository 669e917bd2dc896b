"""The page of a story as Markdown: exact text, and texts of stories are escaped."""

from __future__ import annotations

from revi_docs.site.stories.board import board_page
from revi_docs.site.stories.roadmap import roadmap_page
from revi_docs.site.stories.story_page import StoryLinks, story_page
from revi_docs.site.stories.story_views import StoryViews
from revi_docs.site.stories.tokens import tokens_page


def test_the_page_of_a_story(stories: StoryViews) -> None:
    links = StoryLinks(artifact=lambda kind: f"a.md#{kind}", file=lambda path: f"x/{path}" if "TOKEN" in path else "")
    text = story_page(stories, stories.stories[0], links)
    assert text.partition("# AB-001: First\n\n")[2].splitlines() == [
        "- Status: `over`",
        "- Column: done",
        "- Depends on: [AB-001](AB-001.md)",
        "- Blocks: [AB-001](AB-001.md), [AB-002](AB-002.md)",
        "",
        "## Goal",
        "",
        "Orders are exported.",
        "",
        "## Tokens",
        "",
        "| Phase | Recorded | Warning | Hard limit |",
        "|---|---|---|---|",
        "| `build` | **120, over the hard limit** | 50 | 100 |",
        "",
        "## Files",
        "",
        "In `plans/stories/AB-001`:",
        "",
        "| Artifact | File | Description |",
        "|---|---|---|",
        "| [`story`](a.md#story) | `AB-001.md` | The story. |",
        "| [`token_log`](a.md#token_log) | [`TOKEN-LOG.md`](x/plans/stories/AB-001/TOKEN-LOG.md) | What was used. |",
        "",
        "## Timeline",
        "",
        "| Time (America/Denver) | Event | Actor | Reason or evidence |",
        "|---|---|---|---|",
        "| 2026-02-11 14:32 | adopted in over | First | First |",
        "",
        "## Log",
        "",
        "| Time (America/Denver) | Actor | Action | Files |",
        "|---|---|---|---|",
        "| 2026-02-11 14:32 | ann | began | a.py |",
    ]


def test_texts_are_escaped(stories: StoryViews) -> None:
    """In a diagram every text is a label, which Graphviz escapes."""
    pages = [board_page(stories, "/"), tokens_page(stories), story_page(stories, stories.stories[1])]
    for page in (*pages, roadmap_page(stories).partition("```\n")[2]):
        text = page.partition("\n---\n")[2] or page  # the front matter is data, which the plugin escapes
        assert "<script" not in text
        rows = [line for line in text.splitlines() if line.startswith("|")]
        assert all(line.replace("\\|", "").count("|") == header_bars(text, line) for line in rows)


def header_bars(text: str, line: str) -> int:
    """The number of bars in the header of the table that contains a line."""
    lines = text.splitlines()
    row = lines.index(line)
    while lines[row - 1].startswith("|"):
        row -= 1
    return lines[row].count("|")
