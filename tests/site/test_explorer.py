"""The lifecycle explorer in a real browser: its content is the contract, and every path is the one of a search here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from revi_docs.contract.model import Contract, Transition
from revi_docs.site.mkdocs import plugin
from tests.site.conftest import Window

pytestmark = pytest.mark.browser

PAGE = "reference/statuses/"
ROWS = "#transitions + ul > li:visible"
MAX_BYTES = 10 * 1024
"""The maximum weight of the script."""


def triggers(move: Transition) -> tuple[str, ...]:
    return move.verdict or ((move.event,) if move.event else ())


def pairs(contract: Contract, matches: Callable[[Transition], bool] = lambda _: True) -> set[tuple[str, str]]:
    return {(source, move.target) for move in contract.transitions if matches(move) for source in move.sources}


def visible_pairs(page: Any) -> set[tuple[str, str]]:
    names = "all => all.map(row => Array.from(row.children[0].querySelectorAll('code'), name => name.textContent))"
    return {(source, target) for source, target in page.eval_on_selector_all(ROWS, names)}


def paths(
    edges: set[tuple[str, str]], start: str, end: str, visited: tuple[str, ...] = ()
) -> Iterator[tuple[str, ...]]:
    for source, target in edges:
        if source == start and target not in (*visited, start):
            if target == end:
                yield (*visited, start, end)
            else:
                yield from paths(edges, target, end, (*visited, start))


@pytest.fixture(scope="module")
def loaded_page(browser: Any, address: str) -> Iterator[Any]:
    """The page, loaded once for all tests that stay on it."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(address + PAGE)
    page.wait_for_selector(".revi-explorer")
    yield page
    context.close()


@pytest.fixture
def page(loaded_page: Any) -> Any:
    """The page without a filter and without a focus."""
    loaded_page.click(".revi-explorer button[type=reset]")
    loaded_page.evaluate("document.activeElement.blur()")
    loaded_page.mouse.move(0, 0)
    loaded_page.wait_for_selector(".revi-diagram .dim, .revi-diagram .faint", state="detached")
    return loaded_page


def test_the_script_is_small_and_only_on_its_page(window: Callable[..., Window], address: str) -> None:
    assert len((Path(plugin.__file__).parent / "explorer.js").read_bytes()) <= MAX_BYTES
    opened_window = window()
    opened_window.page.goto(f"{address}reference/statuses/in-qa/")
    assert not any(url.endswith("explorer.js") for url in opened_window.requests)


def test_the_filters_offer_what_the_contract_has(contract: Contract, page: Any) -> None:
    script = "all => all.map(field => [...field.options].slice(1).map(option => option.value).sort())"
    actors, commands, events, starts, ends = page.eval_on_selector_all(".revi-explorer select", script)
    moves = contract.transitions
    assert actors == ["a command", "a person", "the system"]
    assert commands == sorted({f"/{move.by}" for move in moves if move.by in contract.commands})
    assert events == sorted({trigger for move in moves for trigger in triggers(move)})
    assert starts == ends == sorted({status for pair in pairs(contract) for status in pair})


@pytest.mark.parametrize(
    ("field", "value", "matches"),
    [
        ("actor", "a person", lambda move: move.by == "manual"),
        ("actor", "the system", lambda move: move.by == "system"),
        ("command", "/qa-gate", lambda move: move.by == "qa-gate"),
        ("event", "PASS", lambda move: "PASS" in triggers(move)),
    ],
    ids=["person", "system", "command", "event"],
)
def test_a_filter_leaves_its_transitions(
    contract: Contract, page: Any, field: str, value: str, matches: Callable[[Transition], bool]
) -> None:
    expected = pairs(contract, matches)
    page.select_option(f".revi-explorer [name={field}]", value)
    assert visible_pairs(page) == expected
    names = "all => all.filter(edge => !edge.classList.contains('dim')).map(edge => edge.id)"
    edges = page.eval_on_selector_all(".revi-diagram .edge", names)
    assert set(edges) == {f"t-{source}-{target}" for source, target in expected}
    count = f"{len(expected)} of {len(pairs(contract))} transitions"
    assert page.inner_text(".revi-explorer output") == count
    page.click(".revi-explorer button[type=reset]")
    page.wait_for_selector(".revi-diagram .dim", state="detached")
    assert visible_pairs(page) == pairs(contract)


