"""The files of workers: any form of YAML, JSON, and files that cannot be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.sample_repo import write
from tests.support.worker_files import FILES, WORKERS, collected, result, verification


@pytest.mark.parametrize(
    ("text", "response"),
    [
        pytest.param(
            b"worker: [\n",
            "cannot be read: line 1: not valid YAML: while parsing a flow node did not find expected node content",
            id="no YAML",
        ),
        pytest.param(b"\xff\xfe", "is not valid UTF-8", id="no text"),
        pytest.param(b"", "worker: is missing; status: is missing", id="empty"),
        pytest.param(b"- one\n", "is not a record", id="a list"),
        pytest.param(b"worker: two\nstatus: PASS\n", "is the result of worker two", id="another's"),
        pytest.param(b"worker: one\nstatus: FINE\n", "status: is not of the type worker-status", id="no status"),
        pytest.param(b'{"worker": "one", "status": "PASS", "x": 1}', "x: is not a known field", id="a field more"),
    ],
)
def test_an_invalid_file_counts_as_an_error_with_a_warning(root: Path, text: bytes, response: str) -> None:
    write(root, "tickets/TKT-7/_implementation/workers/one.yaml", text)
    for worker in WORKERS[1:]:
        result(root, worker, FILES["PASS"])
    code, answer = collected(root)
    assert (code, answer["code"]) == (1, "error")
    assert answer["verification"]["workers"][0] == {"worker": "one", "status": "ERROR", "message": response}
    assert answer["verification"]["warnings"] == [f"_implementation/workers/one.yaml {response}"]


@pytest.mark.parametrize(
    "message",
    ["message: |\n  one\n  two\n", "message: >-\n  one two\n", "message: one\n  two\n", "message: 'it''s'\n"],
    ids=["literal block", "folded block", "continued line", "single quotes"],
)
def test_any_yaml_form_of_a_passed_review_passes(root: Path, message: str) -> None:
    for worker in WORKERS:
        result(root, worker, f"worker: {worker}\nstatus: PASS\n{message}findings: []\n")
    code, answer = collected(root)
    assert (code, answer["code"]) == (0, "pass"), answer


def test_json_and_an_older_name(root: Path) -> None:
    result(root, "one", '{"worker": "one", "status": "PASS", "findings": [{"a": 1}]}')
    result(root, "two", FILES["PASS"])
    result(root, "three", "worker: third\nstatus: PASS\n")
    code, answer = collected(root)
    assert (code, answer["code"]) == (0, "pass")
    assert verification(root)["workers"][0]["findings"] == [{"a": 1}]
    assert verification(root)["workers"][2]["worker"] == "three"
