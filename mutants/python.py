"""Branch mutants of `decide` in Python, each put to the vectors in this process."""

from __future__ import annotations

import ast
import copy
import sys
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any, NamedTuple

from mutants.contracts import Made
from tests.vectors.answers import answer, questions, wires_hold, words_hold

PACKAGE = "mutated"
COMPARED: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
"""Operator → what stands in its place."""

Mutant = tuple[str, ast.Module]
"""`module.py:line: old → new`, and the module with the change."""


def mutants(name: str, source: str) -> Iterator[Mutant]:
    """Every mutant of a module: conditions made true and false, operators turned round."""
    tree = ast.parse(source)
    nodes = list(ast.walk(tree))
    for number, node in enumerate(nodes):
        for change in _changes(node):
            made = copy.deepcopy(tree)
            told = change(list(ast.walk(made))[number])
            yield f"{name}.py:{getattr(node, 'lineno', 0)}: {told}", ast.fix_missing_locations(made)


def _changes(node: ast.AST) -> Iterator[Callable[[Any], str]]:
    if isinstance(node, ast.Compare):
        for at, operator in enumerate(node.ops):
            for other in COMPARED[type(operator)]:
                yield lambda spot, at=at, other=other: _operator(spot, at, other())
    if isinstance(node, ast.BoolOp):
        yield _joint
    if isinstance(node, (ast.If, ast.IfExp, ast.While)):
        yield lambda spot: _condition(spot, value=True)
        yield lambda spot: _condition(spot, value=False)
    if isinstance(node, ast.comprehension):
        for at in range(len(node.ifs)):
            yield lambda spot, at=at: _kept(spot, at)


def _operator(spot: ast.Compare, at: int, other: ast.cmpop) -> str:
    old = ast.unparse(spot)
    spot.ops[at] = other
    return f"{old} → {ast.unparse(spot)}"


def _joint(spot: ast.BoolOp) -> str:
    old = ast.unparse(spot)
    spot.op = ast.Or() if isinstance(spot.op, ast.And) else ast.And()
    return f"{old} → {ast.unparse(spot)}"


def _condition(spot: ast.If | ast.IfExp | ast.While, *, value: bool) -> str:
    old = ast.unparse(spot.test)
    spot.test = ast.Constant(value)
    return f"if {old} → if {value}"


def _kept(spot: ast.comprehension, at: int) -> str:
    old = ast.unparse(spot.ifs[at])
    spot.ifs[at] = ast.Constant(value=True)
    return f"… if {old} → … if True"


class Tried(NamedTuple):
    """How many mutants there are, and those that no answer shows."""

    total: int
    survivors: tuple[str, ...]


def tried(sources: Path, contracts: Sequence[Made], name: str) -> Tried:
    """Tries every mutant of one module on each contract until one finds it."""
    codes = {path.stem: compile(path.read_text("utf-8"), path.name, "exec") for path in sources.glob("*.py")}
    assert all(_survives(codes, one) for one in contracts), "the vectors fail without a mutant"
    made = list(mutants(name, (sources / f"{name}.py").read_text("utf-8")))
    left = []
    for told, tree in made:
        changed = {**codes, name: compile(tree, f"{name}.py", "exec")}
        if all(_survives(changed, one) for one in contracts):
            left.append(told)
    return Tried(len(made), tuple(left))


def _survives(codes: dict[str, CodeType], contract: Made) -> bool:
    """Whether the package still gives every answer of the contract's vectors."""
    finder = _Finder(codes)
    sys.meta_path.insert(0, finder)
    try:
        read = _module("read").read_contract(contract.data)
        ask = questions(_module, read)
        rows = ((question, *row) for question, some in contract.rows.items() for row in some)
        same = all(answer(ask[question], asked) == wanted for question, asked, wanted in rows)
        return same and words_hold(_module, read) and wires_hold(_module)
    except Exception:  # noqa: BLE001 - a mutant that breaks is found
        return False
    finally:
        sys.meta_path.remove(finder)
        for module in [module for module in sys.modules if module.split(".")[0] == PACKAGE]:
            del sys.modules[module]


def _module(name: str) -> ModuleType:
    return import_module(f"{PACKAGE}.{name}")


class _Finder(MetaPathFinder, Loader):
    """Finds the modules of the package in memory; nothing is written to disk."""

    def __init__(self, codes: dict[str, CodeType]) -> None:
        self._codes = codes

    def find_spec(self, name: str, *_: Any) -> ModuleSpec | None:
        """Where a module is: here, where it is one of the package."""
        head, _, tail = name.partition(".")
        return ModuleSpec(name, self, is_package=not tail) if head == PACKAGE else None

    def exec_module(self, module: ModuleType) -> None:
        """Runs the module."""
        exec(self._codes[module.__name__.partition(".")[2] or "__init__"], module.__dict__)
