"""Failures are written down and answered; too many open the circuit, and a person closes it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.drift.small import write
from tests.runtime.worked import hold, repository, revi, ticket


@pytest.fixture
def root(tmp_path: Path) -> Path:
    made = repository(tmp_path / "worked")
    ticket(made)
    return made


def fail(root: Path, kind: str = "LOST", node: str = "fetch", *words: str) -> tuple[int, dict[str, Any]]:
    """What is answered to a failure: the exit code, and the document."""
    said = ("--type", kind, "--phase", "make", "--node", node, "--message", "it: is #gone\n")
    done = revi(root, "error", "record", "TKT-7", *said, "--format", "json", *words)
    return done.returncode, json.loads(done.stdout)


def resolve(root: Path, *words: str) -> tuple[int, dict[str, Any]]:
    said = ("--actor", "Ada", "--reason", "it is back")
    done = revi(root, "error", "resolve", "TKT-7", *said, "--format", "json", *words)
    return done.returncode, json.loads(done.stdout)


def log(root: Path) -> dict[str, Any]:
    text = (root / "tickets/TKT-7/_implementation/ERROR-LOG.yaml").read_text(encoding="utf-8")
    found = yaml.safe_load(text)
    assert isinstance(found, dict)
    return found


def lines(root: Path, file: str) -> list[dict[str, Any]]:
    path = root / "tickets/TKT-7" / file
    return (
        [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []
    )


def test_a_step_is_tried_as_often_as_the_contract_says(root: Path) -> None:
    answers = [fail(root) for _ in range(3)]
    assert [(code, one["code"], one["retryAfterMs"], one["attempt"]) for code, one in answers] == [
        (0, "retry", 5000, 1),
        (0, "retry", 8000, 2),
        (0, "fallback", None, 3),
    ]
    assert answers[2][1]["recovery"] == "FALLBACK"
    found = log(root)
    assert [
        (one["type"], one["retryable"], one["retryCount"], one["maxRetries"]) for one in found["errors"]
    ] == [
        ("LOST", True, 0, 2),
        ("LOST", True, 1, 2),
        ("LOST", False, 2, 2),
    ]
    assert found["errors"][0]["message"] == "it: is #gone\n"
    assert (found["storyId"], found["phase"], found["circuitState"]) == ("TKT-7", "make", "CLOSED")
    assert found["requiresIntervention"] is False
    assert [(one["event"], one["recoverable"]) for one in lines(root, "_implementation/TRACE.jsonl")] == [
        ("error", True),
        ("error", True),
        ("error", False),
    ]


def test_each_step_has_tries_of_its_own(root: Path) -> None:
    answers = [fail(root, "LOST", node)[1] for node in ("fetch", "push", "fetch")]
    assert [one["attempt"] for one in answers] == [1, 1, 2]


def test_an_error_without_retry_fails_the_phase(root: Path) -> None:
    code, answer = fail(root, "WRONG")
    assert (code, answer["code"], answer["fix"]) == (1, "fail-phase", "end the phase and report the cause")


def test_too_many_failures_open_the_circuit_and_move_the_story(root: Path) -> None:
    answers = [
        fail(root, kind, node) for kind, node in (("LOST", "a"), ("LOST", "b"), ("WRONG", "c"), ("LOST", "d"))
    ]
    assert [(code, one["code"]) for code, one in answers] == [
        (0, "retry"), (0, "retry"), (1, "fail-phase"), (1, "circuit-open"),
    ]  # fmt: skip
    last = answers[3][1]
    assert (last["status"], last["moved"], last["retryAfterMs"]) == ("stuck", True, None)
    assert last["message"] == (
        "TKT-7: the circuit breaker is open and the story moved to stuck; stop retrying, a person must act"
    )
    opened, moved = lines(root, "LEDGER.jsonl")[2:]
    assert (opened["event"], opened["failures"], opened["phase"]) == ("circuit-opened", 4, "make")
    assert (moved["from"], moved["to"], moved["by"], moved["cause"]) == (
        "working",
        "stuck",
        "system",
        "circuit-open",
    )
    assert (log(root)["circuitState"], log(root)["requiresIntervention"]) == ("OPEN", True)
    events = [one for one in lines(root, "_implementation/TRACE.jsonl") if one["event"] == "circuit_opened"]
    assert [(one["failures"], one["windowMs"], one["moved"]) for one in events] == [(4, 300_000, True)]
    text = (root / "tickets/TKT-7/TKT-7.md").read_text(encoding="utf-8")
    assert "status: stuck\n" in text
    assert "| system | moved to stuck |" in text


def test_an_open_circuit_stays_open_and_opens_once(root: Path) -> None:
    for node in "abcde":
        fail(root, "LOST", node)
    assert [one["event"] for one in lines(root, "LEDGER.jsonl")] == [
        "created",
        "moved",
        "circuit-opened",
        "moved",
    ]
    assert fail(root, "LOST", "f")[1]["code"] == "circuit-open"
    assert len(log(root)["errors"]) == 6


def test_where_no_way_leads_the_status_stays(root: Path) -> None:
    path = root / "tickets/TKT-7/LEDGER.jsonl"
    step = {
        "timestamp": "2026-02-11T14:40:00.000+01:00",
        "storyId": "TKT-7",
        "event": "moved",
        "actor": "ada",
    }
    more = {**step, "from": "working", "to": "checking", "by": "begin", "cause": "finished"}
    path.write_text(path.read_text(encoding="utf-8") + json.dumps(more) + "\n", encoding="utf-8")
    answers = [fail(root, "LOST", node)[1] for node in "abcd"]
    assert (answers[3]["code"], answers[3]["status"], answers[3]["moved"]) == (
        "circuit-open",
        "checking",
        False,
    )
    assert [one["event"] for one in lines(root, "LEDGER.jsonl")][3:] == ["circuit-opened"]


def test_failures_that_lie_apart_open_nothing(root: Path) -> None:
    for node in "abc":
        fail(root, "LOST", node)
    path = root / "tickets/TKT-7/_implementation/ERROR-LOG.yaml"
    text = re.sub(r"timestamp: \S+", "timestamp: 2026-02-11T14:40:00.000+01:00", path.read_text("utf-8"))
    path.write_text(text, encoding="utf-8")
    assert fail(root, "LOST", "d")[1]["code"] == "retry"


def test_a_person_closes_it_and_tries_count_anew(root: Path) -> None:
    for _ in range(4):
        fail(root)
    code, answer = resolve(root)
    assert (code, answer["code"], answer["status"]) == (0, "circuit-closed", "stuck")
    closed = lines(root, "LEDGER.jsonl")[-1]
    assert (closed["event"], closed["actor"], closed["reason"]) == ("circuit-closed", "Ada", "it is back")
    found = log(root)
    assert (found["circuitState"], found["requiresIntervention"]) == ("CLOSED", False)
    assert found["resolutionNotes"] == "Ada: it is back"
    code, answer = fail(root)
    assert (code, answer["code"], answer["attempt"], answer["retryAfterMs"]) == (0, "retry", 1, 5000)
    assert log(root)["resolutionNotes"] == "Ada: it is back"


def test_what_is_not_open_is_not_closed(root: Path) -> None:
    fail(root)
    code, answer = resolve(root)
    assert (code, answer["code"], answer["message"]) == (
        1,
        "circuit-not-open",
        "the circuit breaker of TKT-7 is not open",
    )


def test_a_dry_run_writes_nothing(root: Path) -> None:
    for node in "abc":
        fail(root, "LOST", node)
    before = {path: path.read_bytes() for path in (root / "tickets").rglob("*") if path.is_file()}
    assert fail(root, "LOST", "d", "--dry-run")[1]["code"] == "circuit-open"
    assert {path: path.read_bytes() for path in (root / "tickets").rglob("*") if path.is_file()} == before
    fail(root, "LOST", "d")
    before = {path: path.read_bytes() for path in (root / "tickets").rglob("*") if path.is_file()}
    assert resolve(root, "--dry-run")[1]["code"] == "circuit-closed"
    assert {path: path.read_bytes() for path in (root / "tickets").rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (("--type", "GONE"), 1, "not-in-contract: there is no error 'GONE'"),
        (("--phase", "sleep"), 1, "not-in-contract: there is no phase 'sleep'"),
    ],
)
def test_names_that_the_contract_does_not_have(
    root: Path, words: tuple[str, str], code: int, message: str
) -> None:
    said = {"--type": "LOST", "--phase": "make", "--node": "n", "--message": "m", words[0]: words[1]}
    done = revi(root, "error", "record", "TKT-7", *(word for pair in said.items() for word in pair))
    assert (done.returncode, done.stderr.splitlines()[0]) == (code, message)
    assert lines(root, "_implementation/TRACE.jsonl") == []


def test_a_story_that_another_holds(root: Path) -> None:
    hold(root, heartbeatAt="2999-01-01T00:00:00.000+01:00")
    code, answer = fail(root)
    assert (code, answer["code"]) == (1, "lock-held")
    assert answer["message"] == "TKT-7 is locked by session-1 for make (fence 1)"
    assert fail(root, "LOST", "a", "--owner", "session-1")[1]["code"] == "retry"


def test_a_log_that_nobody_can_read_counts_as_no_empty_one(root: Path) -> None:
    path = write(root, "tickets/TKT-7/_implementation/ERROR-LOG.yaml", "errors: [&a b\n")
    code, answer = fail(root)
    assert (code, answer["code"]) == (3, "error-log-invalid")
    assert path.read_text(encoding="utf-8") == "errors: [&a b\n"


def test_a_story_that_has_not_begun(root: Path) -> None:
    write(root, "tickets/TKT-8/TKT-8.md", "# TKT-8\n")
    done = revi(
        root, "error", "record", "TKT-8", "--type", "LOST", "--phase", "make", "--node", "n", "--message", "m"
    )
    assert (done.returncode, done.stderr.splitlines()[0]) == (1, "no-ledger: TKT-8 has no ledger")
