"""A hard link to a protected file is protected under any of its names."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from revi_docs.runtime.edit_guard.hard_links import linked_paths
from tests.support.runtime_repository import edit, use


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("made/agents/one.md", "made/agents/one.md is generated from "),
        ("tickets/TKT-7/LEDGER.jsonl", "tickets/TKT-7/LEDGER.jsonl is a log "),
        ("generated/contract.json", "generated/contract.json is generated from "),
    ],
)
def test_the_other_name_is_denied(root: Path, path: str, reason: str) -> None:
    os.link(root / path, root / "mine.txt")
    try:
        assert use(root, "Write", file_path=str(root / "mine.txt"), content="x\n").startswith(reason)
    finally:
        (root / "mine.txt").unlink()


def test_a_region_under_another_name(root: Path) -> None:
    os.link(root / "PAGE.md", root / "mine.txt")
    try:
        assert "starts a region that is generated from" in edit(root, "mine.txt", "Nobody has begun.", "Somebody has.")
        assert edit(root, "mine.txt", "My own words.", "Mine.") == ""
    finally:
        (root / "mine.txt").unlink()


def test_a_link_between_files_of_the_user(root: Path) -> None:
    os.link(root / "own.txt", root / "mine.txt")
    try:
        assert list(linked_paths(str(root), str(root / "own.txt"))) == [str(root / "mine.txt")]
        assert edit(root, "mine.txt", "one", "1") == ""
    finally:
        (root / "mine.txt").unlink()
