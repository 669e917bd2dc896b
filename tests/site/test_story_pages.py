"""The story pages as Markdown: exact text, and texts of stories are escaped."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from revi_docs.contract.loader import load
from revi_docs.site.stories.board import board_page
from revi_docs.site.stories.roadmap import roadmap_page
from revi_docs.site.stories.story_page import story_page
from revi_docs.site.stories.story_views import StoryViews, load_story_views
from revi_docs.site.stories.tokens import tokens_page

CONTRACT = """\
revi: 1
project: {prefix: AB, stories: "plans/stories/{id}", story_id: "AB-[0-9]{3,}", time_zone: America/Denver}
stages: {todo: {}, done: {}}
phases: [build]
statuses:
  open: {stage: todo, initial: true}
  stuck: {stage: todo, counts_as_blocked: true}
  over: {stage: done, terminal: true}
budgets:
  level: mild
  levels: {mild: {over_warning: continue, over_hard: warn}}
  phases: {build: {warning: 50, hard: 100}}
artifacts:
  story:
    description: The story.
    file: "{id}.md"
    sections: [Log]
    append_only: [Log]
    front_matter: {title: string}
  token_log: {description: What was used., file: TOKEN-LOG.md}
records:
  ledger_entry:
    file: LEDGER.jsonl
    fields:
      timestamp: datetime
      storyId: story
      event: created|adopted|moved
      actor: string
      status: status?
      evidence: list of string?
  token_record:
    fields:
      phase: phase
      before: integer?
      after: integer?
      delta: integer?
      source: string
      complete: boolean
"""
HOSTILE = "<script>x</script> | `a` [b](c) *d* {{ e }} --> \\"


def write(root: Path, story: str, status: str, title: str, token_rows: str = "") -> None:
    folder = root / "plans/stories" / story
    folder.mkdir(parents=True)
    event = {"timestamp": "2026-02-11T14:32:05-07:00", "storyId": story, "event": "adopted"}
    event |= {"actor": title, "status": status}
    (folder / "LEDGER.jsonl").write_text(json.dumps({**event, "evidence": [title]}) + "\n")
    front_matter = f"---\ntitle: {json.dumps(title)}\nstatus: {status}\ndepends_on: [AB-001]\n---\n"
    log = "| Time | Actor | What | Files |\n|---|---|---|---|\n"
    log += "| 2026-02-11T14:32:05-07:00 | ann | began | a.py |\n"
    (folder / f"{story}.md").write_text(f"{front_matter}\n## Log\n\n{log}")
    if token_rows:
        columns = "| phase | before | after | delta | source | complete |\n|---|---|---|---|---|---|\n"
        (folder / "TOKEN-LOG.md").write_text(f"{columns}{token_rows}\n")


@pytest.fixture
def stories(tmp_path: Path) -> StoryViews:
    (tmp_path / "revi.yml").write_text(CONTRACT)
    write(tmp_path, "AB-001", "over", "First", "| build | 0 | 120 | 120 | stated | true |")
    write(tmp_path, "AB-002", "stuck", HOSTILE, "| build |  |  |  | unrecorded | false |")
    loaded = load(tmp_path)
    assert loaded.problems == ()
    return load_story_views(tmp_path, loaded)


def test_a_board(stories: StoryViews) -> None:
    columns = board_page(stories, "/").partition('<div class="revi-board"')[2].partition("</div>")[0]
    assert columns.splitlines()[1:] == [
        '<section role="listitem" class="revi-column">',
        '<h2 class="revi-column-name">todo <span>1</span></h2>',
        "<ul>",
        '<li class="revi-card" data-story="AB-002">',
        '<a href="AB-002/">AB-002</a> &lt;script&gt;x&lt;/script&gt; | `a` [b](c) *d* {{ e }} --&gt; \\',
        "<code>stuck</code></li>",
        "</ul>",
        "</section>",
        '<section role="listitem" class="revi-column">',
        '<h2 class="revi-column-name">done <span>1</span></h2>',
        "<ul>",
        '<li class="revi-card" data-story="AB-001">',
        '<a href="AB-001/">AB-001</a> First',
        "<code>over</code></li>",
        "</ul>",
        "</section>",
    ]
    assert "Blocked: [AB-002](AB-002.md)." in board_page(stories, "/")


def test_the_page_of_a_story(stories: StoryViews) -> None:
    text = story_page(stories, stories.stories[0])
    assert text.partition("# AB-001: First\n\n")[2].splitlines() == [
        "- Status: `over`",
        "- Column: done",
        "- Depends on: [AB-001](AB-001.md)",
        "- Blocks: [AB-001](AB-001.md), [AB-002](AB-002.md)",
        "",
        "## Tokens",
        "",
        "| Phase | Recorded | Warning | Hard limit |",
        "|---|---|---|---|",
        "| `build` | 120 | 50 | 100 |",
        "",
        "## Files",
        "",
        "In `plans/stories/AB-001`:",
        "",
        "- `AB-001.md`: The story.",
        "- `TOKEN-LOG.md`: What was used.",
        "",
        "## Timeline",
        "",
        "| Time | Event | Actor | Reason or evidence |",
        "|---|---|---|---|",
        "| 2026-02-11T14:32:05.000-07:00 | adopted in over | First | First |",
        "",
        "## Log",
        "",
        "| Time | Actor | Action | Files |",
        "|---|---|---|---|",
        "| 2026-02-11T14:32:05-07:00 | ann | began | a.py |",
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


def test_tokens_that_were_not_counted_are_unrecorded(stories: StoryViews) -> None:
    text = tokens_page(stories)
    assert "| [AB-002](AB-002.md) | unrecorded | 100 | unrecorded |" in text
    assert "| [AB-001](AB-001.md) | 120 | 100 | 120% |" in text
    assert "<title>AB-002: unrecorded</title>" in text
    assert '<rect class="used over"' in text


def test_many_stories_are_listed_but_not_drawn(tmp_path: Path) -> None:
    (tmp_path / "revi.yml").write_text(CONTRACT)
    for number in range(100, 190):
        write(tmp_path, f"AB-{number}", "open", "A story")
    text = roadmap_page(load_story_views(tmp_path, load(tmp_path)))
    assert "too many stories for a diagram" in text
    assert "```dot" not in text
    assert text.count("- [AB-") == 90
