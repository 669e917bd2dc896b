"""What `revi error` rejects, and its dry run."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.error_calls import fail, lines, resolve
from tests.support.runtime_repository import revi


@pytest.fixture
def root(ticket_copy: Path) -> Path:
    return ticket_copy


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
