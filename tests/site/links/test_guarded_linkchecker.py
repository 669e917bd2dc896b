"""Links to private addresses are not requested, however they are written and wherever a redirect leads."""

from __future__ import annotations

import socket
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from revi_docs.problems.problem import Problem
from revi_docs.site.links.external_links import ExternalCheckOptions, check_external_links
from revi_docs.site.links.guarded_linkchecker import guard_connections, is_public
from revi_docs.site.links.link_report import ExternalLink
from revi_docs.site.links.linkchecker import RequestLimits
from tests.site.links.server import serving

LIMITS = RequestLimits(timeout=2, requests_per_second=100, run_timeout=60)


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


def check(root: Path, addresses: list[str], *, allowed: tuple[str, ...] = ()) -> tuple[Problem, ...]:
    links = [ExternalLink(address, ("a.html",)) for address in addresses]
    limits = replace(LIMITS, allowed_hosts=allowed)
    return check_external_links(links, root, ExternalCheckOptions(limits=limits, now=datetime(2026, 3, 4, tzinfo=UTC)))


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808", "2001:4860::5efe:808:808"]
)
def test_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.255.0.1",
        "0.0.0.0",
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "168.63.129.16",
        "100.64.0.1",
        "192.0.2.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "fe80::1",
        "fe80::1%eth0",
        "fd00:ec2::254",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:a9fe:a9fe",
        "2002:7f00:1::",
        "64:ff9b::7f00:1",
        "64:ff9b:1::a00:1",
        "fec0::1",
        "3fff::1",
        "192.0.0.192",
        "::127.0.0.1",
        "2001:4860::5efe:7f00:1",
        "2001:4860::200:5efe:a00:1",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    ],
)
def test_not_public(address: str) -> None:
    assert not is_public(address)


def test_no_private_address_is_requested(tmp_path: Path) -> None:
    with serving() as server:
        port = server.url.rpartition(":")[2]
        hosts = ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "0177.0.0.1", "127.1", "[::1]", "[::ffff:127.0.0.1]"]
        addresses = [f"http://{host}:{port}/fine" for host in hosts]
        problems = check(tmp_path, addresses)
        assert server.requests == []
    assert {problem.subject: problem.code for problem in problems} == dict.fromkeys(addresses, "external-private")
    message = f"http://127.0.0.1:{port}/fine leads to this machine or to a private network; it was not requested"
    assert message in {problem.message for problem in problems}


def test_a_name_is_resolved_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Otherwise its server could answer the check with a public address, and the connection with a private one."""
    answers, connected = iter(["8.8.8.8", "127.0.0.1"]), []
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_: [(socket.AF_INET, 1, 6, "", (next(answers), 0))])
    monkeypatch.setattr(socket.socket, "connect", lambda _self, address: connected.append(address))
    guard_connections(())
    with socket.socket() as connection:
        connection.connect(("changes.example", 80))
    assert connected == [("8.8.8.8", 80)]


def test_a_public_ipv6_address_is_not_called_broken(tmp_path: Path) -> None:
    (problem,) = check(tmp_path, ["http://[2606:4700::1111]/"])
    assert (problem.code, problem.severity) == ("external-not-checked", "warning")


def test_an_allowed_host_is_requested_and_its_redirects_are_checked(tmp_path: Path) -> None:
    with serving() as server:
        assert check(tmp_path, [f"{server.url}/fine"], allowed=("127.0.0.1",)) == ()
        server.redirects["/away"] = "http://169.254.169.254/latest/meta-data/"
        (problem,) = check(tmp_path, [f"{server.url}/away"], allowed=("127.0.0.1",))
    assert problem.code == "external-private"


def test_a_redirect_sends_no_cookie(tmp_path: Path) -> None:
    with serving() as server:
        server.redirects["/login"] = "/fine"
        assert check(tmp_path, [f"{server.url}/login", f"{server.url}/found"], allowed=("127.0.0.1",)) == ()
        names = {name.lower() for _, headers in server.requests for name in headers}
    assert len(server.requests) >= 4
    assert names.isdisjoint({"cookie", "authorization", "referer"})


def test_modules_of_the_repository_are_not_imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("linkcheck", "requests", "socket", "csv"):
        (tmp_path / f"{name}.py").write_text(f"open('{tmp_path}/ran', 'w')\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert [problem.code for problem in check(tmp_path, ["http://127.0.0.1/"])] == ["external-private"]
    assert not (tmp_path / "ran").exists()
