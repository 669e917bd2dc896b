"""The generated TypeScript compiles, passes ESLint, and answers every vector row."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.typescript.package import CompiledPackages, run, run_vectors
from tests.vectors.expected_answers import EXPECTED_ANSWERS
from tests.vectors.vector_rows import QUESTIONS, vectors

LINK = re.compile(r"@see (?:\.\./)+docs_src/reference/[\w/-]+\.md(?:#[\w-]+)?\n")


@pytest.fixture(scope="module")
def test_file(compiled: CompiledPackages) -> Path:
    """The compiled vector test of this repository's package."""
    return compiled.test_of("own")


def test_decide_agrees_with_the_reference(root: Path, test_file: Path, record_property) -> None:
    record_property("vectors", ("TypeScript", run_vectors(test_file, vectors((root / "revi.yml").read_text("utf-8")))))


def test_decide_gives_the_answers_written_by_hand(test_file: Path) -> None:
    rows: dict[str, list[Any]] = {question: [] for question in QUESTIONS}
    for question, arguments, expected in EXPECTED_ANSWERS.values():
        rows[question].append((arguments, expected))
    assert run_vectors(test_file, rows) == len(EXPECTED_ANSWERS)


def test_the_compiler_is_strict(root: Path) -> None:
    text = (root / "generated/typescript/tsconfig.json").read_text("utf-8")
    for option in ("strict", "exactOptionalPropertyTypes", "noUncheckedIndexedAccess"):
        assert f'"{option}": true' in text


def test_eslint_passes(root: Path, node: Path) -> None:
    folders = ("generated/typescript/src", "revi_docs/decide", "tests/typescript", "eslint.config.js")
    result = run(node / "eslint", "--max-warnings=0", *folders, cwd=root)
    assert result.stdout + result.stderr == ""


def test_every_export_has_a_comment_with_a_link_to_the_site(root: Path) -> None:
    count = 0
    for path in sorted((root / "generated/typescript/src").rglob("*.ts")):
        if path.name != "index.ts":
            before, *exports = path.read_text("utf-8").split("\nexport ")
            for export in exports:
                comment = before.rpartition("/**")[2]
                assert comment.endswith(" */"), export[:60]
                assert re.search(r"@see (\.\./)+docs_src/reference/[\w/-]+\.md(#[\w-]+)?\n", comment), export[:60]
                before, count = export, count + 1
    assert count > 100


def test_every_link_of_an_export_has_a_target(root: Path) -> None:
    for path in sorted((root / "generated/typescript/src").rglob("*.ts")):
        for target, anchor in re.findall(r"@see ([\w./-]+)#?([\w-]*)\n", path.read_text("utf-8")):
            page = (path.parent / target).resolve().read_text("utf-8")
            assert not anchor or f"#{anchor}}}" in page, f"{path.name}: {target}#{anchor}"


@pytest.mark.parametrize(
    ("required", "expected"),
    [
        pytest.param("browser,node", "REVI_REQUIRE names node: ", id="where it is required it fails"),
        pytest.param("", "SKIPPED [1] ", id="elsewhere it is skipped, with a reason"),
    ],
)
def test_without_node(root: Path, required: str, expected: str) -> None:
    environment = {**os.environ, "PATH": str(Path(sys.executable).parent), "REVI_REQUIRE": required}
    command = (sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", __file__, "-k", "eslint")
    result = run(*command, cwd=root, environment=environment)
    assert expected in result.stdout
    assert "no node on the PATH; on Debian: apt-get install nodejs npm" in result.stdout
    assert bool(result.returncode) is bool(required)
