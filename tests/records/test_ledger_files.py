"""Entry files: written durably, moved to one file when a story ends, and read after the lines of an older ledger."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from revi_docs.decide.compiled_contract import CompiledContract
from revi_docs.decide.contract_json import read_contract
from revi_docs.records.ledger_files import compact_entries, entry_folder, read_ledger, write_entry

HEAD = {"timestamp": "2026-02-11T14:00:00-07:00", "storyId": "REVI-016", "actor": "a"}
CREATED = {**HEAD, "event": "created", "status": "pending"}


@pytest.fixture(scope="module")
def contract(root: Path) -> CompiledContract:
    return read_contract(json.loads((root / "generated/contract.json").read_text()))


def add(root: Path, contract: CompiledContract, **fields: Any) -> str:
    ledger = read_ledger(str(root), "LEDGER.jsonl", contract)
    return write_entry(str(root), "LEDGER.jsonl", ledger.tips, {**HEAD, **fields})


def moves(root: Path, contract: CompiledContract, count: int) -> None:
    for number in range(count):
        add(root, contract, event="forced", command="elab-story", reason=str(number))


def names(root: Path) -> list[str]:
    return sorted(path.name for path in (root / "ledger").iterdir())


def test_a_torn_line_is_removed_and_nothing_else(tmp_path: Path, contract: CompiledContract) -> None:
    old = tmp_path / "LEDGER.jsonl"
    line = json.dumps(CREATED) + "\n"
    old.write_text(line + '{"timestamp": "2026')
    assert [issue.code for issue in read_ledger(str(tmp_path), "LEDGER.jsonl", contract).issues] == ["ledger-torn"]
    moves(tmp_path, contract, 1)
    ledger = read_ledger(str(tmp_path), "LEDGER.jsonl", contract)
    assert (old.read_text(), ledger.issues, [entry.event for entry in ledger.entries]) == (
        line, (), ["created", "forced"],
    )  # fmt: skip


def test_a_last_line_without_line_feed_is_an_entry(tmp_path: Path, contract: CompiledContract) -> None:
    (tmp_path / "LEDGER.jsonl").write_text(json.dumps(CREATED))
    moves(tmp_path, contract, 1)
    assert (tmp_path / "LEDGER.jsonl").read_text() == json.dumps(CREATED)
    assert len(read_ledger(str(tmp_path), "LEDGER.jsonl", contract).entries) == 2


def test_the_time_does_not_matter(tmp_path: Path, contract: CompiledContract) -> None:
    (tmp_path / "LEDGER.jsonl").write_text(json.dumps(CREATED) + "\n")
    add(tmp_path, contract, event="forced", command="elab-story", timestamp="2026-02-11T13:00:00-07:00")
    add(tmp_path, contract, event="forced", command="elab-story", timestamp="2027-02-11T13:00:00-07:00")
    ledger = read_ledger(str(tmp_path), "LEDGER.jsonl", contract)
    assert [entry.seq for entry in ledger.entries] == [1, 2, 3]
    assert (ledger.issues, len(ledger.tips)) == ((), 1)


def test_a_failed_fsync_keeps_no_entry(tmp_path: Path, contract: CompiledContract) -> None:
    moves(tmp_path, contract, 1)
    before = names(tmp_path)
    with patch("os.fsync", side_effect=OSError(5, "Input/output error")), pytest.raises(OSError, match="Input"):
        moves(tmp_path, contract, 1)
    assert names(tmp_path) == before


@pytest.mark.parametrize(("count", "files"), [(3, 3), (4, 1), (9, 1)])
def test_entries_move_to_one_file(tmp_path: Path, contract: CompiledContract, count: int, files: int) -> None:
    moves(tmp_path, contract, count)
    before = read_ledger(str(tmp_path), "LEDGER.jsonl", contract)
    compact_entries(str(tmp_path), "LEDGER.jsonl", before)
    after = read_ledger(str(tmp_path), "LEDGER.jsonl", contract)
    assert len(names(tmp_path)) == files
    assert [entry.digest for entry in after.entries] == [entry.digest for entry in before.entries]
    compact_entries(str(tmp_path), "LEDGER.jsonl", after)
    assert len(names(tmp_path)) == files


def test_an_interrupted_compaction_loses_and_repeats_nothing(tmp_path: Path, contract: CompiledContract) -> None:
    moves(tmp_path, contract, 5)
    before = read_ledger(str(tmp_path), "LEDGER.jsonl", contract)
    with (
        patch("revi_docs.files.atomic_write.remove_file", side_effect=OSError(28, "No space")),
        pytest.raises(OSError, match="No space"),
    ):
        compact_entries(str(tmp_path), "LEDGER.jsonl", before)
    after = read_ledger(str(tmp_path), "LEDGER.jsonl", contract)
    assert [entry.digest for entry in after.entries] == [entry.digest for entry in before.entries]


def test_former_names_are_read_as_the_names_of_today(tmp_path: Path, contract: CompiledContract) -> None:
    entry = {**HEAD, "event": "adopted", "status": "done", "evidence": ["a"]}
    (tmp_path / "LEDGER.jsonl").write_text(json.dumps(entry) + "\n")
    assert read_ledger(str(tmp_path), "LEDGER.jsonl", contract).status == "completed"


@pytest.mark.parametrize(
    ("path", "folder"),
    [("a/L.jsonl", "a/ledger"), ("log.jsonl", "ledger"), ("ledger", "ledger-entries"), ("LEDGER", "ledger-entries")],
)
def test_the_folder_of_the_entries(path: str, folder: str) -> None:
    assert entry_folder(path) == folder
