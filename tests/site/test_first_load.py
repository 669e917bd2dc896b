"""The search index is loaded when a reader turns to the search, so that a first visit is light."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.site.conftest import Window
from tests.support.soak import rounds

pytestmark = pytest.mark.browser

MAX_FIRST_LOAD_BYTES = 250_000
"""Everything that a browser without a cache loads for a page, compressed."""

INDEX = "**/search/search_index.json"
PAGES = ("", "questions/", "reference/contract/", "reference/statuses/in-progress/", "stories/", "reference/revi.yml/")[
    :: rounds(3, 1)
]


def first_result(page: Any) -> Any:
    """The first answer of the search."""
    return page.locator("a.md-search-result__link").first


def test_a_first_load_is_light(window: Callable[..., Window], address: str) -> None:
    loaded: dict[str, list[Any]] = {path: [] for path in PAGES}
    pages = []
    for path, responses in loaded.items():
        pages.append(window(is_new=True).page)
        pages[-1].on("response", lambda response, responses=responses: responses.append(response))
        pages[-1].goto(address + path, wait_until="commit")
    for page in pages:
        page.wait_for_load_state("networkidle")
    sizes = {
        path: sum(len(gzip.compress(response.body(), 6)) for response in responses)
        for path, responses in loaded.items()
    }
    assert min(map(len, loaded.values())) >= 6, loaded
    assert {path: size for path, size in sizes.items() if size > MAX_FIRST_LOAD_BYTES} == {}, sizes
    assert not [url for responses in loaded.values() for url in responses if "search_index" in url.url]


def test_what_is_typed_before_the_index_arrives_is_searched(window: Callable[..., Window], address: str) -> None:
    page, held = window().page, list[Any]()
    page.route(INDEX, lambda route: held.append(route))  # noqa: PLW0108 - Playwright marks what it calls
    page.goto(address)
    assert held == []
    with page.expect_request(INDEX):
        page.keyboard.press("/")
    page.keyboard.type("in-elaboration")
    page.wait_for_function("() => document.querySelector('.md-search__input').value === 'in-elaboration'")
    held[0].continue_()
    expect(first_result(page)).to_have_attribute(
        "href", f"{address}reference/statuses/in-elaboration/?h=in+elaboration"
    )


def test_a_button_of_a_phone_opens_the_search(window: Callable[..., Window], address: str) -> None:
    page = window(390).page
    page.goto(address)
    page.click("header label[for=__search]")
    page.keyboard.type("in-elaboration")
    expect(first_result(page)).to_have_attribute(
        "href", f"{address}reference/statuses/in-elaboration/?h=in+elaboration"
    )


def test_an_address_with_a_query_shows_the_answers(window: Callable[..., Window], address: str) -> None:
    page = window().page
    page.goto(f"{address}?q=in-elaboration")
    expect(first_result(page)).to_be_visible()
    page.goto(f"{address}reference/statuses/in-elaboration/?h=elaboration")
    expect(page.locator("article mark").first).to_be_visible()
