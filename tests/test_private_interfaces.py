"""Private names of libraries: only without a public one, in one module each, and as they were when we read them."""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Iterator
from pathlib import Path

import jinja2
import pytest
from jinja2.compiler import CodeGenerator
from jinja2.nativetypes import NativeCodeGenerator
from jinja2.sandbox import ImmutableSandboxedEnvironment

from revi_docs.outputs import sandbox
from revi_docs.outputs.code_generator import FinalizedCodeGenerator

# Module → the private names it uses, and why there is no public one.
ALLOWED: dict[str, frozenset[str]] = {
    # The parser of the standard library is the only one that reads patterns exactly as `re` does.
    # Documented by Jinja for subclasses of Undefined, in spite of the underscore.
    "revi_docs/outputs/undefined_name.py": frozenset({"_undefined_hint", "_undefined_name", "_undefined_obj"}),
}

DOCUMENTED = frozenset({"_replace", "_asdict", "_fields", "_exit"})
"""Public in spite of the underscore: of named tuples, and `os._exit`."""


def private_names(tree: ast.Module, own_names: frozenset[str]) -> Iterator[str]:
    """The private names that a module takes from elsewhere, and are defined nowhere in the package."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and is_private(node.attr) and node.attr not in own_names | DOCUMENTED:
            yield node.attr
        if isinstance(node, ast.ImportFrom) and not (node.module or "").startswith("revi_docs"):
            yield from (f"{node.module}.{alias.name}" for alias in node.names if is_private(alias.name))


def is_private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__")


def defined_names(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            yield node.name
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            yield node.attr
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            yield node.target.id


@pytest.fixture(scope="module")
def trees(root: Path) -> dict[str, ast.Module]:
    paths = sorted((root / "revi_docs").rglob("*.py"))
    return {path.relative_to(root).as_posix(): ast.parse(path.read_bytes()) for path in paths}


def test_private_names_of_libraries_are_listed(trees: dict[str, ast.Module]) -> None:
    own_names = frozenset(name for tree in trees.values() for name in defined_names(tree))
    for path, tree in trees.items():
        assert set(private_names(tree, own_names)) <= ALLOWED.get(path, frozenset()), path


def test_the_check_sees_each_kind() -> None:
    source = "from re import _parser\nimport jinja2\njinja2.Template._module\nvalue._replace(a=1)\nself._own\n"
    assert list(private_names(ast.parse(source), frozenset({"_own"}))) == ["re._parser", "_module"]


def test_the_methods_of_jinja_that_the_sandbox_overrides() -> None:
    """Jinja calls these methods; if one is renamed, its override does nothing, and no other test fails."""
    overridden = {
        (kind.__mro__[1], name)
        for kind in vars(sandbox).values()
        if inspect.isclass(kind) and kind.__module__ == sandbox.__name__
        for name in vars(kind)
        if is_private(name) and hasattr(kind.__mro__[1], name)
    }
    signatures = {f"{kind.__name__}.{name}": str(inspect.signature(getattr(kind, name))) for kind, name in overridden}
    assert overridden == {
        (jinja2.Template, "_get_default_module"),
        (ImmutableSandboxedEnvironment, "_load_template"),
        (ImmutableSandboxedEnvironment, "_parse"),
    }
    assert {name: text.partition(" ->")[0] for name, text in signatures.items()} == {
        "Template._get_default_module": "(self, ctx: Optional[jinja2.runtime.Context] = None)",
        "ImmutableSandboxedEnvironment._load_template": (
            "(self, name: str, globals: Optional[MutableMapping[str, Any]])"
        ),
        "ImmutableSandboxedEnvironment._parse": "(self, source: str, name: Optional[str], filename: Optional[str])",
    }


def test_the_methods_of_jinja_that_print_a_value() -> None:
    """The code generator of Jinja's native types overrides the same methods, so they will hardly change."""
    names = ("_output_child_pre", "_output_child_post")
    for name in names:
        ours, jinjas = (inspect.signature(getattr(kind, name)) for kind in (FinalizedCodeGenerator, CodeGenerator))
        assert list(ours.parameters) == list(jinjas.parameters)
        assert name in vars(NativeCodeGenerator)
    environment = jinja2.Environment(autoescape=True, finalize=str.upper)
    environment.code_generator_class = FinalizedCodeGenerator
    assert "yield environment.finalize(l_0_a)" in environment.compile("{{ a }}", raw=True).replace(
        "(undefined(name='a') if l_0_a is missing else l_0_a)", "l_0_a"
    )


@pytest.mark.skipif(sys.version_info[:2] not in {(3, 11), (3, 12), (3, 13)}, reason="read for these versions")
def test_the_parser_of_patterns() -> None:
    from re import _constants, _parser  # type: ignore[attr-defined]  # private modules have no stubs

    assert str(_parser.parse("(?:a+|[b-d])*")) == str(
        [
            (
                _constants.MAX_REPEAT,
                (
                    0,
                    _constants.MAXREPEAT,
                    [
                        (
                            _constants.BRANCH,
                            (
                                None,
                                [
                                    [(_constants.MAX_REPEAT, (1, _constants.MAXREPEAT, [(_constants.LITERAL, 97)]))],
                                    [(_constants.IN, [(_constants.RANGE, (98, 100))])],
                                ],
                            ),
                        )
                    ],
                ),
            )
        ]
    )
