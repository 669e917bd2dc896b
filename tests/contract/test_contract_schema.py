"""The JSON Schema for editors accepts and rejects the same contracts as the parser."""

from __future__ import annotations

from pathlib import Path

import jsonschema
import pytest
import yaml

from revi_docs.app.setup.workflows import WORKFLOWS, starter_files
from revi_docs.contract.contract_schema import json_schema
from tests.support.sample_repo import CONTRACT


@pytest.fixture(scope="module")
def schema() -> dict:
    document: dict = json_schema()
    jsonschema.Draft7Validator.check_schema(document)
    return document


def schema_errors(schema: dict, text: str) -> list[str]:
    validator = jsonschema.Draft7Validator(schema)
    return sorted(error.message for error in validator.iter_errors(yaml.safe_load(text)))


def test_valid_contracts(schema: dict, root: Path) -> None:
    for text in (
        (root / "revi.yml").read_text(encoding="utf-8"),
        *(starter_files(root, workflow)["revi.yml"].decode() for workflow in WORKFLOWS),
        CONTRACT,
        "revi: 1\nstatuses: [idea, draft, review, live]\n",
        "revi: 1\nstatuses: {idea: , draft: {x-mine: 1}}\nx-mine: [1]\n",
        "extends: revi/1\n",
        "revi: 1\nextends: revi/1\nbudgets: {phases: {elaboration: {hard: 5}}}\n",
        "revi: 1\nextends: revi/1\nbudgets: null\nagents: {helper: null}\nmodels: [opus]\n",
        "revi: 1\nextends: revi/1\nlocks: {stale_after: 5m}\nstatuses: {blocked: {terminal: null}}\n",
        "revi: 1\nextends: revi/1\nverdicts: {qa_gate: {requires: {PASS: null}}}\n",
        "revi: 1\nextends: revi/1\ntransitions: [{from: blocked, to: null, by: manual}]\n",
        "revi: 1\nextends: revi/1\noutputs: {docs/a.md: {template: a.j2}, docs/b.md: false, docs/c.md: null}\n",
    ):
        assert schema_errors(schema, text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("statuses: [a]", "'revi' is a required property"),
        ("revi: 2", "2 is not one of [1]"),
        ("revi: 1\nextends: revi/1\nlocks: {stale_after: 5}", "5 is not of type 'string'"),
        ("revi: 1\nextends: revi/1\nstatusses: [a]", "'statusses' does not match any of the regexes: '^x-'"),
        ("revi: 1\nextends: revi/1\nstatuses: {a: {descripton: x}}", "is not valid under any of the given schemas"),
        ("revi: 1\nbudgets: {phases: {a: {hard: 5}}}", "'warning' is a required property"),
        ("revi: 1\nproject: null", "None is not of type 'object'"),
        ("revi: 1\nstatusses: [a]", "'statusses' does not match any of the regexes: '^x-'"),
        ("revi: 1\nlocks: {file: x, stale_after: 5}", "5 is not of type 'string'"),
        ("revi: 1\nlocks: {file: x, stale_after: 5 s}", "'5 s' does not match '^[0-9]+(ms|s|m|h|d)$'"),
        ("revi: 1\ncircuit: {failures: 0, window: 1s}", "0 is less than the minimum of 1"),
    ],
)
def test_invalid_contracts(schema: dict, text: str, expected: str) -> None:
    (error,) = schema_errors(schema, text)
    assert expected in error
