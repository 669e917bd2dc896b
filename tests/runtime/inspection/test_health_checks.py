"""`revi doctor`: each fault is reported, and a repository without faults is clean."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from revi_docs.report.formats import FORMATS
from tests.support.runtime_repository import hold, repository, revi, ticket
from tests.support.sample_repo import edit as change
from tests.support.sample_repo import write

SETTINGS = ".claude/settings.json"
EVENTS = ("PreToolUse", "SessionEnd", "SubagentStop", "UserPromptExpansion")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository without problems."""
    repository_root = repository(tmp_path / "worked")
    ticket(repository_root)
    hooks = {event: [{"hooks": [{"type": "command", "command": f"revi hook {event}"}]}] for event in EVENTS}
    write(repository_root, SETTINGS, json.dumps({"hooks": hooks}))
    write(repository_root, ".revi/paths", "generated/contract.json\nmade/agents/one.md\nmade/hooks.json\n")
    return repository_root


def reported(root: Path) -> list[tuple[str, str, str]]:
    """Code, place and message of each problem."""
    process = revi(root, "doctor", "--format", "json")
    problems = json.loads(process.stdout)["problems"]
    assert all(problem["fix"] for problem in problems)
    assert bool(process.returncode) == bool(problems)
    return [(problem["code"], place_of(problem), problem["message"]) for problem in problems]


def place_of(problem: dict[str, Any]) -> str:
    """`file` or `file:line`."""
    place = problem["places"][0]
    return f"{place['file']}:{place['line']}" if place["line"] else str(place["file"])


def test_all_is_in_order(root: Path) -> None:
    assert reported(root) == []
    process = revi(root, "doctor")
    assert (process.returncode, process.stdout) == (0, "no problems found\n")


def test_generated_files(root: Path) -> None:
    change(root, "made/agents/one.md", "name: ", "nom: ")
    (root / "made/hooks.json").unlink()
    assert reported(root) == [
        ("changed-output", "made/agents/one.md", "was edited after it was generated"),
        ("missing-output", "made/hooks.json", "does not exist"),
    ]


def test_hooks(root: Path) -> None:
    settings = (root / SETTINGS).read_text(encoding="utf-8")
    write(root, SETTINGS, settings.replace("revi hook SessionEnd", "revi hook Session"))
    missing = ("hook-missing", SETTINGS, "does not call 'revi hook SessionEnd'")
    assert reported(root) == [missing]
    write(root, ".claude/settings.local.json", settings)
    assert reported(root) == []
    write(root, ".claude/settings.local.json", "{")
    assert reported(root) == [missing]
    write(root, ".claude/settings.local.json", '{"enabledPlugins": {"tkt@somewhere": true}}')
    assert reported(root) == []
    write(root, ".claude/settings.local.json", '{"enabledPlugins": {"tkt@somewhere": false}}')
    assert reported(root) == [missing]
    write(root, "nowhere/settings.json", settings)  # those of the user
    assert reported(root) == []


def test_ledgers(root: Path) -> None:
    change(root, "tickets/TKT-7/TKT-7.md", "status: working", "status: closed")
    file = "tickets/TKT-7/TKT-7.md"
    assert reported(root) == [("status-differs", file, "has status closed, but its ledger has working")]
    ledger = root / "tickets/TKT-7/LEDGER.jsonl"
    text = ledger.read_text(encoding="utf-8")
    ledger.write_text(text.replace('"to": "working"', '"to": "checking"') + '{"torn', encoding="utf-8")
    assert reported(root) == [
        ("ledger-torn", "tickets/TKT-7/LEDGER.jsonl:3", "incomplete line: its writer was stopped"),
        (
            "ledger-path",
            "tickets/TKT-7/LEDGER.jsonl:2",
            "no transition from 'open' to 'checking' by begin with started",
        ),
        ("status-differs", file, "has status closed, but its ledger has checking"),
    ]
    ledger.unlink()
    assert reported(root) == [("no-ledger", file, "has status closed and no ledger")]


def test_fix_removes_a_status_that_differs_from_the_ledger(root: Path) -> None:
    file = "tickets/TKT-7/TKT-7.md"
    change(root, file, "status: working", "status: closed")
    process = revi(root, "doctor", "--fix")
    assert (process.returncode, process.stdout, process.stderr) == (0, "no problems found\n", f"fixed {file}\n")
    assert "status: " not in (root / file).read_text(encoding="utf-8")
    assert reported(root) == []


def test_fix_reports_what_it_cannot_fix(root: Path) -> None:
    change(root, "made/agents/one.md", "name: ", "nom: ")
    process = revi(root, "doctor", "--fix")
    assert (process.returncode, process.stderr) == (1, "")
    assert process.stdout.startswith("made/agents/one.md: changed-output: ")


@pytest.mark.parametrize("output_format", FORMATS)
def test_every_format_of_findings(root: Path, output_format: str) -> None:
    change(root, "made/agents/one.md", "name: ", "nom: ")
    process = revi(root, "doctor", "--format", output_format)
    assert (process.returncode, process.stderr) == (1, "")
    assert "changed-output" in process.stdout


def test_locks(root: Path) -> None:
    gone = subprocess.Popen([sys.executable, "-c", "pass"])
    gone.wait()
    host = subprocess.run(["uname", "-n"], capture_output=True, text=True, check=True).stdout.strip()
    now = "2999-01-01T00:00:00.000+01:00"
    hold(root, heartbeatAt=now)
    assert reported(root) == []
    hold(root, heartbeatAt=now, host=host, pid=gone.pid)
    where = "tickets/TKT-7/_implementation/.phase-lock"
    assert reported(root) == [("stale-lock", where, "is the lock of session-1, and the process exited")]
    hold(root)
    assert reported(root) == [("stale-lock", where, "is the lock of session-1, and it stopped sending heartbeats")]
    syntax_error = "not valid YAML: while parsing a flow node did not find expected node content"
    write(root, where, "phase: [\n")
    assert reported(root) == [("lock-unreadable", where, f"{where} is not a lock record: line 1: {syntax_error}")]


def test_leftovers(root: Path) -> None:
    gone = subprocess.Popen([sys.executable, "-c", "pass"])
    gone.wait()
    write(root, f"tickets/TKT-7/_implementation/.X.yaml.{gone.pid}.revi-tmp", "x")
    write(root, "made/.y.1.revi-tmp", "x")  # its writer lives
    where = f"tickets/TKT-7/_implementation/.X.yaml.{gone.pid}.revi-tmp"
    assert reported(root) == [("stale-temp-file", where, "is a temporary file of a writer that was killed")]
    process = revi(root, "doctor")
    assert process.stdout.splitlines() == [
        f"{where}: stale-temp-file: is a temporary file of a writer that was killed",
        "  fix: run 'revi doctor --fix'",
        "",
        "1 problem",
    ]
    process = revi(root, "doctor", "--fix")
    assert (process.returncode, process.stderr) == (0, f"deleted {where}\n")
    assert not (root / where).exists()
    assert (root / "made/.y.1.revi-tmp").exists()


def test_an_invalid_contract(root: Path) -> None:
    change(root, "revi.yml", "revi: 1", "revi: 2")
    process = revi(root, "doctor")
    message = "revi.yml:1:7: wrong-value: revi.yml uses format 2; this version of revi-docs reads format 1"
    assert (process.returncode, process.stdout.splitlines()[0]) == (3, message)
