"""Generate branch mutants of the Python `decide` and run the vectors against each, in this process."""

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

from mutants.contracts import ContractVectors
from tests.vectors.answers import answer, describes_problems, questions, round_trips

PACKAGE = "mutated"
REPLACEMENTS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
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
"""Comparison operator → its replacements."""

Mutant = tuple[str, ast.Module]
"""`module.py:line: old → new`, and the changed module."""


def mutants(name: str, source: str) -> Iterator[Mutant]:
    """Yield every mutant of a module: conditions replaced by true and false, operators inverted."""
    tree = ast.parse(source)
    nodes = list(ast.walk(tree))
    for index, node in enumerate(nodes):
        for change in _changes(node):
            mutated_tree = copy.deepcopy(tree)
            description = change(list(ast.walk(mutated_tree))[index])
            label = f"{name}.py:{getattr(node, 'lineno', 0)}: {description}"
            yield label, ast.fix_missing_locations(mutated_tree)


def _changes(node: ast.AST) -> Iterator[Callable[[Any], str]]:
    if isinstance(node, ast.Compare):
        for index, operator in enumerate(node.ops):
            for other in REPLACEMENTS[type(operator)]:
                yield lambda target, index=index, other=other: _replace_operator(target, index, other())
    if isinstance(node, ast.BoolOp):
        yield _swap_and_or
    if isinstance(node, (ast.If, ast.IfExp, ast.While)):
        yield lambda target: _replace_condition(target, value=True)
        yield lambda target: _replace_condition(target, value=False)
    if isinstance(node, ast.comprehension):
        for index in range(len(node.ifs)):
            yield lambda target, index=index: _drop_filter(target, index)


def _replace_operator(node: ast.Compare, index: int, other: ast.cmpop) -> str:
    old = ast.unparse(node)
    node.ops[index] = other
    return f"{old} → {ast.unparse(node)}"


def _swap_and_or(node: ast.BoolOp) -> str:
    old = ast.unparse(node)
    node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
    return f"{old} → {ast.unparse(node)}"


def _replace_condition(node: ast.If | ast.IfExp | ast.While, *, value: bool) -> str:
    old = ast.unparse(node.test)
    node.test = ast.Constant(value)
    return f"if {old} → if {value}"


def _drop_filter(node: ast.comprehension, index: int) -> str:
    old = ast.unparse(node.ifs[index])
    node.ifs[index] = ast.Constant(value=True)
    return f"… if {old} → … if True"


class MutationResult(NamedTuple):
    """The number of mutants, and those that no vector detects."""

    total: int
    survivors: tuple[str, ...]


def run_mutants(sources: Path, contracts: Sequence[ContractVectors], name: str) -> MutationResult:
    """Run every mutant of one module against each contract until one detects it."""
    codes = {path.stem: compile(path.read_text("utf-8"), path.name, "exec") for path in sources.glob("*.py")}
    assert all(_survives(codes, contract) for contract in contracts), "the vectors fail without a mutant"
    module_mutants = list(mutants(name, (sources / f"{name}.py").read_text("utf-8")))
    survivors = []
    for label, tree in module_mutants:
        changed = {**codes, name: compile(tree, f"{name}.py", "exec")}
        if all(_survives(changed, contract) for contract in contracts):
            survivors.append(label)
    return MutationResult(len(module_mutants), tuple(survivors))


def _survives(codes: dict[str, CodeType], contract: ContractVectors) -> bool:
    """Whether the package still answers every vector of the contract correctly."""
    finder = _Finder(codes)
    sys.meta_path.insert(0, finder)
    try:
        compiled_contract = _module("contract_json").read_contract(contract.data)
        ask = questions(_module, compiled_contract, contract.data)
        rows = ((question, *row) for question, rows in contract.rows.items() for row in rows)
        agrees = all(answer(ask[question], args) == expected for question, args, expected in rows)
        return agrees and describes_problems(_module, compiled_contract) and round_trips(_module)
    except Exception:  # noqa: BLE001 - a mutant that raises any error is detected
        return False
    finally:
        sys.meta_path.remove(finder)
        for module in [module for module in sys.modules if module.split(".")[0] == PACKAGE]:
            del sys.modules[module]


def _module(name: str) -> ModuleType:
    return import_module(f"{PACKAGE}.{name}")


class _Finder(MetaPathFinder, Loader):
    """Imports the modules of the mutated package from memory; nothing is written to disk."""

    def __init__(self, codes: dict[str, CodeType]) -> None:
        self._codes = codes

    def find_spec(self, name: str, *_: Any) -> ModuleSpec | None:
        """Claim the modules of the package."""
        head, _, tail = name.partition(".")
        return ModuleSpec(name, self, is_package=not tail) if head == PACKAGE else None

    def exec_module(self, module: ModuleType) -> None:
        """Execute the compiled module."""
        exec(self._codes[module.__name__.partition(".")[2] or "__init__"], module.__dict__)
