"""The contract that decisions read, from `contract.json`."""

from __future__ import annotations

from pathlib import Path

import pytest

from revi_docs.decide.compiled_contract import RetryPolicy, StatusSpec, TransitionSpec
from revi_docs.decide.contract_json import load_contract
from tests.support.runtime_repository import repository


def test_what_is_read(tmp_path: Path) -> None:
    contract = load_contract(str(repository(tmp_path) / "generated/contract.json"))
    assert contract.story_id == "TKT-[0-9]+"
    assert contract.names["model"].aliases == {"small": "haiku"}
    assert contract.statuses["closed"] == StatusSpec("", False, True, False, True, ())
    assert TransitionSpec("open", "working", "begin", "started", None, (), False) in contract.transitions
    assert contract.errors["LOST"].retry == RetryPolicy(2, "exponential", 5000, 8000)
    assert contract.errors["WRONG"].retry is None
    assert contract.agents == {"one": "sonnet", "two": "haiku", "three": "sonnet"}
    assert contract.commands["begin"].starts == ("open",)


@pytest.mark.parametrize("content", ["", "[1]", '{"_revi": {}}'])
def test_what_is_no_contract(tmp_path: Path, content: str) -> None:
    (tmp_path / "contract.json").write_text(content)
    with pytest.raises((ValueError, LookupError, TypeError)):
        load_contract(str(tmp_path / "contract.json"))
