"""Two hosts in network namespaces that share a store of claims: one is cut off, and connected again."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import psycopg
import pytest

from revi_docs.runtime.base.repository import open_repository
from revi_docs.runtime.claims.postgres import SCHEMA
from revi_docs.runtime.claims.stores import URL_VARIABLE
from revi_docs.runtime.story_files.story_writer import NewStory, create_story
from tests.support import require
from tests.support.claim_stores import PostgresServer, add_remote

STORY = "REVI-016"
SERVER, CLIENT = "10.231.0.1", "10.231.0.2"

CALL = """\
import sys
from revi_docs.files import git_transport
from revi_docs.records.command_errors import CommandError
from revi_docs.runtime.claims import postgres
from revi_docs.runtime.locks import phase_locks
from revi_docs.runtime.locks.process_identity import current_identity
from tests.support.claim_stores import open_with_store

git_transport.TIMEOUT_SECONDS = postgres._TIMEOUT_SECONDS = 3
root, store, owner, act = sys.argv[1:]
story = open_with_store(root, store).story_paths("REVI-016")
try:
    if act == "acquire":
        identity = current_identity(owner)._replace(host=owner)
        request = phase_locks.LockRequest(identity, "code_review", "dev-code-review", 0)
        print(phase_locks.acquire(story, request).owner.fence)
    else:
        print(phase_locks.release(story, owner, "PASS").fence)
except CommandError as error:
    print(error.code)
"""
"""A command on a host: it prints the fencing token, or the code of the error."""


class Hosts(NamedTuple):
    """The names of two network namespaces, and the link of the second."""

    server: str
    client: str
    link: str

    def run_in(self, host: str) -> list[str]:
        return ["ip", "netns", "exec", host]

    def set_link(self, state: str) -> None:
        subprocess.run([*self.run_in(self.client), "ip", "link", "set", self.link, state], check=True)


@pytest.fixture
def hosts() -> Iterator[Hosts]:
    require.program("ip", tool="netns", package="iproute2")
    number = os.getpid()
    hosts = Hosts(f"revi-s{number}", f"revi-c{number}", f"rc{number}")
    if subprocess.run(["ip", "netns", "add", hosts.server], capture_output=True, check=False).returncode:
        require.missing("netns", "network namespaces cannot be created here")
    try:
        subprocess.run(["ip", "netns", "add", hosts.client], check=True)
        peer = f"rs{number}"
        words = ["ip", "link", "add", peer, "netns", hosts.server, "type", "veth", "peer", "name", hosts.link]
        subprocess.run([*words, "netns", hosts.client], check=True)
        for host, link, address in ((hosts.server, peer, SERVER), (hosts.client, hosts.link, CLIENT)):
            for command in (f"addr add {address}/24 dev {link}", f"link set {link} up", "link set lo up"):
                subprocess.run([*hosts.run_in(host), "ip", *command.split()], check=True)
        yield hosts
    finally:
        for host in (hosts.server, hosts.client):
            subprocess.run(["ip", "netns", "delete", host], capture_output=True, check=False)


@pytest.fixture(params=["git", "postgres"])
def store(request: pytest.FixtureRequest, hosts: Hosts, repository: Path) -> Iterator[tuple[str, str]]:
    """The kind of a store and its URL, served on the first host."""
    create_story(open_repository(str(repository)).story_paths(STORY), NewStory("A story"))
    bare = add_remote(repository)
    if request.param == "git":
        words = ["git", "daemon", "--reuseaddr", "--export-all", "--enable=receive-pack", f"--base-path={bare.parent}"]
        command = [*hosts.run_in(hosts.server), *words, str(bare.parent)]
        daemon = subprocess.Popen(command, stderr=subprocess.DEVNULL, start_new_session=True)
        yield "git", f"git://{SERVER}/{bare.name}"
        os.killpg(daemon.pid, signal.SIGKILL)  # git starts another program
        daemon.wait()
        return
    server = PostgresServer(f"-c listen_addresses={SERVER}", hosts.run_in(hosts.server))
    with (server.folder / "data" / "pg_hba.conf").open("a") as rules:
        rules.write(f"host all all {CLIENT}/24 trust\n")
    server.stop()
    server.start()
    with psycopg.connect(server.url(), autocommit=True) as connection:
        connection.execute(SCHEMA.encode())
    yield "postgres", f"postgresql://postgres@{SERVER}/postgres?sslmode=disable"
    server.remove()


def test_a_host_that_is_cut_off(root: Path, hosts: Hosts, store: tuple[str, str], repository: Path) -> None:
    kind, url = store
    elsewhere = repository.parent / f"{repository.name}-elsewhere"
    shutil.copytree(repository, elsewhere)

    def call(host: str, owner: str, act: str) -> str:
        env = {**os.environ, URL_VARIABLE: url, "PYTHONPATH": str(root)}
        folder = repository if host == hosts.server else elsewhere
        words = [*hosts.run_in(host), sys.executable, "-c", CALL, str(folder), kind, owner, act]
        completed = subprocess.run(words, env=env, capture_output=True, text=True, check=False)
        return completed.stdout.strip() or completed.stderr

    assert call(hosts.client, "far", "acquire") == "1"
    assert call(hosts.server, "near", "acquire") == "lock-held"
    hosts.set_link("down")
    assert call(hosts.client, "far", "release") == "claims-unreachable"
    assert call(hosts.server, "near", "acquire") == "lock-held", "a host that is cut off keeps its claim"
    hosts.set_link("up")
    assert call(hosts.client, "far", "release") == "1"
    assert call(hosts.server, "near", "acquire") == "2"
    assert call(hosts.client, "far", "acquire") == "lock-held"
