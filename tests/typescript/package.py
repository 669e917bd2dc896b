"""Compile the generated TypeScript package of any repository and run the vectors against it."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

HERE = Path(__file__).resolve().parent
ROWS = re.compile(r"\w+: (\d+) rows")


class CompiledPackages(NamedTuple):
    """Packages in folders of their names, and what the compiler printed about them."""

    folder: Path
    output: str

    def test_of(self, name: str) -> Path:
        """The compiled vector test of a package. Any compiler output fails that is not about another package."""
        others = tuple(f"{path.parent.name}/" for path in self.folder.glob("*/generated") if path.parent.name != name)
        lines = self.output.splitlines()  # the indented ones continue the line above
        assert [line for line in lines if not line.startswith((*others, " "))] == []
        return self.folder / name / ".cache/typescript/tests/typescript/vectors.test.js"


def compile_packages(packages: Mapping[str, Path], programs: Path, folder: Path) -> CompiledPackages:
    """Compile the package in each folder `generated` with its test: all in one run, which reads Node's types once."""
    for name, generated in packages.items():
        shutil.copytree(generated / "typescript", folder / name / "generated/typescript")
        shutil.copy(generated / "contract.json", folder / name / "generated")
        ignored = shutil.ignore_patterns("*.py", "__pycache__")
        shutil.copytree(HERE, folder / name / "tests/typescript", ignore=ignored)
    settings = {(folder / name / "generated/typescript/tsconfig.json").read_text("utf-8") for name in packages}
    assert len(settings) == 1, "one run has the settings of all"
    test_settings = json.loads((HERE / "tsconfig.json").read_text("utf-8"))
    test_settings["extends"] = f"./{next(iter(packages))}/generated/typescript/tsconfig.json"
    test_settings["compilerOptions"] |= {"rootDir": ".", "outDir": "compiled"}
    test_settings["include"] = ["*/tests/typescript/*.ts", "*/generated/typescript/src"]
    (folder / "tsconfig.json").write_text(json.dumps(test_settings), encoding="utf-8")
    (folder / "node_modules").symlink_to(programs.parent)
    (folder / "package.json").write_text('{"type": "module"}', encoding="utf-8")
    result = run(programs / "tsc", "-p", ".", "--pretty", "false", cwd=folder)
    for name in packages:
        shutil.move(folder / "compiled" / name, folder / name / ".cache/typescript")
    return CompiledPackages(folder, result.stdout + result.stderr)


def compile_package(generated: Path, programs: Path, folder: Path) -> Path:
    """Compile one package with its test, and return the test. Any compiler output fails."""
    return compile_packages({"package": generated}, programs, folder).test_of("package")


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
