"""The JSON Schemas judge the same records and lines of a trace, and are sound themselves."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.vectors.reference import Reference
from tests.vectors.vector_rows import event_checks, record_checks


def schemas(root: Path) -> dict[str, Any]:
    """Name → schema of what is written and read while agents work; the others tell of revi-docs itself."""
    paths = (root / "generated/schema").glob("*.schema.json")
    found = {path.name.removesuffix(".schema.json"): json.loads(path.read_text("utf-8")) for path in paths}
    return {name: schema for name, schema in found.items() if name not in ("revi", "findings")}


@pytest.fixture(scope="module")
def reference(root: Path) -> Reference:
    return Reference((root / "revi.yml").read_text("utf-8"))


def test_there_is_one_for_each_record_for_the_trace_and_for_front_matter(root: Path, reference) -> None:
    assert set(schemas(root)) == {*reference.section("records"), "trace", "front-matter"}


def test_each_is_sound_and_its_examples_are(root: Path) -> None:
    for name, schema in schemas(root).items():
        Draft202012Validator.check_schema(schema)
        assert schema["$id"] == f"{name}.schema.json"
        examples = schema.get("examples", [])
        definitions = schema["$defs"].values() if name == "front-matter" else ()
        for judge, example in [
            *((schema, one) for one in examples),
            *((part, one) for part in definitions for one in part["examples"]),
        ]:
            assert not list(
                Draft202012Validator({**judge, "$defs": schema.get("$defs", {})}).iter_errors(example)
            )
            assert example
        assert examples or definitions


def test_records(root: Path, reference, record_property) -> None:
    judges = {name: Draft202012Validator(schema) for name, schema in schemas(root).items()}
    rows = list(record_checks(reference))
    judges["no such record"] = Draft202012Validator(False)
    assert [asked for asked, sound in rows if judges[asked[0]].is_valid(asked[1]) != sound] == []
    record_property("vectors", ("JSON Schema", len(rows)))


def test_lines_of_a_trace(root: Path, reference, record_property) -> None:
    judge = Draft202012Validator(schemas(root)["trace"])
    rows = list(event_checks(reference))
    assert [asked for asked, sound in rows if judge.is_valid(asked[0]) != sound] == []
    record_property("vectors", ("JSON Schema", len(rows)))
