"""`revi-docs serve` as a person sees it: a real server, a real browser that reloads, and problems as an overlay."""

from __future__ import annotations

import signal
import socket
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.site.conftest import Window
from tests.site.small_site import CONFIG, CONTRACT, write
from tests.support.sample_repo import PROGRAM, clean_environment
from tests.support.soak import rounds

pytestmark = pytest.mark.browser

OVERLAY = "#revi-preview"
OUTPUTS = 'default_outputs: false\noutputs:\n  "docs/all.md": {template: all.md.j2}\n'
TEMPLATE = """\
<!-- {{ marker }} -->
# All statuses

{% for status in statuses.values() %}
- {{ status.id | code }}: {{ status.description }}
{% endfor %}
"""
WAIT_MS = 60_000
"""For one change, on a machine that is busy."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = write(tmp_path, config=CONFIG, contract=CONTRACT + OUTPUTS)
    (root / "templates").mkdir()
    (root / "templates/all.md.j2").write_text(TEMPLATE)
    subprocess.run([PROGRAM, "sync"], cwd=root, check=True, capture_output=True)
    return root


@pytest.fixture
def port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def start(root: Path, port: int) -> subprocess.Popen[str]:
    command = [str(PROGRAM), "serve", "--address", f"127.0.0.1:{port}"]
    return subprocess.Popen(
        command, cwd=root, env=clean_environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


@pytest.fixture
def server(root: Path, port: int) -> Iterator[str]:
    """The URL of a running server."""
    process = start(root, port)
    assert process.stdout is not None
    for line in process.stdout:
        if line.startswith("serving "):
            break
    yield f"http://127.0.0.1:{port}/"
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=30)
    assert process.returncode == 130


class Site:
    """The browser on the served site, and the repository behind it."""

    def __init__(self, root: Path, url: str, page: Any) -> None:
        self.root, self.url, self.page = root, url, page

    def edit(self, path: str, old: str, new: str) -> None:
        file = self.root / path
        text = file.read_text()
        assert old in text
        file.write_text(text.replace(old, new))

    def see(self, path: str, text: str) -> None:
        """Open a page if another one is open, and wait until it shows the text."""
        if self.page.url != self.url + path:
            self.page.goto(self.url + path)
        self.page.get_by_text(text).first.wait_for(timeout=WAIT_MS)

    def see_problem(self, *parts: str) -> None:
        """Wait until the overlay shows a problem with these parts."""
        self.page.locator(f"{OVERLAY}[role=alert]").wait_for(timeout=WAIT_MS)
        text = self.page.inner_text(OVERLAY)
        assert [part for part in parts if part not in text] == []

    def save_and_see(self, path: str, old: str, new: str) -> None:
        """Replace a text of the open page in its source, and wait until the page shows the new one."""
        self.edit(path, old, new)
        self.page.get_by_text(new.removeprefix("# ")).first.wait_for(timeout=WAIT_MS)
        self.see_no_problem()

    def break_and_repair(self, path: str, old: str, new: str, *parts: str) -> None:
        """Replace a text, wait until the overlay shows the problem, and undo it, until it shows none."""
        self.edit(path, old, new)
        self.see_problem(*parts, "fix: ")
        self.edit(path, new, old)
        self.see_no_problem()

    def see_no_problem(self) -> None:
        self.page.locator(OVERLAY).wait_for(state="detached", timeout=WAIT_MS)


def look_at_the_first_build(site: Site) -> None:
    site.see("statuses/done/", "Shown in 1 generated file")


def edit_a_page(site: Site) -> None:
    site.see("", "A thing is")
    site.save_and_see("docs/index.md", "A thing is", "Every thing is")


def break_a_page(site: Site) -> None:
    site.see("", "Every thing is")
    links = "[All](statuses/index.md)", "[All](gone.md)"
    site.break_and_repair("docs/index.md", *links, "docs/index.md:", "site-link", "gone.md")


def edit_the_contract(site: Site) -> None:
    site.see("all/", "A review is in progress.")
    site.save_and_see("revi.yml", "A review is in progress.", "Somebody reads it.")


def break_the_contract(site: Site) -> None:
    site.see("all/", "All statuses")
    keys = "terminal: true", "terminals: true"
    site.break_and_repair("revi.yml", *keys, "revi.yml:5:", "unknown-key", "terminals")


def edit_a_template(site: Site) -> None:
    site.see("all/", "All statuses")
    site.save_and_see("templates/all.md.j2", "# All statuses", "# Every status")


def break_a_template(site: Site) -> None:
    site.see("all/", "Every status")
    ends = "{% endfor %}", "{% end %}"
    site.break_and_repair("templates/all.md.j2", *ends, "templates/all.md.j2:", "template-syntax")


def add_and_remove_a_page(site: Site) -> None:
    site.see("new/", "404")
    page = site.root / "docs/new.md"
    page.write_text("# A new page\n\nIt is here.\n")
    site.see("new/", "It is here.")
    site.see_no_problem()
    page.unlink()
    site.see("new/", "404")


STEPS: tuple[Callable[[Site], None], ...] = (
    look_at_the_first_build,
    edit_a_page,
    edit_the_contract,
    break_the_contract,
    break_a_page,
    edit_a_template,
    break_a_template,
    add_and_remove_a_page,
)


def test_every_save_is_shown(root: Path, server: str, window: Callable[..., Window]) -> None:
    site = Site(root, server, window(is_new=True).page)
    for step in STEPS[: rounds(4, len(STEPS))]:
        step(site)


def test_a_port_in_use_is_noticed_before_the_build(root: Path, port: int) -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", port))
        listener.listen()
        process = start(root, port)
        stdout, stderr = process.communicate(timeout=30)
    assert process.returncode == 3
    assert "serving" not in stdout
    assert f"127.0.0.1:{port}: Address already in use" in stderr + stdout
    assert "fix: pass another address with --address" in stderr + stdout
