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


@pytest.fixture
def window(browser: Any) -> Iterator[Callable[..., Window]]:
    """Opens a window with a width and a color scheme."""
    contexts = []

    def open_window(width: int = 1280, scheme: str = "light", script: bool = True) -> Window:
        size = {"width": width, "height": 900}
        context = browser.new_context(viewport=size, color_scheme=scheme, java_script_enabled=script)
        contexts.append(context)
        new_window = Window(context.new_page(), [], [])
        new_window.page.on("request", lambda request: new_window.requests.append(request.url))
        new_window.page.on("pageerror", lambda error: new_window.errors.append(str(error)))
        new_window.page.on(
            "console", lambda message: new_window.errors.append(message.text) if message.type == "error" else None
        )
        return new_window

    yield open_window
    for context in contexts:
        context.close()


SEARCH_SCRIPT = """async ([worker, queries]) => {
  const index = await (await fetch('search/search_index.json')).json()
  const search = new Worker(worker)
  const ask = message => new Promise(done => {
    search.onmessage = event => done(event.data)
    search.postMessage(message)
  })
  await ask({type: 0, data: {config: index.config, docs: index.docs, options: {suggest: false}}})
  const hits = {}
  for (const query of queries) {
    const answer = await ask({type: 2, data: query})
    hits[query] = answer.data.items.map(page => page.slice().sort((a, b) => b.score - a.score)[0].location)
  }
  search.terminate()
  return hits
}"""


def search(browser: Any, site: Path, address: str, queries: list[str]) -> dict[str, list[str]]:
    """Run queries with the search of the theme: query → the best location of each page, best first."""
    (worker,) = (site / "assets/javascripts/workers").glob("search*.js")
    page = browser.new_page()
    page.goto(address)
    locations: dict[str, list[str]] = page.evaluate(
        SEARCH_SCRIPT, [f"assets/javascripts/workers/{worker.name}", queries]
    )
    page.close()
    return locations


@pytest.fixture(scope="session")
def hits(browser: Any, built: BuiltSite, address: str) -> Callable[[list[str]], dict[str, list[str]]]:
    """Runs queries on the site of this repository."""
    return lambda queries: search(browser, built.site, address, queries)


@pytest.fixture(scope="session")
def first_hits(hits: Callable[[list[str]], dict[str, list[str]]]) -> Callable[[list[str]], dict[str, str]]:
    """Runs queries: query → location of the first hit, "" if there is none."""
    return lambda queries: {query: (*locations, "")[0] for query, locations in hits(queries).items()}
