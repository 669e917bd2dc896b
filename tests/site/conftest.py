"""The site of this repository: built once, served locally and opened in Chromium."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from revi_docs.contract.loader import load
from revi_docs.contract.model import Contract
from revi_docs.site.mkdocs.builder import BuiltSite, build_site
from tests.site.small_site import Repository, write

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    """Serves files and logs nothing."""

    def log_message(self, *_: Any) -> None:
        """Log nothing."""


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """Writes a small repository; accepts pages, a configuration and a contract."""
    return functools.partial(write, tmp_path)


@pytest.fixture(scope="session")
def contract(root: Path) -> Contract:
    """The contract of this repository."""
    return load(root).contract


@pytest.fixture(scope="session")
def built(root: Path, tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The site of this repository, built into a temporary folder."""
    return build_site(root, site=tmp_path_factory.mktemp("site"))


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The address of a served site, with a slash at the end."""
    handler = functools.partial(QuietHandler, directory=str(site))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="session")
def address(built: BuiltSite) -> Iterator[str]:
    """The address of the served site."""
    with served(built.site) as url:
        yield url


@pytest.fixture(scope="session")
def browser(chromium: Path) -> Iterator[Any]:
    """The installed Chromium, controlled by Playwright."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium_browser = playwright.chromium.launch(executable_path=str(chromium), args=FLAGS)
        yield chromium_browser
        chromium_browser.close()


@dataclass
class Window:
    """A page of the browser, its requests and its error messages."""

    page: Any
    requests: list[str]
    errors: list[str]


def new_window(browser: Any, *, script: bool) -> Window:
    """A window without a cache, in a context of its own."""
    created = Window(browser.new_context(java_script_enabled=script).new_page(), [], [])
    created.page.on("request", lambda request: created.requests.append(request.url))
    created.page.on("pageerror", lambda error: created.errors.append(str(error)))
    created.page.on("console", lambda message: created.errors.append(message.text) if message.type == "error" else None)
    return created


@pytest.fixture(scope="session")
def free_windows() -> dict[bool, Window]:
    """Windows that no test has now, by whether they run scripts.

    A new context starts processes, which costs three times as much as loading a page of the site.
    """
    return {}


@pytest.fixture
def window(browser: Any, free_windows: dict[bool, Window]) -> Iterator[Callable[..., Window]]:
    """Opens a window with a width and a color scheme; `is_new`: one with an empty cache."""
    windows: list[tuple[Window, bool, bool]] = []

    def open_window(width: int = 1280, scheme: str = "light", script: bool = True, is_new: bool = False) -> Window:
        opened = (None if is_new else free_windows.pop(script, None)) or new_window(browser, script=script)
        windows.append((opened, script, is_new))
        opened.page.set_viewport_size({"width": width, "height": 900})
        opened.page.emulate_media(color_scheme=scheme)
        opened.requests.clear()
        opened.errors.clear()
        return opened

    yield open_window
    for opened, script, is_new in windows:
        if is_new or script in free_windows:
            opened.page.context.close()
        else:
            clear(opened.page)
            free_windows[script] = opened


def clear(page: Any) -> None:
    """Remove what a test left in a page."""
    page.unroute_all()
    page.mouse.move(0, 0)
    page.evaluate("localStorage.clear(); sessionStorage.clear()")
    page.goto("about:blank")


START_SEARCH = """async worker => {
  const index = await (await fetch('search/search_index.json')).json()
  const search = new Worker(worker)
  window.ask = message => new Promise(done => {
    search.onmessage = event => done(event.data)
    search.postMessage(message)
  })
  await ask({type: 0, data: {config: index.config, docs: index.docs, options: {suggest: false}}})
}"""

SEARCH = """async queries => {
  const hits = {}
  for (const query of queries) {
    const answer = await ask({type: 2, data: query})
    hits[query] = answer.data.items.map(page => page.slice().sort((a, b) => b.score - a.score)[0].location)
  }
  return hits
}"""


@contextmanager
def search(browser: Any, site: Path, address: str) -> Iterator[Callable[[list[str]], dict[str, list[str]]]]:
    """Runs queries with the search of the theme: query → the best location of each page, best first."""
    (worker,) = (site / "assets/javascripts/workers").glob("search*.js")
    page = browser.new_page()
    page.goto(address)
    page.evaluate(START_SEARCH, f"assets/javascripts/workers/{worker.name}")
    yield lambda queries: page.evaluate(SEARCH, queries)
    page.close()


@pytest.fixture(scope="session")
def hits(browser: Any, built: BuiltSite, address: str) -> Iterator[Callable[[list[str]], dict[str, list[str]]]]:
    """Runs queries on the site of this repository, whose index is read once."""
    with search(browser, built.site, address) as run_queries:
        yield run_queries


@pytest.fixture(scope="session")
def first_hits(hits: Callable[[list[str]], dict[str, list[str]]]) -> Callable[[list[str]], dict[str, str]]:
    """Runs queries: query → location of the first hit, "" if there is none."""
    return lambda queries: {query: (*locations, "")[0] for query, locations in hits(queries).items()}
