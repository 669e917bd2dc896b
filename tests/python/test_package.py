"""The generated Python: types hold for mypy and pyright, and it says what `contract.json` says."""

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
from tests.vectors.make import vectors
from tests.vectors.records import lines, sound
from tests.vectors.reference import Reference

PACKAGE = "generated/python/revi_contract"


@pytest.fixture
def package(root: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The generated package."""
    monkeypatch.syspath_prepend(root / "generated/python")
    return import_module("revi_contract")


def test_mypy_finds_nothing(root: Path, tmp_path: Path) -> None:
    options = ("--strict", "--config-file=", f"--cache-dir={tmp_path}")
    done = run(sys.executable, "-m", "mypy", *options, PACKAGE, cwd=root)
    assert done.stdout.startswith("Success: no issues found"), done.stdout


@pytest.mark.xdist_group("node")
def test_pyright_finds_nothing(root: Path, node: Path) -> None:
    done = run(node / "pyright", cwd=root)
    assert done.stdout.startswith("0 errors, 0 warnings"), done.stdout


def test_it_is_what_contract_json_says(root: Path, package: Any) -> None:
    read = load_contract(str(root / "generated/contract.json"))
    assert _plain(package.CONTRACT) == _plain(read)


def _plain(value: Any) -> Any:
    """Mappings of any sort as dicts, tuples of any sort as tuples."""
    if isinstance(value, (dict, MappingProxyType)):
        return {name: _plain(part) for name, part in value.items()}
    return tuple(map(_plain, value)) if isinstance(value, tuple) else value


def test_its_decide_says_what_the_reference_says(root: Path, package: Any) -> None:
    ask = questions(lambda name: import_module(f"revi_contract.decide.{name}"), package.CONTRACT)
    for question, rows in vectors((root / "revi.yml").read_text("utf-8")).items():
        assert [asked for asked, wanted in rows if answer(ask[question], asked) != wanted] == []


def test_every_record_and_event_comes_back_as_it_was(root: Path, package: Any) -> None:
    records = import_module("revi_contract.records")
    wire = import_module("revi_contract.decide.wire")
    reference = Reference((root / "revi.yml").read_text("utf-8"))
    found = 0
    for name, kind in _classes(reference, records):
        for record in name:
            assert wire.to_wire(records.WIRES, wire.from_wire(records.WIRES, kind, record)) == record
            found += 1
    assert found > 500


def _classes(reference: Reference, records: Any) -> Iterator[tuple[list[Any], type]]:
    """Sound records and lines, and the class of each."""
    classes = {kind.__name__: kind for kind in records.WIRES}
    for record, says in reference.section("records").items():
        yield list(sound(reference, says["fields"])), classes[pascal(record)]
    for line, is_sound in lines(reference):
        if is_sound:
            yield [line], classes[pascal(f"{line['event']}_event")]


def test_nothing_of_it_can_be_changed(package: Any) -> None:
    with pytest.raises(TypeError):
        package.CONTRACT.statuses["new"] = None
    with pytest.raises(AttributeError):
        package.CONTRACT.circuit.failures = 1


def test_it_needs_the_standard_library_alone(root: Path) -> None:
    code = "import revi_contract, sys; print(sorted({n.partition('.')[0] for n in sys.modules}))"
    done = run(sys.executable, "-S", "-c", code, cwd=root / "generated/python")
    loaded = set(json.loads(done.stdout.replace("'", '"')))
    assert loaded - sys.stdlib_module_names - {"__main__"} == {"revi_contract"}


def test_its_decide_is_ours(root: Path) -> None:
    ours = {path.name: path.read_text("utf-8") for path in (root / "revi_docs/decide").glob("*.py")}
    theirs = {path.name: path.read_text("utf-8") for path in (root / PACKAGE / "decide").glob("*.py")}
    assert {name: text.split("\n", 2)[2] for name, text in theirs.items()} == ours
