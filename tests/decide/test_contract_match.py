"""Generated code refuses a `contract.json` of another contract."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from revi_docs.decide.contract_json import read_contract
from revi_docs.decide.contract_match import assert_contract_matches
from revi_docs.decide.errors import StaleContractError
from tests.support.runtime_repository import repository


@pytest.fixture
def data(tmp_path: Path) -> Any:
    """The parsed `contract.json` of a small contract."""
    return json.loads((repository(tmp_path) / "generated/contract.json").read_bytes())


def test_the_same_contract_with_other_texts(data: Any) -> None:
    contract = read_contract(data)
    data["statuses"]["open"]["description"] = "Reworded."
    data["project"]["name"] = "Renamed"
    assert_contract_matches(contract, data)


def test_other_values(data: Any) -> None:
    contract = read_contract(data)
    data["statuses"]["open"]["terminal"] = True
    data["agents"]["one"]["model"] = "haiku"
    with pytest.raises(StaleContractError) as error:
        assert_contract_matches(contract, data)
    assert str(error.value) == (
        "this code was generated from another contract than contract.json, with differences in statuses, agents; "
        "run 'revi-docs sync' and deploy the regenerated code"
    )


def test_what_is_not_a_contract(data: Any) -> None:
    with pytest.raises(StaleContractError) as error:
        assert_contract_matches(read_contract(data), {"_revi": {}})
    expected = "this code cannot read contract.json; run 'revi-docs sync' and deploy the regenerated code"
    assert str(error.value) == expected
