"""Too many failures open the circuit, and a person closes it."""

from __future__ import annotations

import json
import re
from pathlib import Path

from tests.support import ledgers
from tests.support.error_calls import fail, lines, log, resolve


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
    assert "status: " not in text


def test_an_open_circuit_stays_open_and_opens_once(root: Path) -> None:
    for node in "abcde":
        fail(root, "LOST", node)
    events = [item["event"] for item in ledgers.entries(root / "tickets/TKT-7")]
    assert events == ["created", "moved", "circuit-opened", "moved"]
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
