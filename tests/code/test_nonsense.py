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
import yaml

from revi_docs.contract.loader import parse
from revi_docs.decide.contract_json import read_contract
from revi_docs.outputs.rendered_outputs import render_all
from tests.code.nonsense import GRAMMAR, nonsense
from tests.support.workspaces import program_globals
from tests.typescript.package import compile_package, run_vectors
from tests.vectors.answers import answer, questions
from tests.vectors.vector_rows import vectors

PLACEHOLDERS = {"COMMAND", "PHASE", "STATUS", "STEP", "STORY_ID"}
"""Placeholders in calls of `revi`; arguments and flags of our commands have the same names."""


@pytest.fixture(scope="module")
def other(root: Path) -> tuple[str, dict[str, str]]:
    """The text of the scrambled contract, and old word → new word."""
    contract, words = nonsense(yaml.load((root / "revi.yml").read_bytes(), Loader=yaml.CSafeLoader))
    return yaml.safe_dump(contract, sort_keys=False, allow_unicode=True), words


@pytest.fixture(scope="module")
def texts(root: Path, other: tuple[str, dict[str, str]]) -> dict[str, str]:
    """Path → text of each output of the scrambled contract."""
    loaded = parse(other[0].encode())
    assert loaded.problems == ()
    outputs = render_all(root, loaded, program_globals())
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


def test_the_vectors_pass(other: Any, texts: dict[str, str], node: Path, tmp_path: Path, monkeypatch) -> None:
    for path, text in texts.items():
        if path.startswith("generated/"):
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(text, encoding="utf-8")
    rows = vectors(other[0])
    assert all(rows.values())
    data = json.loads(texts["generated/contract.json"])
    ask = questions(lambda name: import_module(f"revi_docs.decide.{name}"), read_contract(data), data)
    for question, question_rows in rows.items():
        assert [args for args, expected in question_rows if answer(ask[question], args) != expected][:3] == []
    test = compile_package(tmp_path / "generated", node, tmp_path / "compiled")
    assert run_vectors(test, rows) == sum(map(len, rows.values()))
