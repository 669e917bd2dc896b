"""The reference of the contract: every section has an example, and all examples are one valid contract."""

from __future__ import annotations

from pathlib import Path

import yaml

from revi_docs.contract.contract_reference import EXAMPLE, contract_reference
from revi_docs.contract.loader import load
from revi_docs.contract.model import Contract
from revi_docs.contract.model.declarations import keys_of
from revi_docs.contract.rules.lint import lint

WITHOUT_EXAMPLE = {"extends", "required_version"}
"""They name another contract and a version, which an example cannot have."""


def test_the_example_is_a_valid_contract_with_every_section(tmp_path: Path) -> None:
    (tmp_path / "revi.yml").write_text(EXAMPLE.read_text("utf-8"), encoding="utf-8")
    assert list(lint(load(tmp_path))) == []
    assert set(keys_of(Contract)) - set(yaml.safe_load(EXAMPLE.read_text("utf-8"))) == WITHOUT_EXAMPLE


def test_each_section_shows_its_part_of_the_example() -> None:
    examples = [yaml.safe_load(mapping.example) for mapping in contract_reference() if mapping.example]
    assert {name: part for example in examples for name, part in example.items()} == yaml.safe_load(
        EXAMPLE.read_text("utf-8")
    )
    assert [list(example) for example in examples if len(example) > 1] == [list(examples[0])]


def test_every_section_with_keys_of_its_own_has_an_example() -> None:
    sections = {mapping.path.partition(".")[0].removesuffix("[]"): mapping for mapping in contract_reference()[::-1]}
    assert [name for name, mapping in sections.items() if not mapping.example] == []
