"""`revi plumbing can`: whether a story can move, without moving it."""

from __future__ import annotations

import json
from pathlib import Path

from tests.support.runtime_repository import revi


def test_a_move_that_is_not_allowed(ticket_copy: Path) -> None:
    before = {path: path.read_bytes() for path in (ticket_copy / "tickets").rglob("*") if path.is_file()}
    process = revi(ticket_copy, "plumbing", "can", "TKT-7", "closed", "--format", "json")
    assert (process.returncode, json.loads(process.stdout)["code"]) == (1, "illegal-transition")
    assert {path: path.read_bytes() for path in (ticket_copy / "tickets").rglob("*") if path.is_file()} == before


def test_a_move_that_is_allowed(ticket_copy: Path) -> None:
    words = ("--by", "system", "--event", "circuit-open")
    process = revi(ticket_copy, "plumbing", "can", "TKT-7", "gone", *words, "--format", "json")
    assert (process.returncode, json.loads(process.stdout)["code"]) == (1, "not-in-contract")
