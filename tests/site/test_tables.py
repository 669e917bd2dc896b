"""Tables that filter, in a real browser: their rows are the contract, and a filter leaves the rows that match."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from revi_docs.contract.model import Contract
from revi_docs.contract.relations import started_agents
from revi_docs.site.mkdocs import plugin
from tests.site.conftest import Window

pytestmark = pytest.mark.browser

AGENTS = ("reference/agents/", "#who-starts-whom + .revi-filter")
RULES = ("reference/workers/", "#rules-code_review + p + .revi-filter")
MAX_BYTES = 4 * 1024
"""The maximum weight of the script."""


def opened(window: Callable[..., Window], address: str, page: str, **settings: Any) -> Any:
    new_page = window(**settings).page
    new_page.goto(address + page)
    return new_page


def rows(page: Any, form: str) -> list[list[str]]:
    """The texts of the cells in all visible rows below a filter."""
    script = """form => [...form.nextElementSibling.querySelectorAll("tbody tr")].filter(row => !row.hidden)
        .map(row => [...row.cells].map(cell => cell.textContent.trim()))"""
    texts: list[list[str]] = page.eval_on_selector(form, script)
    return texts


def starts(contract: Contract) -> set[tuple[str, str]]:
    commands = ((f"/{name}", started_agents(contract, command)) for name, command in contract.commands.items())
    agents = ((name, agent.spawns) for name, agent in contract.agents.items())
    return {(starter, name) for starter, names in (*commands, *agents) for name in names}


def test_the_script_is_small_and_only_where_a_table_filters(window: Callable[..., Window], address: str) -> None:
    assert len((Path(plugin.__file__).parent / "tables.js").read_bytes()) <= MAX_BYTES
    opened_window = window()
    opened_window.page.goto(f"{address}reference/models/")
    assert not any(url.endswith("tables.js") for url in opened_window.requests)


def test_who_starts_whom(contract: Contract, window: Callable[..., Window], address: str) -> None:
    page, form = opened(window, address, AGENTS[0]), AGENTS[1]
    pairs = starts(contract)
    assert {(row[0], row[1]) for row in rows(page, form)} == pairs
    page.select_option(f"{form} [name='started by']", "/dev-implement-story")
    expected = {pair for pair in pairs if pair[0] == "/dev-implement-story"}
    assert {(row[0], row[1]) for row in rows(page, form)} == expected
    assert page.inner_text(f"{form} output") == f"{len(expected)} of {len(pairs)}"
    page.click(f"{form} button[type=reset]")
    page.wait_for_function(f"document.querySelector(\"{form} output\").textContent === '{len(pairs)} of {len(pairs)}'")
    page.select_option(f"{form} [name=writes]", "proof")
    writers = {name for name, agent in contract.agents.items() if "proof" in agent.writes}
    assert {row[1] for row in rows(page, form)} == writers & {agent for _, agent in pairs}


def test_which_rule_decides(contract: Contract, window: Callable[..., Window], address: str) -> None:
    page, form = opened(window, address, RULES[0]), RULES[1]
    assert len(rows(page, form)) == 84, "six workers with four final statuses"
    page.select_option(f"{form} [name=pass]", "5")
    page.select_option(f"{form} [name=timeout]", "1")
    assert rows(page, form) == [["5", "0", "1", "0", "PASS", "yes", "5"]]
    assert contract.workers is not None
    assert contract.workers.aggregation[4].then == "PASS"


def test_a_filter_is_used_by_keyboard(window: Callable[..., Window], address: str) -> None:
    page, form = opened(window, address, RULES[0]), RULES[1]
    page.focus(f"{form} select")
    page.keyboard.type("6")
    assert [row[0] for row in rows(page, form)] == ["6"]


def test_without_a_script_all_rows_are_there(window: Callable[..., Window], address: str) -> None:
    page = opened(window, address, RULES[0], script=False)
    assert page.locator(".revi-filter").count() == 0
    assert page.locator("#rules-code_review + p + .revi-table tbody tr").count() == 84


def test_a_phone_does_not_scroll_sideways(window: Callable[..., Window], address: str) -> None:
    page = opened(window, address, AGENTS[0], width=390)
    page.wait_for_selector(AGENTS[1])
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 390


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_filtered_table_is_accessible(window: Callable[..., Window], address: str, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = opened(window, address, AGENTS[0], scheme=scheme)
    page.select_option(f"{AGENTS[1]} [name=model]", "haiku")
    violations = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    assert [item["id"] for item in violations if item["impact"] in {"serious", "critical"}] == []
