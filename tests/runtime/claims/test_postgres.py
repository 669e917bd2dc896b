"""Claims in PostgreSQL: a server that is restarted, cut off, slow or newer, and a role that may do little."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from revi_docs.records import time_formats
from revi_docs.records.command_errors import CommandError, UnavailableError
from revi_docs.runtime.base.repository import StoryPaths, open_repository
from revi_docs.runtime.claims import postgres
from revi_docs.runtime.claims.postgres import ROLE, SCHEMA, PostgresClaims
from revi_docs.runtime.claims.protocol import ClaimChange, ClaimState
from revi_docs.runtime.claims.stores import URL_VARIABLE
from revi_docs.runtime.locks import lock_owner, phase_locks
from revi_docs.runtime.locks.phase_locks import acquire
from revi_docs.runtime.story_files.story_writer import NewStory, create_story
from tests.support.claim_stores import PostgresServer, new_database, open_with_store, postgres_server
from tests.support.lock_requests import ME, YOU

STORY = "REVI-016"
HOUR_MS = 3_600_000
PORT = 54_329 + os.getpid() % 1_000
"""Of a second server: another one in each process of a test run."""


@pytest.fixture
def url(monkeypatch: pytest.MonkeyPatch) -> str:
    url = new_database()
    monkeypatch.setenv(URL_VARIABLE, url)
    return url


def open_claims(url: str) -> PostgresClaims:
    return PostgresClaims(url, "project", lambda _: ())


@pytest.fixture
def shared_story(repository: Path, url: str) -> StoryPaths:
    assert url
    create_story(open_repository(str(repository)).story_paths(STORY), NewStory("A story"))
    return open_with_store(repository, "postgres").story_paths(STORY)


def test_projects_do_not_share_claims(url: str) -> None:
    assert open_claims(url).compare_and_swap("A", ClaimState(), ClaimChange(1, {"owner": "x"})) is not None
    assert PostgresClaims(url, "another", lambda _: ()).read("A") == ClaimState()


@pytest.mark.parametrize("hours", [-30, -1, 1, 30])
def test_the_clock_of_the_server_decides(shared_story: StoryPaths, hours: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine whose clock is wrong neither takes a live lock nor makes its own look old."""
    elsewhere = ME._replace(identity=ME.identity._replace(host="elsewhere"))
    acquire(shared_story, elsewhere)
    real_now = time_formats.now_ms
    for module in (phase_locks, lock_owner):
        monkeypatch.setattr(module, "now_ms", lambda: real_now() + hours * HOUR_MS)
    with pytest.raises(CommandError, match="is locked by me"):
        acquire(shared_story, YOU)


def test_a_claim_without_heartbeats_is_taken_over(shared_story: StoryPaths, url: str) -> None:
    acquire(shared_story, ME._replace(identity=ME.identity._replace(host="elsewhere")))
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("UPDATE revi.claims SET changed_at = changed_at - interval '2 hours'")
    lock = acquire(shared_story, YOU)
    assert (lock.owner.fence, lock.takeover_reason) == (2, "it stopped sending heartbeats")


def test_a_connection_that_is_cut_is_opened_again(url: str) -> None:
    claims = open_claims(url)
    state = claims.compare_and_swap("A", claims.read("A"), ClaimChange(1, {"owner": "x"}))
    with psycopg.connect(postgres_server().url(), autocommit=True) as connection:
        connection.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()")
    with pytest.raises(UnavailableError) as rejected:
        claims.read("A")
    assert rejected.value.code == "claims-unreachable"
    assert state is not None
    assert claims.read("A")._replace(unchanged_ms=0) == state


def test_a_statement_that_waits_too_long_grants_nothing(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres, "_TIMEOUT_SECONDS", 1)
    claims = open_claims(url)
    state = claims.compare_and_swap("A", claims.read("A"), ClaimChange(1, {"owner": "x"}))
    assert state is not None
    with psycopg.connect(url) as connection:
        connection.execute("SELECT * FROM revi.claims FOR UPDATE")
        with pytest.raises(UnavailableError, match="timeout"):
            claims.compare_and_swap("A", state, ClaimChange(2, {"owner": "y"}))
    assert claims.read("A").record == {"owner": "x"}


