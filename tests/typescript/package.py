"""Compile the generated TypeScript package of any repository and run the vectors against it."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROWS = re.compile(r"\w+: (\d+) rows")


def compile_package(generated: Path, programs: Path, folder: Path) -> Path:
    """Compile the package in `generated` with its test, and return the test. Any compiler output fails."""
    shutil.copytree(generated / "typescript", folder / "generated/typescript")
    shutil.copy(generated / "contract.json", folder / "generated")
    shutil.copytree(HERE, folder / "tests/typescript", ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    (folder / "node_modules").symlink_to(programs.parent)
    (folder / "package.json").write_text('{"type": "module"}', encoding="utf-8")
    result = run(programs / "tsc", "-p", "tests/typescript", cwd=folder)
    assert result.stdout + result.stderr == ""
    return folder / ".cache/typescript/tests/typescript/vectors.test.js"


def run_vectors(test: Path, rows: Mapping[str, Sequence[Any]]) -> int:
    """Run the vectors and return the number of rows; a wrong answer fails the test."""
    path = test.with_name("vectors.json")
    path.write_text(json.dumps(rows), encoding="utf-8")
    environment = {**os.environ, "REVI_VECTORS": str(path)}
    result = run("node", "--test", "--test-reporter=tap", test, cwd=test.parent, environment=environment)
    assert result.returncode == 0, result.stdout[-4000:]
    counts = [int(number) for number in ROWS.findall(re.sub(r"# Subtest.*", "", result.stdout))]
    assert counts == [len(question_rows) for question_rows in rows.values()]
    return sum(counts)


def run(*command: str | Path, cwd: Path, environment: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Run a program and capture its output."""
    return subprocess.run(
        [str(part) for part in command], cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )
