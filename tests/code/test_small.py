"""A contract with four statuses and nothing else generates code that compiles and passes the vectors."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from revi_docs.contract.loader import parse
from revi_docs.outputs.rendered_outputs import render_all
from tests.support.workspaces import program_globals
from tests.typescript.package import compile_package, run, run_vectors
from tests.vectors.vector_rows import vectors

TEXT = """\
revi: 1
statuses: {noticed: {}, begun: {}, parked: {}, over: {terminal: true}}
transitions:
  - {from: noticed, to: begun, by: manual}
  - {from: [begun, parked], to: over, by: manual}
  - {from: begun, to: parked, by: system, event: late}
"""


@pytest.fixture(scope="module")
def generated(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the code that the contract generates, using the code outputs of our own contract."""
    own_outputs = (root / "revi.yml").read_text("utf-8").partition("\noutputs:\n")[2].splitlines()
    rows = [row for row in own_outputs if row.lstrip(' "').startswith("generated/")]
    outputs = render_all(root, parse("\n".join([TEXT, "outputs:", *rows]).encode()), program_globals())
    assert [problem for problem in outputs.problems if problem.code != "unused-template"] == []
    folder = tmp_path_factory.mktemp("small")
    for file in outputs.files:
        (folder / file.path).parent.mkdir(parents=True, exist_ok=True)
        (folder / file.path).write_bytes(file.content)
    return folder / "generated"


def test_typescript(generated: Path, node: Path, tmp_path: Path) -> None:
    rows = {question: question_rows for question, question_rows in vectors(TEXT).items() if question_rows}
    assert run_vectors(compile_package(generated, node, tmp_path / "compiled"), rows) == sum(map(len, rows.values()))


def test_python(generated: Path, tmp_path: Path) -> None:
    options = ("--strict", "--config-file=", f"--cache-dir={tmp_path}")
    result = run(sys.executable, "-m", "mypy", *options, "python/revi_contract", cwd=generated)
    assert result.stdout.startswith("Success: no issues found"), result.stdout
    script = "from revi_contract import CONTRACT, records; print(len(CONTRACT.transitions), records.WIRE_SCHEMA)"
    assert run(sys.executable, "-c", script, cwd=generated / "python").stdout == "4 {}\n"
