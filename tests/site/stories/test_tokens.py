"""The page of tokens."""

from __future__ import annotations

import re

from revi_docs.site.stories.board import board_page
from revi_docs.site.stories.story_page import story_page
from revi_docs.site.stories.story_views import PhaseTokenTotals, StoryViews
from revi_docs.site.stories.tokens import Bar, chart, sum_of, tokens_page


def test_tokens_that_were_not_counted_are_unrecorded(stories: StoryViews) -> None:
    text = tokens_page(stories)
    assert "| [AB-002](AB-002.md) | unrecorded | 100 | unrecorded |  |" in text
    assert "| [AB-001](AB-001.md) | 120 | 100 | 120% | **`build`: 120 of 100** |" in text
    assert "<title>AB-002: unrecorded</title>" in text
    assert '<rect class="used over"' in text


def test_a_sum_counts_the_limits_of_the_recorded_phases_only(stories: StoryViews) -> None:
    assert "| `build` | 120 | 100 | 120% | **[AB-001](AB-001.md): 120 of 100** |" in tokens_page(stories)


def test_a_breach_is_marked_in_chart_table_story_page_and_board(stories: StoryViews) -> None:
    tokens, over, other = tokens_page(stories), stories.stories[0], stories.stories[1]
    assert "<title>build: 120 of 100; over: AB-001, 120 of 100</title>" in tokens
    assert "| **120, over the hard limit** | " in story_page(stories, over)
    assert "over the hard limit" not in story_page(stories, other)
    board = board_page(stories, "/")
    assert board.count('<strong class="revi-over">build: 120 of 100 tokens</strong>') == board.count("revi-over") == 1


def test_a_breach_is_marked_even_if_the_sum_is_below_its_limit() -> None:
    usages = {"a": PhaseTokenTotals(535_120, 200_000, 500_000), "b": PhaseTokenTotals(1, 200_000, 500_000)}
    bar = sum_of("build", usages)
    assert (bar.recorded, bar.hard, list(bar.breaches)) == (535_121, 1_000_000, ["a"])


def test_the_label_of_a_short_bar_is_next_to_its_frame() -> None:
    bars = (Bar("long", None, 1000), Bar("short", None, 1))
    positions = re.findall(r'<text x="(\d+)" y="\d+">unrecorded', chart("Tokens", bars))
    assert positions == ["196", "197"]