@pytest.fixture
def own_server() -> Iterator[PostgresServer]:
    server = PostgresServer(f"-c listen_addresses=127.0.0.1 -c port={PORT}")
    yield server
    server.remove()


def test_a_server_that_is_restarted(own_server: PostgresServer) -> None:
    url = own_server.url() + f"&port={PORT}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(SCHEMA.encode())
    claims = open_claims(url)
    state = claims.compare_and_swap("A", claims.read("A"), ClaimChange(1, {"owner": "x"}))
    own_server.stop()
    for _ in range(2):
        with pytest.raises(UnavailableError):
            claims.read("A")
    own_server.start()
    assert state is not None
    assert claims.read("A")._replace(unchanged_ms=0) == state
    # Without TLS, nothing is sent over a network unless the address says so.
    plain = f"postgresql://postgres@127.0.0.1:{PORT}/postgres"
    with pytest.raises(UnavailableError, match="SSL"):
        open_claims(plain).read("A")
    assert open_claims(f"{plain}?sslmode=disable").read("A").fence == 1


def test_the_role_of_the_agents_needs_little(url: str) -> None:
    name = url.partition("///")[2].partition("?")[0]
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("DROP ROLE IF EXISTS agents")
        connection.execute("CREATE ROLE agents LOGIN")
        connection.execute(ROLE.encode())
    agents_url = postgres_server().url(name, "agents")
    claims = open_claims(agents_url)
    claim = claims.compare_and_swap("A", claims.read("A"), ClaimChange(1, {"owner": "x"}))
    assert claim is not None
    assert claims.compare_and_swap("A", claim, ClaimChange(1)) is not None
    with psycopg.connect(agents_url, autocommit=True) as connection:
        for statement in ("DELETE FROM revi.claims", "DROP TABLE revi.claims", "CREATE TABLE revi.x ()"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(statement.encode())
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("DROP OWNED BY agents")
        connection.execute("DROP ROLE agents")


def test_a_database_without_tables_or_with_newer_ones(url: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("INSERT INTO revi.schema_version VALUES (2)")
    with pytest.raises(UnavailableError, match="have version 2, and this revi knows 1"):
        open_claims(url).read("A")
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("DROP SCHEMA revi CASCADE")
    with pytest.raises(UnavailableError) as rejected:
        open_claims(url).read("A")
    assert (rejected.value.code, "revi plumbing lock tables" in rejected.value.fix) == ("claims-unprepared", True)


def test_a_record_that_is_none_grants_nothing(repository: Path, url: str) -> None:
    opened = open_with_store(repository, "postgres")
    with psycopg.connect(url, autocommit=True) as connection:
        statement = "INSERT INTO revi.claims (project, story, version, fence, record) VALUES (%s, %s, 1, 1, %s)"
        connection.execute(statement, [opened.section("project")["name"], STORY, '{"owner": 5}'])
    with pytest.raises(UnavailableError) as rejected:
        opened.claims.read(STORY)
    assert rejected.value.code == "lock-unreadable"


def test_without_the_extra_the_fix_names_it(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(UnavailableError) as rejected:
        open_claims(url).read("A")
    assert (rejected.value.code, rejected.value.fix) == ("missing-extra", "run 'pip install \"revi-docs[postgres]\"'")


@pytest.mark.parametrize("url", ["postgresql://127.0.0.1:1/x", "postgresql:///x?host=/nowhere", "postgresql://x y/z"])
def test_an_address_without_a_server(url: str) -> None:
    with pytest.raises(UnavailableError) as rejected:
        open_claims(url).read("A")
    assert rejected.value.code == "claims-unreachable"
