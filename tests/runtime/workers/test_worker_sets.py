"""The results of workers become one, whatever mix of files is there."""

from __future__ import annotations

import itertools
import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from revi_docs.decide.aggregate import aggregate_set
from revi_docs.decide.contract_json import load_contract
from revi_docs.runtime.base.repository import open_repository
from revi_docs.runtime.workers.worker_sets import WorkerSetRequest, collect_results
from tests.support.runtime_repository import revi
from tests.support.worker_files import FILES, WORKERS, collected, finished, result, verification


def ago(seconds: float) -> str:
    return (datetime.now(UTC) - timedelta(seconds=seconds)).isoformat(timespec="milliseconds")


def spawned(root: Path, seconds: float, *workers: str) -> None:
    """Record in the trace that the workers started some seconds ago."""
    path = root / "tickets/TKT-7/_implementation/TRACE.jsonl"
    with path.open("a", encoding="utf-8") as stream:
        for worker in workers:
            head = {"timestamp": ago(seconds), "storyId": "TKT-7", "event": "agent_spawn"}
            stream.write(json.dumps({**head, "agent": worker, "model": "sonnet"}) + "\n")


@pytest.mark.parametrize("late", [False, True], ids=["in time", "late"])
def test_every_mix_of_files(still: Path, late: bool) -> None:
    """All 216 combinations: each result follows from the statuses by the rules of the contract."""
    contract = load_contract(str(still / "generated/contract.json"))
    story = open_repository(str(still)).story("TKT-7")
    now = 2_000_000_000_000
    counts = {"broken": "ERROR", "missing": "TIMEOUT" if late else "PENDING"}
    counts["RUNNING"] = "TIMEOUT" if late else "RUNNING"
    outcomes = set()
    for mix in itertools.product(FILES, repeat=3):
        for worker, kind in zip(WORKERS, mix, strict=True):
            path = result(still, worker, FILES[kind])
            os.utime(path, (now / 1000, now / 1000))
            if kind == "missing":
                path.unlink()
        started = now - (300_000 if late else 299_999)
        actual = collect_results(story, WorkerSetRequest("readers", now, started), dry=True)
        statuses = [counts.get(kind, kind) for kind in mix]
        expected = aggregate_set(contract, "readers", statuses)
        assert expected is not None
        assert [item["status"] for item in actual.record["workers"]] == statuses
        assert (actual.result, actual.passed) == (expected.result, expected.result == "PASS")
        outcomes.add(actual.result)
    assert outcomes == ({"PASS", "FAIL", "ERROR", "TIMEOUT"} if late else {"PASS", "FAIL", "ERROR", "PENDING"})


def test_all_pass(root: Path) -> None:
    for worker in WORKERS:
        result(root, worker, FILES["PASS"])
    code, answer = collected(root)
    assert (code, answer["code"], answer["message"]) == (0, "pass", "readers of TKT-7: PASS")
    actual = verification(root)
    assert {key: actual[key] for key in ("storyId", "set", "result")} == {
        "storyId": "TKT-7", "set": "readers", "result": "PASS",
    }  # fmt: skip
    assert actual["workers"] == [{"worker": item, "status": "PASS", "durationMs": 12} for item in WORKERS]
    assert "warnings" not in actual
    assert finished(root) == [(item, "PASS") for item in WORKERS]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("message: |\n  all\n  good\n", "all\ngood\n", id="a literal block"),
        pytest.param("message: >-\n  all\n  good\n", "all good", id="a folded block"),
        pytest.param('message: "all\n  good"\n', "all good", id="quotes over two lines"),
        pytest.param("message: 1.2.3 is out\n", "1.2.3 is out", id="a version"),
        pytest.param("? message\n: all good\n", "all good", id="a key with a question mark"),
    ],
)
def test_a_result_in_any_valid_yaml_passes(root: Path, text: str, message: str) -> None:
    for worker in WORKERS:
        result(root, worker, FILES["PASS"])
    result(root, "two", f"worker: two\nstatus: PASS\n{text}")
    code, answer = collected(root)
    assert (code, answer["code"]) == (0, "pass")
    assert verification(root)["workers"][1] == {"worker": "two", "status": "PASS", "message": message}


