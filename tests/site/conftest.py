"""The site of this repository, built once, served on this machine and opened in Chromium."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Callable, Iterator
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


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves files and says nothing."""

    def log_message(self, *_: Any) -> None:
        """Nothing."""


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """Writes a small repository; pages, configuration and contract can be given."""
    return functools.partial(write, tmp_path)


@pytest.fixture(scope="session")
def contract(root: Path) -> Contract:
    """The contract of this repository."""
    return load(root).contract


@pytest.fixture(scope="session")
def built(root: Path, tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The site of this repository, built into a folder of its own."""
    return build_site(root, site=tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="session")
def address(built: BuiltSite) -> Iterator[str]:
    """Where the site is served, ending in a slash."""
    handler = functools.partial(Quiet, directory=str(built.site))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="session")
def browser(chromium: Path) -> Iterator[Any]:
    """Debian's Chromium, driven by Playwright."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=str(chromium), args=FLAGS)
        yield opened
        opened.close()


@dataclass
class Window:
    """A page of the browser, and what it asked for and complained about."""

    page: Any
    requests: list[str]
    complaints: list[str]


@pytest.fixture
def window(browser: Any) -> Iterator[Callable[..., Window]]:
    """Opens a window of a width and colour scheme."""
    contexts = []

    def opened(width: int = 1280, scheme: str = "light", script: bool = True) -> Window:
        size = {"width": width, "height": 900}
        context = browser.new_context(viewport=size, color_scheme=scheme, java_script_enabled=script)
        contexts.append(context)
        made = Window(context.new_page(), [], [])
        made.page.on("request", lambda request: made.requests.append(request.url))
        made.page.on("pageerror", lambda error: made.complaints.append(str(error)))
        made.page.on(
            "console", lambda said: made.complaints.append(said.text) if said.type == "error" else None
        )
        return made

    yield opened
    for context in contexts:
        context.close()


ASK = """async ([worker, queries]) => {
  const index = await (await fetch('search/search_index.json')).json()
  const search = new Worker(worker)
  const ask = message => new Promise(done => {
    search.onmessage = event => done(event.data)
    search.postMessage(message)
  })
  await ask({type: 0, data: {config: index.config, docs: index.docs, options: {suggest: false}}})
  const found = {}
  for (const query of queries) {
    const answer = await ask({type: 2, data: query})
    const best = (answer.data.items[0] || []).slice().sort((one, other) => other.score - one.score)
    found[query] = best.length ? best[0].location : ''
  }
  search.terminate()
  return found
}"""


@pytest.fixture(scope="session")
def first_hits(browser: Any, built: BuiltSite, address: str) -> Callable[[list[str]], dict[str, str]]:
    """Asks the theme's own search: query → location of its first hit."""
    (worker,) = (built.site / "assets/javascripts/workers").glob("search*.js")

    def asked(queries: list[str]) -> dict[str, str]:
        page = browser.new_page()
        page.goto(address)
        found: dict[str, str] = page.evaluate(ASK, [f"assets/javascripts/workers/{worker.name}", queries])
        page.close()
        return found

    return asked
