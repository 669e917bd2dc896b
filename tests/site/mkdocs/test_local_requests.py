"""The development server answers only this machine, and only with files of the site."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from revi_docs.site.mkdocs.local_requests import is_loopback, local_only
from tests.support.sample_repo import run_docs


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    start_response("200 OK", [])
    return [b"page"]


def status(folder: Path, host: str | None, path: str, mount: str = "/") -> str:
    statuses: list[str] = []
    environ = {"PATH_INFO": path} if host is None else {"PATH_INFO": path, "HTTP_HOST": host}
    list(local_only(application, str(folder), mount)(environ, lambda text, _: statuses.append(text)))
    return statuses[0]


@pytest.mark.parametrize("host", ["localhost:8000", "LOCALHOST", "127.0.0.1:8000", "127.1.2.3", "[::1]:8000", "[::1]"])
def test_this_machine(tmp_path: Path, host: str) -> None:
    assert status(tmp_path, host, "/") == "200 OK"


@pytest.mark.parametrize(
    "host",
    [
        None,
        "",
        "attacker.example",
        "attacker.example:8000",
        "localhost.attacker.example",
        "127.0.0.1.attacker.example",
        "localhost@attacker.example",
        "192.168.0.1:8000",
        "0.0.0.0",
        "[::]",
        "[::1",
        "2130706433",
    ],
)
def test_another_host(tmp_path: Path, host: str | None) -> None:
    assert status(tmp_path, host, "/") == "403 Forbidden"


def test_a_link_to_outside_the_site(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (tmp_path / "secret.txt").write_text("x", encoding="utf-8")
    (site / "in.txt").write_text("x", encoding="utf-8")
    (site / "link.txt").symlink_to("../secret.txt")
    (site / "up").symlink_to("..")
    paths = ["/in.txt", "/link.txt", "/up/secret.txt", "/../secret.txt", "/docs/in.txt"]
    expected = ["200 OK", "404 Not Found", "404 Not Found", "200 OK", "200 OK"]
    assert [status(site, "localhost", path) for path in paths] == expected
    assert status(site, "localhost", "/docs/link.txt", "/docs/") == "404 Not Found"


@pytest.mark.parametrize(("host", "expected"), [("::1", True), ("0.0.0.0", False), ("example.org", False), ("", False)])
def test_loopback(host: str, expected: bool) -> None:
    assert is_loopback(host) is expected


@pytest.mark.parametrize("address", ["0.0.0.0:8000", "[::]:8000", "example.org:80", ":8000"])
def test_serve_binds_to_this_machine_only(sample: Path, address: str) -> None:
    result = run_docs(sample, "serve", "--address", address)
    assert result.returncode == 2
    assert "is not an address of this machine only" in result.stderr
