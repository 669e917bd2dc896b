"""The development server: a real process, a real change, a real Ctrl-C."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from revi_docs.site.mkdocs.preview_status import SCRIPT_PATH, STATUS_PATH
from tests.site.small_site import Repository

SERVE = """
import sys
from pathlib import Path
from revi_docs.problems.revi_error import ReviError
from revi_docs.site.mkdocs.builder import serve_site

def write_line(*words):
    print(*words, flush=True)

def after(url, report):
    write_line(report.kind, url, *(f"{problem.first_place}:{problem.code}" for problem in report.problems))

try:
    serve_site(Path(sys.argv[1]), sys.argv[2], lambda: write_line("before"), after)
except ReviError as error:
    write_line("error", error.problems[0].code, error.problems[0].message)
except KeyboardInterrupt:
    sys.exit(130)
"""


@pytest.fixture
def port() -> int:
    """A free port."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def start(root: Path, port: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", SERVE, str(root), f"127.0.0.1:{port}"]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def wait_for(url: str, text: str) -> str:
    """The page at an address as soon as it contains a text."""
    for _ in range(100):
        try:
            with urllib.request.urlopen(url, timeout=1) as answer:
                content = str(answer.read().decode())
            if text in content:
                return content
        except OSError:
            pass
        time.sleep(0.05)
    raise AssertionError(f"{url} never contains {text}")


def status(url: str) -> Any:
    with urllib.request.urlopen(url.rstrip("/") + STATUS_PATH, timeout=5) as answer:
        return json.load(answer)


class Served:
    """A running server of a small repository, after its first build."""

    def __init__(self, root: Path, port: int) -> None:
        self.root, self.url = root, f"http://127.0.0.1:{port}/"
        self._process = start(root, port)
        assert [self.line(), self.line()] == ["before\n", f"build {self.url}\n"]

    def line(self) -> str:
        """The next line that the server prints."""
        assert self._process.stdout is not None
        return self._process.stdout.readline()

    def stop(self) -> tuple[int, str]:
        """Press Ctrl-C; the exit code and standard error."""
        if self._process.returncode is None:
            self._process.send_signal(signal.SIGINT)
        stderr = self._process.communicate(timeout=20)[1]
        return self._process.returncode, stderr


@pytest.fixture
def served(repository: Repository, port: int) -> Iterator[Served]:
    server = Served(repository(), port)
    yield server
    server.stop()


def test_a_change_is_shown_until_ctrl_c(served: Served) -> None:
    root, url = served.root, served.url
    assert "Over." in wait_for(f"{url}statuses/done/", "Over.")
    (root / "docs/index.md").write_text("# New\n\n[x](gone.md)\n", encoding="utf-8")
    assert served.line() == f"preview {url} docs/index.md:3:5:site-link\n"
    page = wait_for(url, "New")
    assert SCRIPT_PATH in page
    assert served.line() == f"build {url} docs/index.md:3:5:site-link\n"
    assert status(url)["building"] is False
    assert [problem["code"] for problem in status(url)["problems"]] == ["site-link"]
    (root / "revi.yml").write_text("statuses: [\n", encoding="utf-8")
    assert served.line() == "before\n"
    assert served.line().startswith(f"preview {url} revi.yml:")
    assert status(url)["problems"][0]["place"].startswith("revi.yml:")
    assert not (root / "site").exists()
    assert served.stop() == (130, "")


def test_a_save_right_after_the_first_build_is_shown(served: Served) -> None:
    (served.root / "docs/index.md").write_text("# Early\n", encoding="utf-8")
    assert served.line() == f"preview {served.url}\n"
    wait_for(served.url, "Early")


def test_ctrl_c_right_after_the_first_build_is_quiet(served: Served) -> None:
    assert served.stop() == (130, "")


def test_an_address_in_use_is_a_problem(repository: Repository) -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        port = listener.getsockname()[1]
        last_line = start(repository(), port).communicate(timeout=30)[0].splitlines()[-1]
    expected = f"error site-config the site cannot be served at 127.0.0.1:{port}: Address already in use"
    assert last_line == expected
