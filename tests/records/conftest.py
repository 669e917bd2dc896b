"""The contract whose traces are replayed."""

from __future__ import annotations

from pathlib import Path

import pytest

from revi_docs.decide.compiled_contract import CompiledContract
from revi_docs.decide.contract_json import load_contract


@pytest.fixture(scope="module")
def contract(root: Path) -> CompiledContract:
    return load_contract(str(root / "generated/contract.json"))
