"""Every code that `revi` prints has an explanation."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from revi_docs.app.code_catalog import explanations
from revi_docs.runtime.codes import RUNTIME_CODES

PACKAGES = ("runtime", "records", "decide", "cli/agent")
CARRIERS = {
    "CommandError", "UnavailableError", "HealthFinding", "TraceFinding", "LedgerIssue", "TraceIssue",
    "Problem", "command_error", "unavailable_error",
}  # fmt: skip
"""The calls that take a code. `CommandResult` takes one, too, but most of its codes report success."""

CODE = re.compile(r"[a-z]+(?:-[a-z]+)+")
"""Codes of two or more words: a single word may be anything."""


def raised_codes(root: Path) -> Iterator[tuple[str, str]]:
    """The codes in constructor calls and in tuples that are yielded, each with its place."""
    for package in PACKAGES:
        for path in sorted((root / "revi_docs" / package).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                for part in (part for expression in candidates(node) for part in ast.walk(expression)):
                    value = part.value if isinstance(part, ast.Constant) else None
                    if isinstance(value, str) and CODE.fullmatch(value):
                        assert isinstance(part, ast.Constant)
                        yield value, f"{path.relative_to(root)}:{part.lineno}"


def candidates(node: ast.AST) -> list[ast.expr]:
    """The expressions in a node that may be a code."""
    if isinstance(node, ast.Call):
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        return [*node.args[:2], *(item.value for item in node.keywords)] if name in CARRIERS else []
    if isinstance(node, ast.Yield) and isinstance(node.value, ast.Tuple):
        return node.value.elts[:1]
    return []


def test_every_code_is_explained(root: Path) -> None:
    known_codes = {entry.code for entry in explanations()} | RUNTIME_CODES.keys()
    codes = list(raised_codes(root))
    assert len({code for code, _ in codes}) > 45
    assert [f"{place}: {code}" for code, place in codes if code not in known_codes] == []


@pytest.mark.parametrize("code", sorted(RUNTIME_CODES))
def test_the_explanation_has_the_common_form(code: str) -> None:
    text = RUNTIME_CODES[code]
    assert re.fullmatch(r"[^\n]+\n\nWhy: [^\n]+\n\nExample:\n\n    [^\n]+\n\nFix: [^\n]+", text)


def test_a_code_is_explained_once() -> None:
    others = {entry.code for entry in explanations() if RUNTIME_CODES.get(entry.code) != entry.text.rstrip("\n")}
    assert sorted(others & RUNTIME_CODES.keys()) == []
