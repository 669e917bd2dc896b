"""The board as Markdown, also of many stories."""

from __future__ import annotations

import re
from pathlib import Path

from revi_docs.contract.loader import load
from revi_docs.site.stories.board import board_page
from revi_docs.site.stories.roadmap import roadmap_page
from revi_docs.site.stories.story_views import StoryViews, load_story_views
from tests.support.story_pages import CONTRACT, write


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
        '<code>over</code><strong class="revi-over">build: 120 of 100 tokens</strong></li>',
        "</ul>",
        "</section>",
    ]
    assert "Blocked: [AB-002](AB-002.md)." in board_page(stories, "/")


def test_many_stories_are_listed_but_not_drawn(tmp_path: Path) -> None:
    (tmp_path / "revi.yml").write_text(CONTRACT)
    for number in range(100, 190):
        write(tmp_path, f"AB-{number}", "open", "A story")
    text = roadmap_page(load_story_views(tmp_path, load(tmp_path)))
    assert "too many stories for a diagram" in text
    assert "```dot" not in text
    assert text.count("- [AB-") == 90


def test_without_columns_in_the_contract_each_status_is_one(tmp_path: Path) -> None:
    contract = (
        CONTRACT.replace("stages: {todo: {}, done: {}}\n", "").replace("stage: todo, ", "").replace("stage: done, ", "")
    )
    (tmp_path / "revi.yml").write_text(contract)
    write(tmp_path, "AB-001", "stuck", "First")
    loaded = load(tmp_path)
    assert loaded.problems == ()
    names = re.findall(r'class="revi-column-name">(.*?)</h2>', board_page(load_story_views(tmp_path, loaded), "/"))
    assert names == ["open <span>0</span>", "stuck <span>1</span>", "over <span>0</span>"]