def test_one_late_worker_is_tolerated_with_a_warning(root: Path) -> None:
    spawned(root, 301, *WORKERS)
    result(root, "one", FILES["PASS"])
    result(root, "two", FILES["PASS"])
    code, answer = collected(root)
    assert (code, answer["code"]) == (0, "pass")
    assert verification(root)["warnings"] == ["a worker that timed out was tolerated, and does not count"]
    assert finished(root) == [("one", "PASS"), ("two", "PASS"), ("three", "TIMEOUT")]


@pytest.mark.parametrize(("seconds", "status"), [(290, "PENDING"), (301, "TIMEOUT")])
def test_a_missing_worker_is_judged_by_its_time(root: Path, seconds: float, status: str) -> None:
    spawned(root, seconds, *WORKERS)
    code, answer = collected(root)
    assert (code, answer["code"]) == (1, status.lower())
    assert [item["status"] for item in answer["verification"]["workers"]] == [status] * 3
    assert finished(root) == ([] if status == "PENDING" else [(item, "TIMEOUT") for item in WORKERS])


def test_who_was_never_started_is_not_late(root: Path) -> None:
    assert collected(root)[1]["code"] == "pending"
    assert collected(root, "--since", ago(299))[1]["code"] == "pending"
    assert collected(root, "--since", ago(301))[1]["code"] == "timeout"
    process = revi(root, "workers", "collect", "TKT-7", "--set", "readers", "--since", "noon")
    assert (process.returncode, process.stderr.splitlines()[0]) == (1, "no-time: 'noon' is not a time")


def test_a_result_of_an_earlier_round_does_not_count(root: Path) -> None:
    for worker in WORKERS:
        os.utime(result(root, worker, FILES["FAIL"]), (1_700_000_000, 1_700_000_000))
    spawned(root, 10, *WORKERS)
    for worker in WORKERS[:2]:
        result(root, worker, FILES["PASS"])
    code, answer = collected(root)
    assert (code, answer["code"]) == (1, "pending")
    assert answer["verification"]["warnings"] == [
        "_implementation/workers/three.yaml is older than the start of its worker and was ignored"
    ]


def test_a_second_time_tells_the_trace_nothing_new_until_a_worker_starts_again(root: Path) -> None:
    for worker in WORKERS:
        result(root, worker, FILES["PASS"])
    collected(root)
    collected(root)
    assert len(finished(root)) == 3
    spawned(root, -1, "two")
    result(root, "two", FILES["FAIL"])
    os.utime(root / "tickets/TKT-7/_implementation/workers/two.yaml", (4e9, 4e9))
    assert collected(root)[1]["code"] == "fail"
    assert finished(root)[3:] == [("two", "FAIL")]


def test_what_qa_added_stays_while_the_results_are_the_same(root: Path) -> None:
    for worker in WORKERS:
        result(root, worker, FILES["PASS"])
    collected(root)
    path = root / "tickets/TKT-7/_implementation/VERIFICATION.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "qa_verify: PASS\n", encoding="utf-8")
    collected(root)
    assert verification(root)["qa_verify"] == "PASS"
    result(root, "one", FILES["FAIL"])
    collected(root)
    assert "qa_verify" not in verification(root)


def test_workers_begin_together(root: Path) -> None:
    process = revi(root, "workers", "start", "TKT-7", "--set", "readers", "--format", "json")
    assert process.returncode == 0
    trace = (root / "tickets/TKT-7/_implementation/TRACE.jsonl").read_text(encoding="utf-8")
    events = [json.loads(line) for line in trace.splitlines()]
    assert [(item["event"], item["agent"]) for item in events] == [("agent_spawn", item) for item in WORKERS]
    assert [item["model"] for item in events] == list(json.loads(process.stdout)["workers"].values())
    assert collected(root)[1]["code"] == "pending"
