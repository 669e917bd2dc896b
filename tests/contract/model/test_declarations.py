"""How keys of the contract are declared."""

from __future__ import annotations

from dataclasses import dataclass, fields
from types import MappingProxyType

import pytest

from revi_docs.contract.model.declarations import Duration, contract_field, is_required, keys_of, member_constraints


@dataclass(frozen=True)
class Sample:
    source: str = contract_field("Where from.", yaml_key="from")
    names: MappingProxyType[str, str] = contract_field("Names.", {}, key_pattern="[a-z]+")
    id: str = ""


def test_keys_are_the_declared_fields() -> None:
    keys = keys_of(Sample)
    assert list(keys) == ["from", "names"]
    assert keys["from"][1] is str
    assert [is_required(model_field) for model_field in fields(Sample)] == [True, False, False]


def test_a_default_mapping_cannot_be_changed() -> None:
    assert type(Sample("a").names) is MappingProxyType


def test_the_pattern_of_keys_is_that_of_each_member() -> None:
    assert member_constraints({"key_pattern": "x"}) == {"key_pattern": "x", "pattern": "x"}
    assert member_constraints({"minimum": 1}) == {"minimum": 1}


@pytest.mark.parametrize(("text", "milliseconds"), [("300ms", 300), ("5s", 5_000), ("10m", 600_000), ("1h", 3_600_000)])
def test_a_duration(text: str, milliseconds: int) -> None:
    assert Duration.parse(text) == milliseconds
    assert str(Duration(milliseconds)) == text


@pytest.mark.parametrize("text", ["", "5", "5 s", "-5s", "5x"])
def test_no_duration(text: str) -> None:
    assert Duration.parse(text) is None
