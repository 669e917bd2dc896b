"""Results of external links that are remembered for days."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from revi_docs.files.cache_files import cache_folder, write_cached
from revi_docs.site.links.link_cache import LinkCache, load, save
from tests.support.link_times import NOON


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        "7",
        '{"version": 2, "good": {"https://a.example/": "2026-03-04T12:00:00+00:00"}}',
        '{"version": 1, "good": ["https://a.example/"]}',
        '{"version": 1, "good": {"https://a.example/": 7, "https://b.example/": "yesterday"}}',
        '{"version": 1, "good": {"https://a.example/": "2026-03-04T12:00:00"}}',
        "\ud800",
    ],
)
def test_an_invalid_cache_is_empty(tmp_path, content):
    write_cached(str(tmp_path), "links.json", content)
    assert load(tmp_path).checked_at == {}


def test_a_result_from_the_future_is_ignored():
    cache = LinkCache({"a": NOON + timedelta(hours=1), "b": NOON, "c": NOON - timedelta(days=8)})
    assert cache.fresh(NOON, 7) == {"b"}


def test_a_cache_that_cannot_be_written_is_not_an_error(tmp_path):
    folder = Path(cache_folder(str(tmp_path)))
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.write_text("", encoding="utf-8")
    save(tmp_path, LinkCache({"a": NOON}))
    assert load(tmp_path).checked_at == {}
