"""The published schema of findings takes what we print, and nothing else."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest

from revi_docs.report.finding import SCHEMA_ID
from revi_docs.report.findings_schema import findings_schema
from revi_docs.report.formats import render_json
from tests.report.refresh import PROBLEMS


def printed() -> dict[str, Any]:
    document: dict[str, Any] = json.loads(render_json(PROBLEMS))
    return document


def test_it_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(findings_schema())


def test_it_takes_what_is_printed() -> None:
    jsonschema.Draft202012Validator(findings_schema()).validate(printed())
    assert printed()["$schema"] == findings_schema()["$id"] == SCHEMA_ID


def test_every_key_is_described_and_printed() -> None:
    schema = findings_schema()
    finding = printed()["problems"][0]
    for kind, example in (("Finding", finding), ("FindingPlace", finding["places"][0])):
        keys = schema["$defs"][kind]["properties"]
        assert list(keys) == list(example) == schema["$defs"][kind]["required"]
        assert all(key["description"].endswith(".") for key in keys.values())


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("severity", "note"),
        ("code", "Not-A-Code"),
        ("message", ""),
        ("fix", None),
        ("fingerprint", "short"),
        ("places", [{"file": "a", "line": 0, "column": None, "endColumn": None}]),
        ("cause", [{"file": "a", "line": 1, "column": 1}]),
        ("extra", 1),
    ],
)
def test_it_refuses_anything_else(key: str, value: object) -> None:
    document = printed()
    document["problems"][0][key] = value
    (_fault,) = jsonschema.Draft202012Validator(findings_schema()).iter_errors(document)
