"""Failures are written down and answered."""

from __future__ import annotations

from pathlib import Path

from tests.support.error_calls import fail, lines, log
from tests.support.runtime_repository import hold, revi
from tests.support.sample_repo import write


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


def test_a_story_locked_by_another_owner(root: Path) -> None:
    hold(root, heartbeatAt="2999-01-01T00:00:00.000+01:00")
    code, answer = fail(root)
    assert (code, answer["code"]) == (1, "lock-held")
    assert answer["message"] == "TKT-7 is locked by session-1 for make (fencing token 1)"
    assert fail(root, "LOST", "a", "--owner", "session-1")[1]["code"] == "retry"


def test_a_story_without_ledger(root: Path) -> None:
    write(root, "tickets/TKT-8/TKT-8.md", "# TKT-8\n")
    process = revi(
        root, "error", "record", "TKT-8", "--type", "LOST", "--phase", "make", "--node", "n", "--message", "m"
    )
    assert (process.returncode, process.stderr.splitlines()[0]) == (1, "no-ledger: TKT-8 has no ledger")
