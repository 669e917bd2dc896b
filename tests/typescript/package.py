"""The generated TypeScript package of any repository, compiled and put to the vectors elsewhere."""

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


def compiled(generated: Path, programs: Path, folder: Path) -> Path:
    """The compiled test of the package in `generated`; what the compiler says fails the test."""
    shutil.copytree(generated / "typescript", folder / "generated/typescript")
    shutil.copytree(HERE, folder / "tests/typescript", ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    (folder / "node_modules").symlink_to(programs.parent)
    (folder / "package.json").write_text('{"type": "module"}', encoding="utf-8")
    done = run(programs / "tsc", "-p", "tests/typescript", cwd=folder)
    assert done.stdout + done.stderr == ""
    return folder / ".cache/typescript/tests/typescript/vectors.test.js"


def answered(test: Path, rows: Mapping[str, Sequence[Any]]) -> int:
    """How many rows the compiled package answers; a wrong answer fails the test."""
    path = test.with_name("vectors.json")
    path.write_text(json.dumps(rows), encoding="utf-8")
    environment = {**os.environ, "REVI_VECTORS": str(path)}
    done = run("node", "--test", "--test-reporter=tap", test, cwd=test.parent, environment=environment)
    assert done.returncode == 0, done.stdout[-4000:]
    counts = [int(found) for found in ROWS.findall(re.sub(r"# Subtest.*", "", done.stdout))]
    assert counts == [len(one) for one in rows.values()]
    return sum(counts)


def run(
    *command: str | Path, cwd: Path, environment: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """A program run to its end."""
    return subprocess.run(
        [str(part) for part in command], cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )
