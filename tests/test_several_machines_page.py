"""Every command of the page about several machines runs, and does what the page says."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
from pathlib import Path

import pytest

from revi_docs.runtime.claims.postgres import ROLE
from revi_docs.runtime.claims.stores import URL_VARIABLE
from tests.support.claim_stores import PostgresServer, add_remote, postgres_server
from tests.support.command_line import call_program

CONTRACT = """\
revi: 1
project: {name: Tickets, prefix: TKT, story_id: "TKT-[0-9]+", stories: "tickets/{id}"}
phases:
  make: {description: A ticket is worked on.}
statuses:
  open: {description: Work has not started., initial: true}
  working: {description: Work is in progress.}
  closed: {description: The work is done., terminal: true}
transitions:
  - {from: open, to: working, by: begin, event: started}
  - {from: working, to: closed, by: begin, event: finished}
commands:
  begin: {description: Works on a ticket., arguments: [TICKET_ID], phase: make}
locks: {file: .phase-lock, stale_after: 1h}
trace:
  file: TRACE.jsonl
  fields: {timestamp: datetime, storyId: story, event: string}
  events:
    phase_start: {description: A phase starts., fields: {phase: phase}}
    lock_taken:
      description: A lock is taken.
      fields: {phase: phase, owner: string, fence: integer, takenOver: boolean}
"""


@pytest.fixture
def tickets(root: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "tickets-project"
    folder.mkdir()
    (folder / "revi.yml").write_text(CONTRACT)
    subprocess.run(["git", "init", "-q", str(folder)], check=True)
    run(root, folder, "revi-docs sync")
    run(root, folder, "revi story new TKT-7 --title Seven")
    return folder


def section_of(root: Path, anchor: str) -> str:
    page = (root / "docs_src/several-machines.md").read_text("utf-8")
    return page.partition(f"{{ #{anchor} }}")[2].partition("\n## ")[0]


def blocks(section: str, language: str) -> list[str]:
    return re.findall(rf"(?ms)^```{language}\n(.*?)^```$", section)


def run(root: Path, folder: Path, command: str) -> str:
    """Run a line of the page: in this process if it is one command of ours, else in a shell."""
    program, *arguments = shlex.split(command)
    if program in ("revi", "revi-docs") and not {"|", "&&"} & set(arguments):
        result = call_program(program, folder, *arguments, env={"CLAUDE_CODE_SESSION_ID": "session-of-ada"})
        assert result.code == 0, result
        return result.stdout
    env = {**os.environ, "PATH": f"{root / '.venv/bin'}{os.pathsep}{os.environ['PATH']}"}
    completed = subprocess.run(command, shell=True, cwd=folder, env=env, capture_output=True, text=True, check=False)
    assert completed.returncode == 0, completed.stdout + completed.stderr
    return completed.stdout


def test_claims_in_a_git_remote(root: Path, tickets: Path) -> None:
    section = section_of(root, "git")
    add_remote(tickets)
    (claims,) = blocks(section, "yaml")
    with (tickets / "revi.yml").open("a") as contract:
        contract.write(claims)
    sync, acquire, listing, remote, release = blocks(section, "sh")[0].splitlines()
    run(root, tickets, sync)
    run(root, tickets, acquire)
    assert "session-of-ada" in run(root, tickets, listing)
    refs = run(root, tickets, remote)
    assert [line.split("\t")[1] for line in refs.splitlines()] == ["refs/revi/claims/TKT-7", "refs/revi/fence/1"]
    run(root, tickets, release)
    assert "session-of-ada" not in run(root, tickets, listing)


def test_claims_in_a_database(root: Path, tickets: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import psycopg

    section, server = section_of(root, "postgres"), postgres_server()
    assert isinstance(server, PostgresServer)
    with psycopg.connect(server.url(), autocommit=True) as connection:
        connection.execute("CREATE DATABASE machines")
    url = server.url("machines")
    (prepare,) = blocks(section, "sh")
    monkeypatch.setenv(URL_VARIABLE, url)
    run(root, tickets, prepare)
    (claims,) = blocks(section, "yaml")
    (tickets / "revi.yml").write_text(CONTRACT + claims)
    run(root, tickets, "revi-docs sync")
    run(root, tickets, "revi plumbing lock acquire TKT-7 --phase make --command begin")
    with psycopg.connect(url) as connection:
        assert connection.execute("SELECT story, fence FROM revi.claims").fetchall() == [("TKT-7", 1)]
    assert blocks(section, "sql") == [ROLE]


def test_traces_for_a_collector(root: Path, tickets: Path) -> None:
    (export,) = blocks(section_of(root, "traces"), "sh")
    run(root, tickets, "revi plumbing lock acquire TKT-7 --phase make --command begin")
    assert "spans written to run.jsonl" in run(root, tickets, export)
    (line,) = (tickets / "run.jsonl").read_text().splitlines()
    spans = json.loads(line)["resourceSpans"][0]["scopeSpans"][0]["spans"]
    assert [span["name"] for span in spans if "story" not in span["name"]] == ["lock make", "phase make"]


def test_psycopg_is_not_imported_without_need(root: Path, tickets: Path) -> None:
    modules = run(root, tickets, "python -X importtime -m revi_docs.cli.agent.main story list 2>&1")
    assert "psycopg" not in modules
