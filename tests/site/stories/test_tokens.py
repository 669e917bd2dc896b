"""The page of tokens."""

from __future__ import annotations

from revi_docs.site.stories.story_views import StoryViews
from revi_docs.site.stories.tokens import tokens_page


def test_tokens_that_were_not_counted_are_unrecorded(stories: StoryViews) -> None:
    text = tokens_page(stories)
    assert "| [AB-002](AB-002.md) | unrecorded | 100 | unrecorded |" in text
    assert "| [AB-001](AB-001.md) | 120 | 100 | 120% |" in text
    assert "<title>AB-002: unrecorded</title>" in text
    assert '<rect class="used over"' in text
