"""The JSON Schema that editors read agrees with what is read."""

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
    answer = run_docs(tmp_path_factory.mktemp("schema"), "schema")
    assert (answer.returncode, answer.stderr) == (0, "")
    found: dict = json.loads(answer.stdout)
    jsonschema.Draft7Validator.check_schema(found)
    return found


def faults(schema: dict, text: str) -> list[str]:
    validator = jsonschema.Draft7Validator(schema)
    return sorted(error.message for error in validator.iter_errors(yaml.safe_load(text)))


def test_it_takes_the_contracts_there_are(schema: dict, root: Path) -> None:
    for text in (
        (root / "revi.yml").read_text(encoding="utf-8"),
        (STARTER_FOLDER / "revi.yml").read_text(encoding="utf-8"),
        CONTRACT,
        "revi: 1\nstatuses: [idea, draft, review, live]\n",
        "revi: 1\nstatuses: {idea: , draft: {x-mine: 1}}\nx-mine: [1]\n",
    ):
        assert faults(schema, text) == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("statuses: [a]", "'revi' is a required property"),
        ("revi: 2", "2 is not one of [1]"),
        ("revi: 1\nstatusses: [a]", "'statusses' does not match any of the regexes: '^x-'"),
        ("revi: 1\nlocks: {file: x, stale_after: 5}", "5 is not of type 'string'"),
        ("revi: 1\nlocks: {file: x, stale_after: 5 s}", "'5 s' does not match '^[0-9]+(ms|s|m|h|d)$'"),
        ("revi: 1\ncircuit: {failures: 0, window: 1s}", "0 is less than the minimum of 1"),
    ],
)
def test_it_refuses_what_is_refused(schema: dict, text: str, fault: str) -> None:
    (found,) = faults(schema, text)
    assert fault in found


def test_the_schemas_that_are_offered(tmp_path: Path, schema: dict) -> None:
    assert json.loads(run_docs(tmp_path, "schema", "contract").stdout) == schema
    assert json.loads(run_docs(tmp_path, "schema", "findings").stdout) == findings_schema()
    assert run_docs(tmp_path, "schema", "nothing").returncode == 2


def test_our_own_copy_of_the_schema_of_findings(root: Path) -> None:
    written = json.loads((root / "generated/schema/findings.schema.json").read_text(encoding="utf-8"))
    assert written.pop("$comment").startswith("revi:")
    assert written == findings_schema()
