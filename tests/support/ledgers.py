"""Read the entries of a ledger without the code under test: the older file first, then the entry files by name."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

CHAIN = ("seq", "id", "prev")


def ledger_files(folder: Path) -> list[Path]:
    """The files of a story's ledger in order."""
    old = folder / "LEDGER.jsonl"
    return [*([old] if old.exists() else []), *sorted((folder / "ledger").glob("*.json*"))]


def entries(folder: Path) -> list[dict[str, Any]]:
    """The entries in the order of the file names, without what chains them."""
    lines = [line for file in ledger_files(folder) for line in file.read_text("utf-8").splitlines()]
    return [{key: value for key, value in json.loads(line).items() if key not in CHAIN} for line in lines]


def ledger_bytes(folder: Path) -> list[bytes]:
    """The content of all files of a ledger."""
    return [file.read_bytes() for file in ledger_files(folder)]


def to_old_ledger(folder: Path) -> None:
    """Write the ledger as earlier versions did: all entries in one file, without what chains them."""
    lines = [json.dumps(entry) + "\n" for entry in entries(folder)]
    shutil.rmtree(folder / "ledger")
    (folder / "LEDGER.jsonl").write_text("".join(lines), "utf-8")
