"""Failures are written down and answered; too many open the circuit, and a person closes it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.runtime.runtime_repository import hold, repository, revi, ticket
from tests.support import ledgers
from tests.support.sample_repo import write


@pytest.fixture
def root(tmp_path: Path) -> Path:
    repository_root = repository(tmp_path / "worked")
    ticket(repository_root)
    return repository_root


def fail(root: Path, kind: str = "LOST", node: str = "fetch", *words: str) -> tuple[int, dict[str, Any]]:
    """The answer to a failure: the exit code and the document."""
    response = ("--type", kind, "--phase", "make", "--node", node, "--message", "it: is #gone\n")
    process = revi(root, "error", "record", "TKT-7", *response, "--format", "json", *words)
    return process.returncode, json.loads(process.stdout)


def resolve(root: Path, *words: str) -> tuple[int, dict[str, Any]]:
    response = ("--actor", "Ada", "--reason", "it is back")
    process = revi(root, "error", "resolve", "TKT-7", *response, "--format", "json", *words)
    return process.returncode, json.loads(process.stdout)


def log(root: Path) -> dict[str, Any]:
    text = (root / "tickets/TKT-7/_implementation/ERROR-LOG.yaml").read_text(encoding="utf-8")
    actual = yaml.safe_load(text)
    assert isinstance(actual, dict)
    return actual


def lines(root: Path, file: str) -> list[dict[str, Any]]:
    path = root / "tickets/TKT-7" / file
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []


def test_a_step_is_retried_as_often_as_the_contract_says(root: Path) -> None:
    answers = [fail(root) for _ in range(3)]
    assert [(code, item["code"], item["retryAfterMs"], item["attempt"]) for code, item in answers] == [
        (0, "retry", 5000, 1),
        (0, "retry", 8000, 2),
        (0, "fallback", None, 3),
    ]
    assert answers[2][1]["recovery"] == "FALLBACK"
    actual = log(root)
    assert [(item["type"], item["retryable"], item["retryCount"], item["maxRetries"]) for item in actual["errors"]] == [
        ("LOST", True, 0, 2),
        ("LOST", True, 1, 2),
        ("LOST", False, 2, 2),
    ]
    assert actual["errors"][0]["message"] == "it: is #gone\n"
    assert (actual["storyId"], actual["phase"], actual["circuitState"]) == ("TKT-7", "make", "CLOSED")
    assert actual["requiresIntervention"] is False
    assert [(item["event"], item["recoverable"]) for item in lines(root, "_implementation/TRACE.jsonl")] == [
        ("error", True),
        ("error", True),
        ("error", False),
    ]


def test_each_step_has_tries_of_its_own(root: Path) -> None:
    answers = [fail(root, "LOST", node)[1] for node in ("fetch", "push", "fetch")]
    assert [item["attempt"] for item in answers] == [1, 1, 2]


def test_an_error_without_retry_fails_the_phase(root: Path) -> None:
    code, answer = fail(root, "WRONG")
    assert (code, answer["code"], answer["fix"]) == (1, "fail-phase", "end the phase and report the cause")


def test_too_many_failures_open_the_circuit_and_move_the_story(root: Path) -> None:
    answers = [fail(root, kind, node) for kind, node in (("LOST", "a"), ("LOST", "b"), ("WRONG", "c"), ("LOST", "d"))]
    assert [(code, item["code"]) for code, item in answers] == [
        (0, "retry"), (0, "retry"), (1, "fail-phase"), (1, "circuit-open"),
    ]  # fmt: skip
    last = answers[3][1]
    assert (last["status"], last["moved"], last["retryAfterMs"]) == ("stuck", True, None)
    assert last["message"] == (
        "TKT-7: the circuit breaker is open and the story moved to stuck; stop retrying, a person must act"
    )
    opened, move_result = ledgers.entries(root / "tickets/TKT-7")[2:]
    assert (opened["event"], opened["failures"], opened["phase"]) == ("circuit-opened", 4, "make")
    assert (move_result["from"], move_result["to"], move_result["by"], move_result["cause"]) == (
        "working",
        "stuck",
        "system",
        "circuit-open",
    )
    assert (log(root)["circuitState"], log(root)["requiresIntervention"]) == ("OPEN", True)
    events = [item for item in lines(root, "_implementation/TRACE.jsonl") if item["event"] == "circuit_opened"]
    assert [(item["failures"], item["windowMs"], item["moved"]) for item in events] == [(4, 300_000, True)]
    text = (root / "tickets/TKT-7/TKT-7.md").read_text(encoding="utf-8")
    assert "status: stuck\n" in text
    assert "| system | moved to stuck |" in text


def test_an_open_circuit_stays_open_and_opens_once(root: Path) -> None:
    for node in "abcde":
        fail(root, "LOST", node)
    assert [item["event"] for item in ledgers.entries(root / "tickets/TKT-7")] == [
        "created",
        "moved",
        "circuit-opened",
        "moved",
    ]
    assert fail(root, "LOST", "f")[1]["code"] == "circuit-open"
    assert len(log(root)["errors"]) == 6


def test_where_no_way_leads_the_status_stays(root: Path) -> None:
    path = root / "tickets/TKT-7/LEDGER.jsonl"
    step = {"timestamp": "2026-02-11T14:40:00.000+01:00", "storyId": "TKT-7", "event": "moved", "actor": "ada"}
    more = {**step, "from": "working", "to": "checking", "by": "begin", "cause": "finished"}
    path.write_text(path.read_text(encoding="utf-8") + json.dumps(more) + "\n", encoding="utf-8")
    answers = [fail(root, "LOST", node)[1] for node in "abcd"]
    assert (answers[3]["code"], answers[3]["status"], answers[3]["moved"]) == ("circuit-open", "checking", False)
    assert [item["event"] for item in ledgers.entries(root / "tickets/TKT-7")][3:] == ["circuit-opened"]


def test_failures_that_lie_apart_open_nothing(root: Path) -> None:
    for node in "abc":
        fail(root, "LOST", node)
    path = root / "tickets/TKT-7/_implementation/ERROR-LOG.yaml"
    text = re.sub(r"timestamp: \S+", "timestamp: 2026-02-11T14:40:00.000+01:00", path.read_text("utf-8"))
    path.write_text(text, encoding="utf-8")
    assert fail(root, "LOST", "d")[1]["code"] == "retry"


def test_a_person_closes_the_circuit_and_attempts_count_from_zero(root: Path) -> None:
    for _ in range(4):
        fail(root)
    code, answer = resolve(root)
    assert (code, answer["code"], answer["status"]) == (0, "circuit-closed", "stuck")
    closed = ledgers.entries(root / "tickets/TKT-7")[-1]
    assert (closed["event"], closed["actor"], closed["reason"]) == ("circuit-closed", "Ada", "it is back")
    actual = log(root)
    assert (actual["circuitState"], actual["requiresIntervention"]) == ("CLOSED", False)
    assert actual["resolutionNotes"] == "Ada: it is back"
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
def test_names_that_the_contract_does_not_have(root: Path, words: tuple[str, str], code: int, message: str) -> None:
    response = {"--type": "LOST", "--phase": "make", "--node": "n", "--message": "m", words[0]: words[1]}
    process = revi(root, "error", "record", "TKT-7", *(word for pair in response.items() for word in pair))
    assert (process.returncode, process.stderr.splitlines()[0]) == (code, message)
    assert lines(root, "_implementation/TRACE.jsonl") == []


def test_a_story_locked_by_another_owner(root: Path) -> None:
    hold(root, heartbeatAt="2999-01-01T00:00:00.000+01:00")
    code, answer = fail(root)
    assert (code, answer["code"]) == (1, "lock-held")
    assert answer["message"] == "TKT-7 is locked by session-1 for make (fencing token 1)"
    assert fail(root, "LOST", "a", "--owner", "session-1")[1]["code"] == "retry"


def test_an_invalid_error_log_is_not_an_empty_one(root: Path) -> None:
    path = write(root, "tickets/TKT-7/_implementation/ERROR-LOG.yaml", "errors: [&a b\n")
    code, answer = fail(root)
    assert (code, answer["code"]) == (3, "error-log-invalid")
    assert path.read_text(encoding="utf-8") == "errors: [&a b\n"


def test_a_story_without_ledger(root: Path) -> None:
    write(root, "tickets/TKT-8/TKT-8.md", "# TKT-8\n")
    process = revi(
        root, "error", "record", "TKT-8", "--type", "LOST", "--phase", "make", "--node", "n", "--message", "m"
    )
    assert (process.returncode, process.stderr.splitlines()[0]) == (1, "no-ledger: TKT-8 has no ledger")
