"""Literals of other languages: each language parses them as the same value."""

from __future__ import annotations

import ast
import json
import re
import shlex

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from revi_docs.contract.model.declarations import Duration
from revi_docs.outputs.literals import LITERAL_SYNTAXES, literal

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
VALUES = st.one_of(TEXTS, st.integers(), st.booleans(), st.floats(allow_nan=False, allow_infinity=False))


@given(st.one_of(VALUES, st.lists(TEXTS).map(tuple)))
def test_python_reads_it(value: object) -> None:
    assert ast.literal_eval(str(literal(value, "py"))) == value


@given(st.one_of(VALUES, st.lists(TEXTS).map(list)))
def test_yaml_reads_it(value: object) -> None:
    parsed = yaml.load(f"it: {literal(value, 'yml')}", Loader=yaml.CSafeLoader)["it"]
    assert parsed == value or (isinstance(value, float) and float(parsed) == value)


@given(TEXTS)
def test_a_shell_reads_it_as_one_word(value: str) -> None:
    assert shlex.split(str(literal(value, "sh"))) == [re.sub(r"\s*[\r\n\u2028\u2029\x85]+\s*|\t", " ", value).strip()]


@given(TEXTS)
def test_typescript_reads_it(value: str) -> None:
    expected = str(literal(value, "ts"))
    if expected[0] == "'":
        expected = '"' + expected[1:-1].replace('"', '\\"') + '"'
    assert json.loads(expected) == value


@pytest.mark.parametrize(
    ("language", "value", "expected"),
    [
        pytest.param("py", True, "True", id="a truth of Python"),
        pytest.param("sh", False, "false", id="a truth of bash"),
        pytest.param("ts", 60_000, "60000", id="a number"),
        pytest.param("yml", Duration.parse("5m"), '"5m"', id="a duration"),
        pytest.param("py", (), "()", id="an empty tuple"),
        pytest.param("py", ("a",), '("a",)', id="a tuple of one"),
        pytest.param("sh", (), "()", id="an empty array"),
        pytest.param("ts", (), "[] as const", id="an empty list of TypeScript"),
        pytest.param("yml", (), "[]", id="an empty list of YAML"),
        pytest.param("yml", ("a", "b"), '\n  - "a"\n  - "b"\n', id="a list of YAML"),
        pytest.param("sh", ("a", "b c"), "(\n  a\n  'b c'\n)", id="an array"),
    ],
)
def test_literal(language: str, value: object, expected: str) -> None:
    assert str(literal(value, language)) == expected


@pytest.mark.parametrize("language", LITERAL_SYNTAXES)
def test_values_without_a_literal(language: str) -> None:
    with pytest.raises(TypeError, match="expected a string, number, boolean or list"):
        literal({"a": 1}, language)
