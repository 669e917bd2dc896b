"""The generated Python package passes mypy and pyright and contains the data of `contract.json`."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

from revi_docs.decide.contract_json import load_contract
from revi_docs.outputs.code_filters import pascal
from tests.typescript.package import run
from tests.vectors.answers import answer, questions
from tests.vectors.reference import Reference
from tests.vectors.sample_records import events, valid_records
from tests.vectors.vector_rows import vectors

PACKAGE = "generated/python/revi_contract"


@pytest.fixture
def package(root: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The generated package."""
    monkeypatch.syspath_prepend(root / "generated/python")
    return import_module("revi_contract")


def test_mypy_finds_nothing(root: Path, tmp_path: Path) -> None:
    options = ("--strict", "--config-file=", f"--cache-dir={tmp_path}")
    result = run(sys.executable, "-m", "mypy", *options, PACKAGE, cwd=root)
    assert result.stdout.startswith("Success: no issues found"), result.stdout


def test_pyright_finds_nothing(root: Path, node: Path) -> None:
    result = run(node / "pyright", cwd=root)
    assert result.stdout.startswith("0 errors, 0 warnings"), result.stdout


def test_data_equals_contract_json(root: Path, package: Any) -> None:
    expected = load_contract(str(root / "generated/contract.json"))
    assert _plain(package.CONTRACT) == _plain(expected)


def _plain(value: Any) -> Any:
    """All mappings as dicts, all named tuples as tuples."""
    if isinstance(value, (dict, MappingProxyType)):
        return {name: _plain(part) for name, part in value.items()}
    return tuple(map(_plain, value)) if isinstance(value, tuple) else value


def test_decide_agrees_with_the_reference(root: Path, package: Any) -> None:
    data = json.loads((root / "generated/contract.json").read_bytes())
    ask = questions(lambda name: import_module(f"revi_contract.decide.{name}"), package.CONTRACT, data)
    for question, rows in vectors((root / "revi.yml").read_text("utf-8")).items():
        assert [args for args, expected in rows if answer(ask[question], args) != expected] == []


def test_records_and_events_survive_a_round_trip(root: Path, package: Any) -> None:
    records = import_module("revi_contract.records")
    wire = import_module("revi_contract.decide.wire")
    reference = Reference((root / "revi.yml").read_text("utf-8"))
    count = 0
    for rows, record_class in _records_by_class(reference, records):
        for record in rows:
            instance = wire.from_wire(records.WIRE_SCHEMA, record_class, record)
            assert wire.to_wire(records.WIRE_SCHEMA, instance) == record
            count += 1
    assert count > 500


def _records_by_class(reference: Reference, records: Any) -> Iterator[tuple[list[Any], type]]:
    """Valid records and events, and the class of each."""
    classes = {record_class.__name__: record_class for record_class in records.WIRE_SCHEMA}
    for record, data in reference.section("records").items():
        yield list(valid_records(reference, data["fields"])), classes[pascal(record)]
    for event, is_valid in events(reference):
        if is_valid:
            yield [event], classes[pascal(f"{event['event']}_event")]


def test_data_is_immutable(package: Any) -> None:
    with pytest.raises(TypeError):
        package.CONTRACT.statuses["new"] = None
    with pytest.raises(AttributeError):
        package.CONTRACT.circuit.failures = 1


def test_imports_only_the_standard_library(root: Path) -> None:
    code = "import revi_contract, sys; print(sorted({n.partition('.')[0] for n in sys.modules}))"
    result = run(sys.executable, "-S", "-c", code, cwd=root / "generated/python")
    loaded = set(json.loads(result.stdout.replace("'", '"')))
    assert loaded - sys.stdlib_module_names - {"__main__"} == {"revi_contract"}


def test_decide_is_copied_unchanged(root: Path) -> None:
    sources = {path.name: path.read_text("utf-8") for path in (root / "revi_docs/decide").glob("*.py")}
    copies = {path.name: path.read_text("utf-8") for path in (root / PACKAGE / "decide").glob("*.py")}
    assert {name: text.split("\n", 2)[2] for name, text in copies.items()} == sources