@pytest.mark.parametrize(("start", "end"), [("pending", "in-progress"), ("uat", "completed"), ("completed", "pending")])
def test_every_path_between_two_statuses_is_listed(contract: Contract, page: Any, start: str, end: str) -> None:
    page.select_option(".revi-explorer [name=actor]", "a command")
    page.select_option(".revi-explorer [name=from]", start)
    page.select_option(".revi-explorer [name=to]", end)
    edges = pairs(contract, lambda move: move.by in contract.commands)
    expected = set(paths(edges, start, end))
    listed_paths = [tuple(text.split(" → ")) for text in page.locator(".revi-paths li").all_inner_texts()]
    assert set(listed_paths) == expected
    assert [len(path) for path in listed_paths] == sorted(map(len, expected))
    assert visible_pairs(page) == {edge for path in expected for edge in pairwise(path)}
    summary = page.inner_text(".revi-paths p")
    assert summary == f"{len(expected)} {'path' if len(expected) == 1 else 'paths'} from {start} to {end}"


def test_a_status_with_the_focus_dims_what_it_does_not_touch(contract: Contract, page: Any) -> None:
    page.focus("#s-uat a")
    bright = "all => all.filter(item => !item.classList.contains('faint')).map(item => item.id.replace('other-', ''))"
    names = set(page.eval_on_selector_all(".revi-diagram .node, .revi-diagram .edge", bright))
    near = {pair for pair in pairs(contract) if "uat" in pair}
    edges = {f"t-{source}-{target}" for source, target in near}
    assert names == edges | {f"s-{name}" for pair in near for name in pair}
    page.evaluate("document.activeElement.blur()")
    assert page.locator(".faint").count() == 0


def test_it_is_used_by_keyboard(window: Callable[..., Window], address: str) -> None:
    page = window().page
    page.goto(address + PAGE)
    page.focus(".revi-explorer select")
    keyboard = page.keyboard
    keyboard.press("Tab")
    keyboard.type("/qa-gate")
    assert page.locator(ROWS).count() == 2
    page.focus("#t-uat-completed a")
    keyboard.press("Enter")
    page.wait_for_url(f"{address}reference/commands/qa-gate/")


def test_a_phone_zooms_and_scrolls(window: Callable[..., Window], address: str) -> None:
    page = window(390).page
    page.goto(address + PAGE)
    before = page.locator(".revi-diagram svg").first.bounding_box()["width"]
    page.get_by_label("Zoom in").first.click()
    after = page.locator(".revi-diagram svg").first.bounding_box()["width"]
    assert after == pytest.approx(before * 1.4, rel=0.01)
    assert page.locator(".revi-scroll").first.evaluate("frame => frame.scrollWidth > frame.clientWidth")
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 390
    page.get_by_label("Original size").first.click()
    assert page.locator(".revi-diagram svg").first.bounding_box()["width"] == pytest.approx(before, rel=0.01)


def test_without_a_script_the_list_is_there(contract: Contract, window: Callable[..., Window], address: str) -> None:
    page = window(script=False).page
    page.goto(address + PAGE)
    assert page.locator(".revi-explorer, .revi-zoom").count() == 0
    assert visible_pairs(page) == pairs(contract)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_filtered_explorer_is_accessible(window: Callable[..., Window], address: str, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = window(scheme=scheme).page
    page.goto(address + PAGE)
    page.select_option(".revi-explorer [name=from]", "uat")
    page.select_option(".revi-explorer [name=to]", "completed")
    violations = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    assert [item["id"] for item in violations if item["impact"] in {"serious", "critical"}] == []
