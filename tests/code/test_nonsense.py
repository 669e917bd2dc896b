"""No name or number of our contract lives anywhere but in it: with all of them replaced, none is left.

What is made is compiled, and the vectors of that contract pass, without an edit to a test.
"""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import yaml

from revi_docs.contract.loader import parse
from revi_docs.decide.contract_json import load_contract
from revi_docs.outputs.rendered_outputs import render_all
from tests.code.nonsense import GRAMMAR, nonsense
from tests.support.workspaces import program_globals
from tests.typescript.package import answered, compiled
from tests.vectors.answers import answer, questions
from tests.vectors.make import vectors

PLACEHOLDERS = {"COMMAND", "PHASE", "STATUS", "STEP", "STORY_ID"}
"""What stands for a value in a call of `revi`; arguments and flags of our commands are called so, too."""


@pytest.fixture(scope="module")
def other(root: Path) -> tuple[str, dict[str, str]]:
    """The text of the nonsense contract, and old word → new word."""
    made, words = nonsense(yaml.load((root / "revi.yml").read_bytes(), Loader=yaml.CSafeLoader))
    return yaml.safe_dump(made, sort_keys=False, allow_unicode=True), words


@pytest.fixture(scope="module")
def texts(root: Path, other: tuple[str, dict[str, str]]) -> dict[str, str]:
    """Path → text of what the nonsense contract makes."""
    loaded = parse(other[0].encode())
    assert loaded.problems == ()
    made = render_all(root, loaded, program_globals())
    assert [one for one in made.problems if one.code not in ("unshown-item", "unused-template")] == []
    return {one.path: one.content.decode() for one in made.files}


def test_no_name_survives(root: Path, other: tuple[str, dict[str, str]], texts: dict[str, str]) -> None:
    words = {word for word in other[1] if re.search(r"[A-Z_-].*[A-Z_-]|[a-z][-_][a-z]", word)} - GRAMMAR
    words -= {"TRACE"}  # part of a file's name, and a constant of the generated Python
    words -= {"docs_src"}  # named in patterns of hand-written files; the links in code lead there in any case
    words -= PLACEHOLDERS
    assert len(words) > 200
    longest_first = "|".join(re.escape(word) for word in sorted(words, key=len)[::-1])
    pattern = re.compile(rf"(?<![\w-])(?:{longest_first})(?![\w-])")
    found = {path: sorted(set(pattern.findall(text))) for path, text in told(texts).items()}
    assert {path: some for path, some in found.items() if some} == {}


def test_no_number_survives(root: Path, texts: dict[str, str]) -> None:
    numbers = re.compile(
        r"(?<![\d.,a-f])(?:[1-9]0,?000|[25]00,000|[25]00000|300000|60,?000|100,?000)(?![\d.,])"
    )
    found = {path: numbers.findall(text) for path, text in told(texts).items()}
    assert {path: some for path, some in found.items() if some} == {}


def told(texts: dict[str, str]) -> dict[str, str]:
    """What is made from the contract, without what tells of revi-docs itself, paths and proofs."""
    ours = re.compile(
        r"docs_src/reference/(rules/|cli|contract|library|revi)|generated/\w+/(revi\.|\w+/decide/)"
    )
    return {path: re.sub(r"revi:\w{16}", "", text) for path, text in texts.items() if not ours.match(path)}


@pytest.mark.xdist_group("node")
def test_the_vectors_pass(other: Any, texts: dict[str, str], node: Path, tmp_path: Path, monkeypatch) -> None:
    for path, text in texts.items():
        if path.startswith("generated/"):
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(text, encoding="utf-8")
    rows = vectors(other[0])
    assert all(rows.values())
    contract = load_contract(str(tmp_path / "generated/contract.json"))
    ask = questions(lambda name: import_module(f"revi_docs.decide.{name}"), contract)
    for question, several in rows.items():
        assert [asked for asked, wanted in several if answer(ask[question], asked) != wanted][:3] == []
    test = compiled(tmp_path / "generated", node, tmp_path / "compiled")
    assert answered(test, rows) == sum(map(len, rows.values()))
