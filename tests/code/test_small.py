"""A contract of four statuses and nothing else gives code that compiles and answers the vectors."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from revi_docs.contract.loader import parse
from revi_docs.outputs.rendered_outputs import render_all
from tests.support.workspaces import program_globals
from tests.typescript.package import answered, compiled, run
from tests.vectors.make import vectors

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
    """The folder with what the contract makes, by the outputs of our own that make code."""
    own = (root / "revi.yml").read_text("utf-8").partition("\noutputs:\n")[2].splitlines()
    rows = [row for row in own if row.lstrip(' "').startswith("generated/")]
    made = render_all(root, parse("\n".join([TEXT, "outputs:", *rows]).encode()), program_globals())
    assert [one for one in made.problems if one.code != "unused-template"] == []
    folder = tmp_path_factory.mktemp("small")
    for one in made.files:
        (folder / one.path).parent.mkdir(parents=True, exist_ok=True)
        (folder / one.path).write_bytes(one.content)
    return folder / "generated"


@pytest.mark.xdist_group("node")
def test_typescript(generated: Path, node: Path, tmp_path: Path) -> None:
    rows = {question: some for question, some in vectors(TEXT).items() if some}
    assert answered(compiled(generated, node, tmp_path / "compiled"), rows) == sum(map(len, rows.values()))


def test_python(generated: Path, tmp_path: Path) -> None:
    options = ("--strict", "--config-file=", f"--cache-dir={tmp_path}")
    done = run(sys.executable, "-m", "mypy", *options, "python/revi_contract", cwd=generated)
    assert done.stdout.startswith("Success: no issues found"), done.stdout
    script = "from revi_contract import CONTRACT, records; print(len(CONTRACT.transitions), records.WIRES)"
    assert run(sys.executable, "-c", script, cwd=generated / "python").stdout == "4 {}\n"
