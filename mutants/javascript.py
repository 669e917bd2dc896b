"""Branch mutants of `decide` in TypeScript, each put to the compiled vectors in a process of its own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from mutants.contracts import Made
from mutants.python import Tried
from tests.typescript.package import compiled

HERE = Path(__file__).resolve().parent
TEST = "tests/typescript/vectors.test.js"
DECIDE = "generated/typescript/src/decide"


def tried(sources: Path, contracts: Sequence[Made], folder: Path, name: str) -> Tried:
    """Tries every mutant of one module on each contract until one finds it."""
    path = sources / f"{name}.ts"
    if not path.exists():
        return Tried(0, ())
    command = ["node", str(HERE / "typescript.js"), str(path)]
    mutants = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    copies = [_copy(one, folder / f"{name}-{number}") for number, one in enumerate(contracts)]
    assert all(_passes(copy) for copy in copies), "the vectors fail without a mutant"
    left = [one["told"] for one in mutants if all(_survives(copy, name, one["code"]) for copy in copies)]
    return Tried(len(mutants), tuple(left))


def _copy(contract: Made, folder: Path) -> Path:
    """The compiled package of a contract and its vectors, in a folder of its own."""
    test = compiled(contract.folder / "generated", HERE.parent / "node_modules/.bin", folder)
    test.with_name("vectors.json").write_text(json.dumps(contract.rows), encoding="utf-8")
    return test


def _survives(test: Path, name: str, code: str) -> bool:
    module = test.parents[2] / DECIDE / f"{name}.js"
    kept = module.with_suffix(".kept")
    shutil.copy(module, kept)
    try:
        module.write_text(code, encoding="utf-8")
        return _passes(test)
    finally:
        kept.replace(module)


def _passes(test: Path) -> bool:
    environment = {**os.environ, "REVI_VECTORS": str(test.with_name("vectors.json"))}
    try:
        done = subprocess.run(
            ["node", str(test)], env=environment, capture_output=True, check=False, timeout=60
        )
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0
