"""Generated code refuses a `contract.json` of another contract."""

from __future__ import annotations

import pytest

from revi_docs.decide.errors import StaleContractError
from revi_docs.decide.hash_check import assert_contract_matches


def test_the_same_hash() -> None:
    assert_contract_matches("ab", {"_revi": {"contract_hash": "ab"}})


@pytest.mark.parametrize(
    ("contract", "actual"),
    [
        pytest.param({"_revi": {"contract_hash": "cd"}}, "cd", id="another hash"),
        pytest.param({"_revi": {}}, "no contract hash", id="no hash"),
        pytest.param({"_revi": "ab"}, "no contract hash", id="another form"),
        pytest.param({}, "no contract hash", id="nothing"),
    ],
)
def test_another_hash(contract: dict[str, object], actual: str) -> None:
    with pytest.raises(StaleContractError) as error:
        assert_contract_matches("ab", contract)
    assert str(error.value) == (
        f"this code was generated for contract ab, but contract.json has {actual}; "
        "run 'revi-docs sync' and deploy the regenerated code"
    )
