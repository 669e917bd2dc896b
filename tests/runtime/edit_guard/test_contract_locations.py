"""Where the contract has a value of an output."""

from __future__ import annotations

from pathlib import Path

from tests.runtime.edit_guard.guarded_edits import SYNC
from tests.support.runtime_repository import edit, line


def test_a_file_without_an_item(root: Path) -> None:
    where = f"revi.yml:{line(root, 'generated/contract.json:')} (outputs.generated/contract.json)"
    expected = f"generated/contract.json is generated from {where} with the template contract.json.j2: {SYNC}"
    assert edit(root, "generated/contract.json", '"revi": 1', '"revi": 2') == expected
