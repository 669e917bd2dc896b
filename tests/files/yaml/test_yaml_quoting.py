"""Values that YAML reads otherwise than people mean them."""

from __future__ import annotations

import json

import pytest

from revi_docs.files.yaml.yaml_quoting import number_signs, quoted, quoting_fix


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("  description: In progress: now.", "In progress: now."),
        ("- note: waits for: ", "waits for:"),
        ("summary: 'it's here'", "it's here"),
        ("summary: In progress: now. # a comment", "In progress: now."),
    ],
)
def test_a_value_to_quote(line: str, value: str) -> None:
    assert quoting_fix(line) == f"quote this text: {json.dumps(value)}"


@pytest.mark.parametrize("line", ["", "summary: plain text", 'summary: "a: b"', "summary: [a: b]", "summary: 'it''s'x"])
def test_another_problem(line: str) -> None:
    assert quoting_fix(line) == ""


def test_a_number_sign_that_is_meant_as_text() -> None:
    assert number_signs("a: Fixes #12 at last\nb: fine # 12 in a comment\n") == {(0, 8): "#12 at last"}
    assert number_signs("nothing") == {}


def test_quotes_are_those_of_json() -> None:
    assert quoted('a "b"\né') == '"a \\"b\\"\\né"'
