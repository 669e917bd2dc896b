"""The run and the tokens of a story in a real browser: the pictures show what the trace and the token log say."""

from __future__ import annotations

import functools
import http.server
import json
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from revi_docs.site.mkdocs.builder import build_site
from tests.records.test_otlp import EVENTS
from tests.site import small_site
from tests.site.conftest import QuietHandler, Window
from tests.site.stories.test_waterfall import ROWS
from tests.support import story_pages

pytestmark = pytest.mark.browser

PAGE = "stories/AB-001/"
TRACE = "trace:\n  file: TRACE.jsonl\n  fields: {timestamp: datetime}\n"
BREACH = "| build | 0 | 120 | 120 | stated | true |"


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of the page of a story with a trace, and with more tokens than its phase allows."""
    root = tmp_path_factory.mktemp("run")
    small_site.write(root, contract=story_pages.CONTRACT + TRACE)
    story_pages.write(root, "AB-001", "over", "First", BREACH)
    trace = "".join(f"{json.dumps(event)}\n" for event in EVENTS)
    (root / "plans/stories/AB-001/TRACE.jsonl").write_text(trace)
    built = build_site(root, site=root / "built")
    handler = functools.partial(QuietHandler, directory=str(built.site))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/{PAGE}"
    server.shutdown()
    server.server_close()


def opened(window: Callable[..., Window], url: str, **settings: Any) -> Any:
    page = window(**settings).page
    page.goto(url)
    return page


def cells(page: Any) -> list[list[str]]:
    script = "all => all.map(row => [...row.cells].map(cell => cell.textContent))"
    texts: list[list[str]] = page.eval_on_selector_all("details tbody tr", script)
    return texts


def test_bars_and_rows_are_the_trace(window: Callable[..., Window], url: str) -> None:
    page = opened(window, url)
    page.locator("details summary").first.click()
    assert cells(page) == ROWS
    script = "all => all.map(bar => [bar.getBoundingClientRect().left, bar.getBoundingClientRect().width])"
    bars = page.eval_on_selector_all(".revi-waterfall rect.span", script)
    assert len(bars) == len(ROWS)
    (_, total_width), (_, phase), (leader_start, leader) = bars[0], bars[1], bars[2]
    assert phase == pytest.approx(total_width)
    assert leader == pytest.approx(total_width * 5 / 7, rel=0.01)
    assert leader_start - bars[0][0] == pytest.approx(total_width / 7, rel=0.01)
    assert page.locator(".revi-waterfall rect.failed").count() == 3


def test_a_breach_is_marked_on_each_page(window: Callable[..., Window], url: str) -> None:
    page = opened(window, url)
    assert page.locator("article strong").all_inner_texts() == ["120, over the hard limit"]
    page.goto(url.removesuffix("AB-001/"))
    assert page.locator(".revi-board .revi-over").all_inner_texts() == ["build: 120 of 100 tokens"]
    page.goto(f"{url.removesuffix('AB-001/')}tokens/")
    assert page.locator(".revi-chart rect.used.over").count() == 2, "of the phase and of the story"
    assert page.locator("article td strong").all_inner_texts() == ["AB-001: 120 of 100", "build: 120 of 100"]


def test_it_is_there_without_a_script(window: Callable[..., Window], url: str) -> None:
    page = opened(window, url, script=False)
    assert page.locator(".revi-waterfall rect.span").count() == len(ROWS)
    page.locator("details summary").first.click()
    assert cells(page) == ROWS


def test_a_keyboard_opens_the_table(window: Callable[..., Window], url: str) -> None:
    page = opened(window, url)
    page.focus("details summary")
    page.keyboard.press("Enter")
    assert page.locator("details tbody tr").first.is_visible()


def test_a_phone_scrolls_the_picture_and_not_the_page(window: Callable[..., Window], url: str) -> None:
    page = opened(window, url, width=390)
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 390
    assert page.locator(".revi-waterfall").evaluate("frame => frame.scrollWidth > frame.clientWidth")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_is_accessible(window: Callable[..., Window], url: str, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = opened(window, url, scheme=scheme)
    # The rest of the page is the theme, whose colors each site chooses.
    parts = {"include": [[".revi-waterfall"], ["details"]]}
    violations = Axe().run(page, context=parts, options={"resultTypes": ["violations"]}).response["violations"]
    assert [item["id"] for item in violations if item["impact"] in {"serious", "critical"}] == []


COLUMNS = """all => all.map(column => [
  column.querySelector('h2').textContent,
  column.querySelectorAll('.revi-card:not([hidden])').length,
])"""
WIDTHS = "all => all.map(column => column.getBoundingClientRect().width)"


def test_the_filter_of_the_board_is_in_the_address_and_in_its_counts(window: Callable[..., Window], url: str) -> None:
    board = url.removesuffix("AB-001/")
    page = opened(window, board)
    assert page.eval_on_selector_all(".revi-column", COLUMNS) == [["todo 0", 0], ["done 1", 1]]
    empty, full = page.eval_on_selector_all(".revi-column", WIDTHS)
    assert empty < full / 3
    page.get_by_label("Filter", exact=True).fill("none")
    assert page.evaluate("location.search") == "?filter=none"
    page.reload()
    assert page.get_by_label("Filter", exact=True).input_value() == "none"
    assert page.eval_on_selector_all(".revi-column", COLUMNS) == [["todo 0", 0], ["done 0", 0]]
    assert page.locator(".revi-filter output").inner_text() == "0 of 1"
    page.goto(f"{board}?status=over&phase=gone")
    status = page.locator(".revi-filter select").nth(1)
    assert status.input_value() == "over"
    assert page.locator(".revi-filter output").inner_text() == "1 of 1"
    status.select_option("all")
    # What the reader did not choose, and what is no option, leaves the address with the next choice.
    assert page.evaluate("location.search") == ""
