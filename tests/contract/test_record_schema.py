"""The JSON Schemas accept the same records and trace lines as the reference, and are valid themselves."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.vectors.reference import Reference
from tests.vectors.vector_rows import event_checks, record_checks


def schemas(root: Path) -> dict[str, Any]:
    """Return name → schema of what is read and written while agents work, without those of revi-docs itself."""
    paths = (root / "generated/schema").glob("*.schema.json")
    by_name = {path.name.removesuffix(".schema.json"): json.loads(path.read_text("utf-8")) for path in paths}
    return {name: schema for name, schema in by_name.items() if name not in ("revi", "findings")}


@pytest.fixture(scope="module")
def reference(root: Path) -> Reference:
    return Reference((root / "revi.yml").read_text("utf-8"))


def test_each_record_the_trace_and_front_matter_have_a_schema(root: Path, reference) -> None:
    assert set(schemas(root)) == {*reference.section("records"), "trace", "front-matter"}


def test_schemas_and_their_examples_are_valid(root: Path) -> None:
    for name, schema in schemas(root).items():
        Draft202012Validator.check_schema(schema)
        assert schema["$id"] == f"{name}.schema.json"
        examples = schema.get("examples", [])
        definitions = schema["$defs"].values() if name == "front-matter" else ()
        for validated, example in [
            *((schema, example) for example in examples),
            *((definition, example) for definition in definitions for example in definition["examples"]),
        ]:
            assert not list(Draft202012Validator({**validated, "$defs": schema.get("$defs", {})}).iter_errors(example))
            assert example
        assert examples or definitions


def test_records(root: Path, reference, record_property) -> None:
    validators = {name: Draft202012Validator(schema) for name, schema in schemas(root).items()}
    rows = list(record_checks(reference))
    validators["no such record"] = Draft202012Validator(False)
    assert [row for row, is_valid in rows if validators[row[0]].is_valid(row[1]) != is_valid] == []
    record_property("vectors", ("JSON Schema", len(rows)))


def test_lines_of_a_trace(root: Path, reference, record_property) -> None:
    validator = Draft202012Validator(schemas(root)["trace"])
    rows = list(event_checks(reference))
    assert [row for row, is_valid in rows if validator.is_valid(row[0]) != is_valid] == []
    record_property("vectors", ("JSON Schema", len(rows)))
