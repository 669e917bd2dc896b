"""Two stories: one over, one stuck with a hostile title."""

from __future__ import annotations

from pathlib import Path

import pytest

from revi_docs.contract.loader import load
from revi_docs.site.stories.story_views import StoryViews, load_story_views
from tests.support.story_pages import CONTRACT, HOSTILE, write


@pytest.fixture
def stories(tmp_path: Path) -> StoryViews:
    (tmp_path / "revi.yml").write_text(CONTRACT)
    write(tmp_path, "AB-001", "over", "First", "| build | 0 | 120 | 120 | stated | true |")
    write(tmp_path, "AB-002", "stuck", HOSTILE, "| build |  |  |  | unrecorded | false |")
    loaded = load(tmp_path)
    assert loaded.problems == ()
    return load_story_views(tmp_path, loaded)
