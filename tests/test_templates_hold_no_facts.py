"""No fact of the contract stands literally in a template: no name of an item, no verdict, no number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import jinja2
import pytest

from revi_docs.contract.load import load
from revi_docs.contract.model import Contract

LIST_NUMBER = re.compile(r"^\s*[0-9]+\.(?=\s)", re.MULTILINE)
NUMBER = re.compile(r"(?<![\w&#.-])[0-9][0-9_,.]*(?:ms|[smhd])?(?![\w-])")


def names(contract: Contract) -> set[str]:
    """Every name that the contract gives to a status, a verdict, an agent, a command and so on."""
    sections = (
        contract.stages, contract.statuses, contract.phases, contract.verdicts, contract.recoveries,
        contract.errors, contract.calls, contract.models, contract.groups, contract.agents, contract.commands,
        contract.artifacts, contract.records, contract.log_levels,
    )  # fmt: skip
    found = {name for section in sections for name in section}
    found |= {alias for section in sections for item in section.values() for alias in item.aliases}
    found |= {value for one in contract.verdicts.values() for value in one.values}
    found |= set(contract.trace.events if contract.trace else ())
    found |= set(contract.workers.statuses if contract.workers else ())
    found |= set(contract.budgets.levels if contract.budgets else ())
    return found


def words(contract: Contract) -> re.Pattern[str]:
    """Finds the names as whole words."""
    ordered = sorted(names(contract), key=len, reverse=True)
    return re.compile(rf"(?<![\w./-])(?:{'|'.join(map(re.escape, ordered))})(?![\w-])")


def literal_parts(source: str) -> Iterator[tuple[int, str]]:
    """(line, text) of all that a template prints as it stands, and of each string and number in its tags."""
    environment = jinja2.Environment()
    for line, kind, text in environment.lex(source):
        if kind in ("data", "string", "integer", "float"):
            yield line, text


def hits(path: Path, pattern: re.Pattern[str]) -> list[str]:
    found = []
    for line, text in literal_parts(path.read_text(encoding="utf-8")):
        found += [f"{path.name}:{line + text[: match.start()].count(chr(10))}: {match[0]}" for match in pattern.finditer(LIST_NUMBER.sub("", text))]
    return found


def test_x(root: Path) -> None:
    contract = load(root).contract
    out = []
    for path in sorted((root / "templates").rglob("*")):
        if path.is_file():
            out += hits(path, words(contract)) + hits(path, NUMBER)
    print("\n".join(out))
    assert 0
