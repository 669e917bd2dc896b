"""No fact of the contract stands literally in a template: no name of an item, no verdict, no number.

Many names are plain words, too ("a story that is blocked"). Such a word may stand in a sentence, but not
as the name of something: not in a code span, not in quotes, not as a string in a tag.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import jinja2
import pytest

from revi_docs.contract.loader import load
from revi_docs.contract.model import Contract

LIST_NUMBER = re.compile(r"^\s*[0-9]+\.(?=\s)", re.MULTILINE)
STANDARDS = re.compile(r"\bISO 8601\b|\bUTF-8\b")
NUMBER = re.compile(r"(?<![\w&#.-])[0-9][0-9_,.]*(?:ms|[smhd])?(?![\w-])")
EXAMPLE = re.compile(r"^```\w+\n.*?^```$", re.DOTALL | re.MULTILINE)
SMALL = {"0", "1", "2"}
"""Numbers that a tag may hold: to count, and to take the first or second of a pair."""


def names(contract: Contract) -> set[str]:
    """Every name that the contract gives to a status, an agent, a command and so on, and every verdict."""
    sections = (
        contract.stages, contract.statuses, contract.phases, contract.verdicts, contract.recoveries,
        contract.errors, contract.calls, contract.models, contract.groups, contract.agents, contract.commands,
        contract.artifacts, contract.log_levels,
    )  # fmt: skip
    fact_names = {name for section in sections for name in section}
    fact_names |= {alias for section in sections for item in section.values() for alias in item.aliases}
    fact_names |= {value for verdict in contract.verdicts.values() for value in verdict.values}
    fact_names |= set(contract.workers.statuses if contract.workers else ())
    fact_names |= set(contract.budgets.levels if contract.budgets else ())
    return fact_names


def is_plain(name: str) -> bool:
    """Whether a name is a word of the language as well."""
    return re.fullmatch(r"[a-z]+", name) is not None


class Facts:
    """What must not stand in a template."""

    def __init__(self, contract: Contract) -> None:
        ids = names(contract)
        anywhere = _one_of(name for name in ids if not is_plain(name))
        self.in_text = re.compile(rf"(?<![\w./-])(?:{anywhere})(?![\w-])|(?<=[`'\"])(?:{_one_of(ids)})(?=[`'\"])")
        names_of_items = {*contract.statuses, *contract.agents, *contract.commands, *contract.groups}
        self.in_tags = re.compile(
            rf"(?<![\w./-])(?:{anywhere})(?![\w-])|(?<=^['\"])(?:{_one_of(names_of_items)})(?=['\"]$)"
        )

    def literal_facts(self, source: str) -> list[str]:
        """`line: what` for everything of the contract that stands literally in the template."""
        hits: list[str] = []
        for line, kind, text in jinja2.Environment().lex(source):
            hits += [f"{line + text.count(chr(10), 0, offset)}: {fact}" for offset, fact in self._in(kind, text)]
        return hits

    def _in(self, kind: str, text: str) -> Iterator[tuple[int, str]]:
        if kind == "data":
            # What is no fact makes room for as many spaces, so that places stay.
            for pattern in (LIST_NUMBER, STANDARDS):
                text = pattern.sub(lambda match: " " * len(match[0]), text)
            for pattern in (self.in_text, NUMBER):
                yield from ((match.start(), match[0]) for match in pattern.finditer(text))
        elif kind == "string":
            yield from ((match.start(), match[0]) for match in self.in_tags.finditer(text))
        elif kind in ("integer", "float") and text not in SMALL:
            yield 0, text


def _one_of(words: Iterator[str] | set[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


@cache
def facts(root: Path) -> Facts:
    return Facts(load(root).contract)


TEMPLATES = Path(__file__).resolve().parents[1] / "templates"


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.j2")), ids=lambda path: path.stem)
def test_a_template(root: Path, path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    if "methods" in path.parts:
        # The examples of an agent's output show invented values. Names of the contract are facts there, too.
        source = EXAMPLE.sub(lambda match: re.sub(r"[0-9]", " ", match[0]), source)
    assert facts(root).literal_facts(source) == []


@pytest.mark.parametrize(
    ("source", "expected_facts"),
    [
        pytest.param("The story goes to in-elaboration.\n", ["1: in-elaboration"], id="a status"),
        pytest.param("one\ntwo\nPASS\n", ["3: PASS"], id="a verdict"),
        pytest.param("CONDITIONAL PASS", ["1: CONDITIONAL PASS"], id="a verdict of two words"),
        pytest.param("Run /elab-story now", [], id="an address is no name"),
        pytest.param("Run `elab-story` now", ["1: elab-story"], id="a command"),
        pytest.param("{{ slash('elab-story') }}", ["1: elab-story"], id="a command in a tag"),
        pytest.param('{% if name == "blocked" %}', ["1: blocked"], id="a plain word in a tag"),
        pytest.param("A story that is blocked", [], id="a plain word in a sentence"),
        pytest.param("It is `blocked`", ["1: blocked"], id="a plain word as a name"),
        pytest.param("1. First\n10. Last\n", [], id="numbers of a list"),
        pytest.param("It has 17 statuses", ["1: 17"], id="a number"),
        pytest.param("60,000 tokens, 5m", ["1: 60,000", "1: 5m"], id="a limit and a duration"),
        pytest.param("{{ pair[0] + 1 }} {{ 3 }}", ["1: 3"], id="numbers in tags"),
        pytest.param("{# in-elaboration, 17 #}", [], id="a remark"),
        pytest.param("ISO 8601, &#36;, h2", [], id="no facts"),
    ],
)
def test_what_counts_as_a_fact(root: Path, source: str, expected_facts: list[str]) -> None:
    assert facts(root).literal_facts(source) == expected_facts
