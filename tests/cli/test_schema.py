"""The JSON Schema for editors accepts and rejects the same contracts as the parser."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
import yaml

from revi_docs.cli.init import STARTER_FOLDER
from revi_docs.report.findings_schema import findings_schema
from tests.support.sample_repo import CONTRACT, run_docs


@pytest.fixture(scope="module")
def schema(tmp_path_factory: pytest.TempPathFactory) -> dict:
    result = run_docs(tmp_path_factory.mktemp("schema"), "schema")
    assert (result.returncode, result.stderr) == (0, "")
    error: dict = json.loads(result.stdout)
    jsonschema.Draft7Validator.check_schema(error)
    return error


def schema_errors(schema: dict, text: str) -> list[str]:
    validator = jsonschema.Draft7Validator(schema)
    return sorted(error.message for error in validator.iter_errors(yaml.safe_load(text)))


def test_valid_contracts(schema: dict, root: Path) -> None:
    for text in (
        (root / "revi.yml").read_text(encoding="utf-8"),
        (STARTER_FOLDER / "revi.yml").read_text(encoding="utf-8"),
        CONTRACT,
        "revi: 1\nstatuses: [idea, draft, review, live]\n",
        "revi: 1\nstatuses: {idea: , draft: {x-mine: 1}}\nx-mine: [1]\n",
    ):
        assert schema_errors(schema, text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("statuses: [a]", "'revi' is a required property"),
        ("revi: 2", "2 is not one of [1]"),
        ("revi: 1\nstatusses: [a]", "'statusses' does not match any of the regexes: '^x-'"),
        ("revi: 1\nlocks: {file: x, stale_after: 5}", "5 is not of type 'string'"),
        ("revi: 1\nlocks: {file: x, stale_after: 5 s}", "'5 s' does not match '^[0-9]+(ms|s|m|h|d)$'"),
        ("revi: 1\ncircuit: {failures: 0, window: 1s}", "0 is less than the minimum of 1"),
    ],
)
def test_invalid_contracts(schema: dict, text: str, expected: str) -> None:
    (error,) = schema_errors(schema, text)
    assert expected in error


def test_the_available_schemas(tmp_path: Path, schema: dict) -> None:
    assert json.loads(run_docs(tmp_path, "schema", "contract").stdout) == schema
    assert json.loads(run_docs(tmp_path, "schema", "findings").stdout) == findings_schema()
    assert run_docs(tmp_path, "schema", "nothing").returncode == 2


def test_the_committed_findings_schema(root: Path) -> None:
    committed = json.loads((root / "generated/schema/findings.schema.json").read_text(encoding="utf-8"))
    assert committed.pop("$comment").startswith("revi:")
    assert committed == findings_schema()
