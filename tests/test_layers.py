"""Imports go down only, and the check of that can fail."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

LINT_IMPORTS = Path(sys.executable).with_name("lint-imports")


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [LINT_IMPORTS, "--no-logo", "--no-cache"], cwd=folder, capture_output=True, text=True, check=False
    )


WRONG_IMPORTS = {
    "upwards": ("problems", "import revi_docs.cli", "revi_docs.problems -> revi_docs.cli"),
    "sideways": ("site", "import revi_docs.drift", "revi_docs.site -> revi_docs.drift"),
    "report": ("report", "import revi_docs.files", "revi_docs.report -> revi_docs.files"),
    "decide": ("decide", "import yaml", "revi_docs.decide -> yaml"),
    "click": ("files", "import click", "revi_docs.files -> click"),
    "mkdocs": ("site/links", "import mkdocs.config", "revi_docs.site.links -> mkdocs"),
    "site": (
        "site/links",
        "import revi_docs.site.mkdocs.builder",
        "revi_docs.site.links -> revi_docs.site.mkdocs.builder",
    ),
    "types": (
        "problems",
        "from typing import TYPE_CHECKING\n\nif TYPE_CHECKING:\n    import revi_docs.app",
        "revi_docs.problems -> revi_docs.app",
    ),
}
"""Kind of violation → folder, text of the module that is added there, and the import that is reported."""


@pytest.fixture(scope="module")
def broken(root: Path, tmp_path_factory: pytest.TempPathFactory) -> subprocess.CompletedProcess[str]:
    """The report about a copy of the package with all wrong imports and a folder without a place: one slow run."""
    copy = tmp_path_factory.mktemp("layers")
    shutil.copytree(root / "revi_docs", copy / "revi_docs", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(root / "pyproject.toml", copy)
    for kind, (folder, text, _) in WRONG_IMPORTS.items():
        (copy / "revi_docs" / folder / f"wrong_{kind}.py").write_text(f"{text}\n", encoding="utf-8")
    (copy / "revi_docs/new_package").mkdir()
    (copy / "revi_docs/new_package/__init__.py").touch()
    return lint_imports(copy)


def test_the_package_keeps_its_layers(root: Path) -> None:
    result = lint_imports(root)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize("kind", WRONG_IMPORTS)
def test_an_import_against_the_rules_fails(broken: subprocess.CompletedProcess[str], kind: str) -> None:
    assert broken.returncode == 1
    assert WRONG_IMPORTS[kind][2].replace(" ->", f".wrong_{kind} ->") in broken.stdout


def test_a_new_package_fails_until_it_has_a_place(broken: subprocess.CompletedProcess[str]) -> None:
    assert broken.returncode == 1
    assert "revi_docs.new_package" in broken.stdout


@cache
def parsed(path: Path) -> ast.Module:
    """The syntax tree of a module, parsed once for all tests."""
    return ast.parse(path.read_text("utf-8"))


def mutual_folder_pairs(package: Path) -> list[tuple[str, str]]:
    """Folders whose modules import each other in both directions; late and type-only imports count."""
    names = {path: ".".join(path.relative_to(package.parent).with_suffix("").parts) for path in package.rglob("*.py")}
    modules = {name.removesuffix(".__init__") for name in names.values()}
    folders = {".".join(path.parent.relative_to(package.parent).parts) for path in names}
    imported: set[tuple[str, str]] = set()
    for path in names:
        folder = ".".join(path.parent.relative_to(package.parent).parts)
        for node in ast.walk(parsed(path)):
            if not isinstance(node, ast.ImportFrom) or not (node.module or "").startswith(package.name):
                continue
            for alias in node.names:
                full_name = f"{node.module}.{alias.name}"
                target = full_name if full_name in modules else str(node.module)
                target_folder = target if target in folders else target.rpartition(".")[0]
                if target_folder != folder:
                    imported.add((folder, target_folder))
    return sorted((first, second) for first, second in imported if first < second and (second, first) in imported)


def test_no_two_folders_import_each_other(root: Path) -> None:
    assert mutual_folder_pairs(root / "revi_docs") == []


def test_two_folders_that_import_each_other_are_found(tmp_path: Path) -> None:
    (tmp_path / "p/child").mkdir(parents=True)
    for name, text in (
        ("p/__init__.py", ""),
        ("p/a.py", "from p.child import b\n"),
        ("p/child/__init__.py", ""),
        ("p/child/b.py", "def f():\n    from p.a import x\n"),
    ):
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert mutual_folder_pairs(tmp_path / "p") == [("p", "p.child")]


def unmirrored_modules(root: Path) -> tuple[list[str], int]:
    """The modules without a test file of their own, and the number of all modules.

    `tests/x/test_y.py` tests `revi_docs/x/y.py`. A rule is tested by its folder of cases, which another test requires
    for each rule. Modules without functions (declarations, tables of codes) and `__init__` do not count.
    """
    missing, count = [], 0
    for path in sorted((root / "revi_docs").rglob("*.py")):
        module = path.relative_to(root / "revi_docs")
        has_logic = any(isinstance(node, ast.FunctionDef) for node in ast.walk(parsed(path)))
        if path.name == "__init__.py" or not has_logic:
            continue
        count += 1
        is_rule = module.parent.name == "rules" and path.name not in ("lint.py", "story_lint.py")
        if not is_rule and not (root / "tests" / module.parent / f"test_{path.name}").is_file():
            missing.append(module.as_posix())
    return missing, count


def test_tests_mirror_the_package(root: Path) -> None:
    missing, count = unmirrored_modules(root)
    assert len(missing) <= count * 0.2, "write tests/x/test_y.py for some of:\n" + "\n".join(missing)


def test_a_module_without_a_test_file_is_listed(tmp_path: Path) -> None:
    for name, text in (
        ("revi_docs/x/__init__.py", "def f(): ...\n"),
        ("revi_docs/x/codes.py", "CODES = {}\n"),
        ("revi_docs/x/tested.py", "def f(): ...\n"),
        ("revi_docs/x/untested.py", "def f(): ...\n"),
        ("revi_docs/x/rules/dead_end.py", "def check(): ...\n"),
        ("revi_docs/x/rules/lint.py", "def lint(): ...\n"),
        ("tests/x/test_tested.py", ""),
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert unmirrored_modules(tmp_path) == (["x/rules/lint.py", "x/untested.py"], 4)


def test_modules_and_functions_are_small(root: Path) -> None:
    """A module has at most 250 lines, a function at most 50."""
    for path in sorted((root / "revi_docs").rglob("*.py")):
        source = path.read_text(encoding="utf-8")
        assert source.count("\n") <= 250, path
        functions = (node for node in ast.walk(parsed(path)) if isinstance(node, ast.FunctionDef))
        assert [node.name for node in functions if (node.end_lineno or 0) - node.lineno >= 50] == [], path


def test_drift_stays_small(root: Path) -> None:
    """What other packages need, too, belongs below it."""
    sizes = [path.read_text("utf-8").count("\n") for path in (root / "revi_docs/drift").rglob("*.py")]
    assert sum(sizes) <= 2_500


def unknown_modules(package: Path) -> list[str]:
    """The names in code spans of package docstrings that are neither a module nor a folder of that package."""
    unknown = []
    for file in sorted(package.rglob("__init__.py")):
        names = re.findall(
            r"^(?:- |  \S).*$", ast.get_docstring(ast.parse(file.read_text("utf-8"))) or "", re.MULTILINE
        )
        unknown += [
            f"{file.parent.name}: {name}"
            for name in re.findall(r"`([a-z_]+)`", "\n".join(names))
            if not (file.with_name(f"{name}.py").is_file() or file.with_name(name).is_dir())
        ]
    return unknown


def test_maps_of_packages_name_modules(root: Path) -> None:
    assert unknown_modules(root / "revi_docs") == []


def test_a_module_that_a_map_names_wrongly_is_found(tmp_path: Path) -> None:
    (tmp_path / "p").mkdir()
    (tmp_path / "p/a.py").touch()
    (tmp_path / "p/__init__.py").write_text('"""A package.\n\n- One: `a` and `b`,\n  and `c`.\n"""\n', encoding="utf-8")
    assert unknown_modules(tmp_path) == ["p: b", "p: c"]
