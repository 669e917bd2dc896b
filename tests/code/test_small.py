"""A contract with four statuses and nothing else generates code that compiles and passes the vectors."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.code.other_contracts import SMALL, small_outputs, write_code
from tests.typescript.package import CompiledPackages, run, run_vectors
from tests.vectors.vector_rows import vectors


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the code that the contract generates."""
    outputs = small_outputs()
    assert [problem for problem in outputs.problems if problem.code != "unused-template"] == []
    return write_code(outputs, tmp_path_factory.mktemp("small"))


def test_typescript(generated: Path, compiled: CompiledPackages) -> None:
    assert (generated / "typescript").is_dir()
    rows = {question: question_rows for question, question_rows in vectors(SMALL).items() if question_rows}
    assert run_vectors(compiled.test_of("small"), rows) == sum(map(len, rows.values()))


def test_python(generated: Path, tmp_path: Path) -> None:
    options = ("--strict", "--config-file=", f"--cache-dir={tmp_path}")
    result = run(sys.executable, "-m", "mypy", *options, "python/revi_contract", cwd=generated)
    assert result.stdout.startswith("Success: no issues found"), result.stdout
    script = "from revi_contract import CONTRACT, records; print(len(CONTRACT.transitions), records.WIRE_SCHEMA)"
    assert run(sys.executable, "-c", script, cwd=generated / "python").stdout == "4 {}\n"
