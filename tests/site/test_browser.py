"""The built site in a real browser."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from revi_docs.contract.model import Contract
from tests.site.conftest import Window
from tests.site.reader_questions import PARAPHRASES
from tests.site.reader_questions import QUESTIONS as READER_QUESTIONS
from tests.support.soak import rounds

pytestmark = pytest.mark.browser

PAGES = (
    "",
    "quick-start/",
    "guides/add-a-status/",
    "guides/locks/",
    "ci/",
    "questions/",
    "workflow/",
    "checks/",
    "templates/",
    "guides/write-a-rule/",
    "decisions/",
    "reference/",
    "reference/statuses/",
    "reference/statuses/in-progress/",
    "reference/commands/",
    "reference/commands/elab-story/",
    "reference/agents/",
    "reference/agents/work-leaders/",
    "reference/phases/",
    "reference/verdicts/",
    "reference/errors/",
    "reference/workers/",
    "reference/budgets/",
    "reference/locks-and-reruns/",
    "reference/models/",
    "reference/artifacts/",
    "reference/records/",
    "reference/traces/",
    "reference/rules/",
    "reference/rules/contract/",
    "reference/cli/",
    "reference/contract/",
    "project/",
    "project/contributing/",
    "project/changelog/",
    "stories/",
    "stories/REVI-000/",
    "stories/roadmap/",
    "stories/tokens/",
)
"""One page of each kind."""

LAYOUTS = (
    "",
    "questions/",
    "templates/",
    "reference/",
    "reference/statuses/",
    "reference/statuses/in-progress/",
    "reference/commands/elab-story/",
    "reference/agents/pm-workers/",
    "reference/errors/",
    "reference/budgets/",
    "reference/locks-and-reruns/",
    "reference/rules/contract/",
    "reference/cli/",
    "project/",
    "stories/",
    "stories/REVI-000/",
    "stories/roadmap/",
    "stories/tokens/",
)
"""One page of each layout."""

QUESTIONS = {
    "who unblocks a story?": "questions/#who-unblocks-a-story",
    "what happens at 60,000 tokens?": "questions/#what-happens-when-a-phase-reaches-its-token-limit",
    "what do I run next?": "questions/#what-do-i-run-next",
    "what if I run a command twice": "questions/#what-happens-if-i-run-a-command-twice",
    "code review timeout": "questions/#what-does-one-timeout-do-to-a-code-review",
    "what happens when the gate has concerns": "questions/#what-happens-when-the-gate-has-concerns",
    "what happens when an agent fails": "questions/#what-happens-when-an-agent-fails",
    "which model does an agent use?": "questions/#which-model-does-an-agent-use",
    "where is the audit report written": "questions/#where-is-the-report-of-an-audit",
    "how do I split a story": "questions/#how-do-i-split-or-cancel-a-story",
}

CONTRAST = """() => {
  const luminance = color => {
    const parts = color.match(/[\\d.]+/g).map(Number)
    const [r, g, b] = parts.slice(0, 3).map(part => {
      const share = part / 255
      return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
    })
    return {value: 0.2126 * r + 0.7152 * g + 0.0722 * b, isVisible: parts.length < 4 || parts[3] > 0}
  }
  const backgroundLuminance = text => {
    const shape = text.parentElement.querySelector('path, polygon')
    const fill = text.closest('.node') && shape && luminance(getComputedStyle(shape).fill)
    return fill && fill.isVisible ? fill.value : luminance(getComputedStyle(document.body).backgroundColor).value
  }
  return Math.min(...[...document.querySelectorAll('.revi-diagram text')].map(text => {
    const [low, high] = [luminance(getComputedStyle(text).fill).value, backgroundLuminance(text)].sort((a, b) => a - b)
    return (high + 0.05) / (low + 0.05)
  }))
}"""
"""The lowest contrast between a text of a diagram and its background."""


def test_typing_a_status_finds_its_definition_first(window: Callable[..., Window], address: str) -> None:
    page = window().page
    page.goto(address)
    page.click("input.md-search__input")
    page.keyboard.type("in-elaboration")
    first = page.locator(".md-search-result__item").first.locator("a").first
    # The list changes with every letter; wait for its final state.
    expected_url = re.compile(rf"^{re.escape(address)}reference/statuses/in-elaboration/(\?|$)")
    expect(first).to_have_attribute("href", expected_url)


def test_every_name_finds_its_definition_first(
    contract: Contract, first_hits: Callable[[list[str]], dict[str, str]]
) -> None:
    expected = {name: f"reference/statuses/{name}/" for name in contract.statuses}
    expected |= {name: f"reference/commands/{name}/" for name in contract.commands}
    expected |= {f"/{name}": f"reference/commands/{name}/" for name in contract.commands}
    expected |= {name: f"reference/agents/{agent.group}/#{name}" for name, agent in contract.agents.items()}
    expected |= {name: f"reference/errors/#{name}" for name in contract.errors}
    assert first_hits(list(expected)) == expected


def test_ten_questions_are_answered_by_the_first_hit(first_hits: Callable[[list[str]], dict[str, str]]) -> None:
    assert first_hits(list(QUESTIONS)) == QUESTIONS


def ranks(questions: dict[str, tuple[str, ...]], hits: dict[str, list[str]]) -> dict[str, int]:
    """The position of the first page that answers each question, 0 if there is none."""
    return {
        question: next((rank for rank, hit in enumerate(hits[question], 1) if hit.startswith(answers)), 0)
        for question, answers in questions.items()
    }


def test_the_questions_of_readers_find_their_page(hits: Callable[[list[str]], dict[str, list[str]]]) -> None:
    rank_by_query = ranks(READER_QUESTIONS, hits(list(READER_QUESTIONS)))
    sys.stdout.write(f"{rank_by_query}\n")
    assert sum(0 < rank <= 3 for rank in rank_by_query.values()) >= 23, rank_by_query
    assert sum(rank == 1 for rank in rank_by_query.values()) >= 19, rank_by_query


def test_other_words_find_the_page_too(hits: Callable[[list[str]], dict[str, list[str]]]) -> None:
    rank_by_query = ranks(PARAPHRASES, hits(list(PARAPHRASES)))
    sys.stdout.write(f"{rank_by_query}\n")
    assert sum(0 < rank <= 3 for rank in rank_by_query.values()) >= 14, rank_by_query


def test_a_short_word_and_a_file_name_of_a_question_match_whole_words(
    hits: Callable[[list[str]], dict[str, list[str]]],
) -> None:
    """The theme searches for words that start alike: `revi` would find every page about a review."""
    queries = ["revi zzzz", "revi.yml zzzz", "revie zzzz"]
    found = hits(queries)
    about_review = "reference/commands/ui-ux-review/"
    assert [about_review in {hit.partition("#")[0] for hit in found[query]} for query in queries] == [
        False,
        False,
        True,
    ]


def test_the_answer_is_shown_for_a_question_as_typed(window: Callable[..., Window], address: str) -> None:
    """The field of the page sends the question as it is; the worker searches for the words that matter."""
    page = window().page
    page.goto(address)
    page.click("input.md-search__input")
    page.keyboard.type("how do I add a new status?")
    first = page.locator(".md-search-result__item").first.locator("a").first
    expect(first).to_have_attribute("href", re.compile(rf"^{re.escape(address)}guides/add-a-status/(\?|$)"))


def test_only_words_of_the_question_are_listed_as_missing(window: Callable[..., Window], address: str) -> None:
    """The worker searches for plurals, too; no reader typed these."""
    page = window().page
    page.goto(f"{address}?q=what happens when QA crashes")
    missing = page.locator(".md-search-result__terms del")
    expect(missing.first).to_be_visible()
    assert set(missing.all_text_contents()) <= {"qa", "crash"}


def test_the_diagrams_show_every_status_and_transition(
    contract: Contract, window: Callable[..., Window], address: str
) -> None:
    page = window().page
    page.goto(f"{address}reference/statuses/")
    ids = page.eval_on_selector_all(".revi-diagram svg [id]", "all => all.map(element => element.id)")
    statuses = {f"s-{name}" for name in contract.statuses}
    pairs = {f"t-{source}-{move.target}" for move in contract.transitions for source in move.sources}
    assert {element_id.removeprefix("other-") for element_id in ids} == statuses | pairs
    assert (len(statuses), len(pairs)) == (17, 42)


def test_a_node_links_to_its_page(window: Callable[..., Window], address: str) -> None:
    page = window().page
    page.goto(f"{address}reference/statuses/in-qa/")
    page.click(".revi-diagram a:has-text('needs-work')")
    page.wait_for_url(f"{address}reference/statuses/needs-work/")


def test_a_name_in_prose_links_to_its_definition(window: Callable[..., Window], address: str) -> None:
    page = window().page
    page.goto(f"{address}workflow/")
    page.click("a.revi-item:has-text('elab-analyst')")
    page.wait_for_url(f"{address}reference/agents/work-leaders/#elab-analyst")


def test_a_definition_shows_its_line_of_the_contract(window: Callable[..., Window], address: str, root: Path) -> None:
    page = window().page
    page.goto(f"{address}reference/statuses/in-qa/")
    definition_line = page.inner_text(".revi-defined")
    assert definition_line.startswith("Defined at revi.yml:")
    lines = (root / "revi.yml").read_text(encoding="utf-8").splitlines()
    assert lines[int(definition_line.rpartition(":")[2]) - 1] == "  in-qa:"


@pytest.mark.parametrize("width", [1280, 390], ids=["desktop", "phone"])
def test_pages_have_no_external_request_no_error_and_fit(
    window: Callable[..., Window], address: str, width: int
) -> None:
    opened_window = window(width)
    too_wide = []
    for path in PAGES[:: rounds(2, 1)]:
        opened_window.page.goto(address + path, wait_until="networkidle" if path == "" else "load")
        if opened_window.page.evaluate("document.scrollingElement.scrollWidth") > width:
            too_wide.append(path)
    external = {url for url in opened_window.requests if not url.startswith((address, "data:", "blob:"))}
    assert (external, opened_window.errors, too_wide) == (set(), [], [])


@pytest.mark.parametrize(
    ("scheme", "rules"), [("light", None), ("dark", ["color-contrast", "link-in-text-block"])], ids=["light", "dark"]
)
def test_pages_are_accessible(
    window: Callable[..., Window], address: str, scheme: str, rules: list[str] | None
) -> None:
    """axe reports no serious or critical violation; in dark mode, only its color rules are run."""
    from axe_playwright_python.sync_playwright import Axe

    axe, page = Axe(), window(scheme=scheme).page
    options = {"resultTypes": ["violations"]} | ({"runOnly": rules} if rules else {})
    violations = []
    for path in LAYOUTS[:: rounds(3, 1)]:
        page.goto(address + path)
        violations += [
            (path, violation["id"], violation["nodes"][0]["html"][:120])
            for violation in axe.run(page, options=options).response["violations"]
            if violation["impact"] in {"serious", "critical"}
        ]
    assert violations == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_diagrams_are_readable(window: Callable[..., Window], address: str, scheme: str) -> None:
    page = window(scheme=scheme).page
    for path in ("", "reference/statuses/", "reference/statuses/blocked/", "project/"):
        page.goto(address + path)
        assert page.evaluate(CONTRAST) >= 4.5, path


CUT_BLOCKS = """() => [...document.querySelectorAll('article pre, article pre > code, article img')]
  .filter(block => block.scrollWidth > block.clientWidth + 1)
  .map(block => block.textContent.slice(0, 60))"""
"""The code blocks and images that are wider than their frame."""


WIDTHS = (1440, 1024, 768, 390)


@pytest.fixture(scope="module")
def cut_blocks(browser: Any, address: str) -> dict[int, dict[str, list[str]]]:
    """Width → page → what is cut there, on the screen and printed; each page is loaded once for all widths."""
    page = browser.new_page()
    cut: dict[int, dict[str, list[str]]] = {width: {} for width in WIDTHS}
    for path in PAGES[:: rounds(4, 1)]:
        page.goto(address + path)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            cut[width][path] = page.evaluate(CUT_BLOCKS)
    page.emulate_media(media="print")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        cut[width]["print"] = page.evaluate(CUT_BLOCKS)
    page.close()
    return cut


@pytest.mark.parametrize("width", WIDTHS)
def test_no_code_block_is_cut(cut_blocks: dict[int, dict[str, list[str]]], width: int) -> None:
    assert len(cut_blocks[width]) >= 10
    assert {path: blocks for path, blocks in cut_blocks[width].items() if blocks} == {}


def test_light_and_dark_can_be_switched(window: Callable[..., Window], address: str) -> None:
    page = window(scheme="light").page
    page.goto(address)
    light_background = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.click("label[title='Switch to dark colors']")
    page.wait_for_function("before => getComputedStyle(document.body).backgroundColor !== before", arg=light_background)
    assert page.get_attribute("body", "data-md-color-scheme") == "slate"


def test_a_wide_diagram_scrolls_in_its_frame(window: Callable[..., Window], address: str) -> None:
    page = window(390).page
    page.goto(f"{address}reference/statuses/in-progress/")
    frame = page.locator(".revi-scroll").first
    assert frame.evaluate("element => element.scrollWidth > element.clientWidth")
    frame.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("() => document.querySelector('.revi-scroll').scrollLeft > 0")


STORY_ID = re.compile(r"REVI-[0-9]{3}")


def test_the_board_works_without_a_script(window: Callable[..., Window], address: str) -> None:
    """Every story has a card that links to its page, and there are no filter controls."""
    page = window(script=False).page
    page.goto(f"{address}stories/")
    cards = page.locator(".revi-card > a:first-child")
    assert cards.count() == page.locator("#all + .revi-table tbody tr").count() == 16
    assert page.locator(".revi-filter, .revi-sort").count() == 0
    cards.first.click()
    assert STORY_ID.search(page.url)
    assert STORY_ID.search(page.inner_text("h1"))


@pytest.mark.parametrize("query", ["", "?status=completed&filter=REVI-003", "?filter=nothing"])
def test_the_board_is_one_row_of_columns(window: Callable[..., Window], address: str, query: str) -> None:
    page = window().page
    page.goto(f"{address}stories/{query}")
    boxes = page.eval_on_selector_all(
        ".revi-column", "all => all.map(column => [column.offsetTop, column.offsetLeft, column.offsetWidth])"
    )
    assert len(boxes) == 8
    assert len({top for top, _, _ in boxes}) == 1
    assert [left for _, left, _ in boxes] == sorted(left for _, left, _ in boxes)
    assert page.evaluate(
        "document.querySelector('.revi-board').scrollWidth <= document.querySelector('.revi-board').clientWidth"
    )
    assert sum(width > 60 for _, _, width in boxes) == (0 if "nothing" in query else 1)


def test_the_board_is_filtered_by_keyboard(window: Callable[..., Window], address: str) -> None:
    page = window().page
    page.goto(f"{address}stories/")
    page.focus(".revi-filter input")
    page.keyboard.type("token budget")
    rows, cards = page.locator("#all + .revi-table tbody tr:visible"), page.locator(".revi-card:visible")
    expect(rows).to_have_count(2)
    expect(cards).to_have_count(2)
    assert page.inner_text(".revi-filter output") == "2 of 16"
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    expect(rows).to_have_count(0)


def test_the_table_is_sorted_by_keyboard(window: Callable[..., Window], address: str) -> None:
    page = window().page
    page.goto(f"{address}stories/")
    titles = "all => all.map(row => row.cells[1].textContent.trim())"
    page.focus("#all + .revi-table th:nth-child(2) .revi-sort")
    page.keyboard.press("Enter")
    ascending = page.eval_on_selector_all("#all + .revi-table tbody tr", titles)
    assert page.get_attribute("#all + .revi-table th:nth-child(2)", "aria-sort") == "ascending"
    page.keyboard.press("Space")
    assert page.eval_on_selector_all("#all + .revi-table tbody tr", titles) == ascending[::-1]
    assert page.get_attribute("#all + .revi-table th:nth-child(2)", "aria-sort") == "descending"
    assert sorted(ascending, key=str.casefold) == ascending


def test_the_chart_and_the_roadmap_have_the_same_data_as_text(window: Callable[..., Window], address: str) -> None:
    page = window().page
    page.goto(f"{address}stories/tokens/")
    charts = page.locator(".revi-chart svg[role=img][aria-label]")
    assert charts.count() == 2
    bars = page.locator(".revi-chart").first.locator("g title").all_inner_texts()
    rows = page.locator(".revi-table").first.locator("tbody tr").count()
    assert len(bars) == rows > 0
    page.goto(f"{address}stories/roadmap/")
    nodes = page.locator(".revi-diagram svg .node").count()
    assert nodes == page.locator("article li a:has-text('REVI-')").count() == 16
