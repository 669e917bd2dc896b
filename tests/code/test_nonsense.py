"""Names and numbers of our contract are written nowhere else: if all are replaced, no output contains one.

The generated code compiles, and the vectors of that contract pass without a change to a test.
"""

from __future__ import annotations

import json
import re
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from revi_docs.decide.contract_json import read_contract
from tests.code.nonsense import GRAMMAR
from tests.code.other_contracts import scrambled_contract, scrambled_outputs
from tests.typescript.package import CompiledPackages, run_vectors
from tests.vectors.answers import answer, questions
from tests.vectors.vector_rows import vectors

PLACEHOLDERS = {"COMMAND", "PHASE", "STATUS", "STEP", "STORY_ID"}
"""Placeholders in calls of `revi`; arguments and flags of our commands have the same names."""


@pytest.fixture(scope="module")
def other() -> tuple[str, dict[str, str]]:
    """The text of the scrambled contract, and old word → new word."""
    return scrambled_contract()


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    """Path → text of each output of the scrambled contract."""
    outputs = scrambled_outputs()
    assert [problem for problem in outputs.problems if problem.code not in ("unrendered-item", "unused-template")] == []
    return {file.path: file.content.decode() for file in outputs.files}


def test_no_name_survives(root: Path, other: tuple[str, dict[str, str]], texts: dict[str, str]) -> None:
    words = {word for word in other[1] if re.search(r"[A-Z_-].*[A-Z_-]|[a-z][-_][a-z]", word)} - GRAMMAR
    words -= {"TRACE"}  # part of a file name, and a constant of the generated Python
    words -= {"docs_src"}  # used in patterns of hand-written files; links in code always contain it
    words -= {"circuit-closed"}  # also a state in the contract format, which is the same in every contract
    words -= PLACEHOLDERS
    assert len(words) > 200
    longest_first = "|".join(re.escape(word) for word in sorted(words, key=len)[::-1])
    pattern = re.compile(rf"(?<![\w-])(?:{longest_first})(?![\w-])")
    survivors = {path: sorted(set(pattern.findall(text))) for path, text in contract_texts(texts).items()}
    assert {path: names for path, names in survivors.items() if names} == {}


def test_no_number_survives(root: Path, texts: dict[str, str]) -> None:
    numbers = re.compile(r"(?<![\d.,a-f])(?:[1-9]0,?000|[25]00,000|[25]00000|300000|60,?000|100,?000)(?![\d.,])")
    survivors = {path: numbers.findall(text) for path, text in contract_texts(texts).items()}
    assert {path: values for path, values in survivors.items() if values} == {}


def contract_texts(texts: dict[str, str]) -> dict[str, str]:
    """The outputs that describe the contract, without those about revi-docs itself, and without checksums."""
    about_revi_docs = re.compile(
        r"docs_src/reference/(rules/|cli|contract|library|revi|targets)|generated/\w+/(revi\.|\w+/decide/)"
    )
    return {path: re.sub(r"revi:\w{16}", "", text) for path, text in texts.items() if not about_revi_docs.match(path)}


def test_the_vectors_pass(other: Any, texts: dict[str, str], compiled: CompiledPackages) -> None:
    rows = vectors(other[0])
    assert all(rows.values())
    data = json.loads(texts["generated/contract.json"])
    ask = questions(lambda name: import_module(f"revi_docs.decide.{name}"), read_contract(data), data)
    for question, question_rows in rows.items():
        assert [args for args, expected in question_rows if answer(ask[question], args) != expected][:3] == []
    assert run_vectors(compiled.test_of("scrambled"), rows) == sum(map(len, rows.values()))
