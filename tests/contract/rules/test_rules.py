"""Each rule has a folder of contracts: those it must accept, and those that it must report."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

import pytest

from revi_docs.contract.loader import parse
from revi_docs.contract.rules import RULES
from revi_docs.report.formats import render_text
from tests.support.linted_contract import problems

HERE = Path(__file__).parent
ACCEPTED = sorted(HERE.glob("*/must-not-fire*.yml"))
REJECTED = sorted(HERE.glob("*/fires*.yml"))


def name(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


def example(rule_text: str) -> str:
    match = re.search(r"^Example:\n\n(.*?)\n\nFix: ", rule_text, re.DOTALL | re.MULTILINE)
    assert match, "no example"
    return "revi: 1\n" + textwrap.dedent(match[1]) + "\n"


@pytest.mark.parametrize("path", ACCEPTED, ids=name)
def test_near_misses_are_accepted(path: Path) -> None:
    assert [problem for problem in problems(path.read_bytes()) if problem.code == path.parent.name] == []


@pytest.mark.parametrize("path", REJECTED, ids=name)
def test_exactly_these_problems_are_printed(path: Path) -> None:
    expected = path.with_name(path.stem.replace("fires", "expected") + ".txt")

    assert render_text(problems(path.read_bytes())) == expected.read_text("utf-8")


@pytest.mark.parametrize("path", [path for path in ACCEPTED if "invalid" not in path.stem], ids=name)
def test_near_misses_have_a_valid_form(path: Path) -> None:
    assert parse(path.read_bytes()).problems == ()


def test_every_rule_has_a_folder_and_every_folder_a_rule() -> None:
    folders = {path.name for path in HERE.iterdir() if path.is_dir() and not path.name.startswith("_")}

    assert folders == {rule.code for rule in RULES}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_folder_has_near_misses_and_firing_contracts(rule) -> None:
    folder = HERE / rule.code

    assert list(folder.glob("must-not-fire*.yml"))
    assert list(folder.glob("fires*.yml"))
    assert {path.name for path in folder.glob("expected*.txt")} == {
        path.stem.replace("fires", "expected") + ".txt" for path in folder.glob("fires*.yml")
    }


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_example_violates_its_rule_and_no_other(rule) -> None:
    assert {problem.code for problem in problems(example(rule.text))} == {rule.code}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_says_what_is_wrong_why_and_how_to_fix_it(rule) -> None:
    first, *parts = rule.text.split("\n\n")
    headings = [part.partition(":")[0] for part in parts]

    assert first.endswith(".")
    assert [headings[0], headings[1], headings[-1]] == ["Why", "Example", "Fix"]


def test_the_table_is_sorted() -> None:
    assert [rule.code for rule in RULES] == sorted(rule.code for rule in RULES)
