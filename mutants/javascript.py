"""Run the compiled vectors against branch mutants of the TypeScript `decide`, each in its own process."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from mutants.contracts import ContractVectors
from mutants.python import MutationResult
from tests.typescript.package import compile_package

HERE = Path(__file__).resolve().parent
TEST = "tests/typescript/vectors.test.js"
DECIDE = "generated/typescript/src/decide"


def run_mutants(sources: Path, contracts: Sequence[ContractVectors], folder: Path, name: str) -> MutationResult:
    """Run every mutant of one module against each contract until one detects it."""
    path = sources / f"{name}.ts"
    if not path.exists():
        return MutationResult(0, ())
    command = ["node", str(HERE / "typescript.js"), str(path)]
    mutants = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    copies = [_copy(contract, folder / f"{name}-{index}") for index, contract in enumerate(contracts)]
    assert all(_passes(copy) for copy in copies), "the vectors fail without a mutant"
    survivors = [mutant["label"] for mutant in mutants if all(_survives(copy, name, mutant["code"]) for copy in copies)]
    return MutationResult(len(mutants), tuple(survivors))


def _copy(contract: ContractVectors, folder: Path) -> Path:
    """Compile the package of a contract, with its vectors, in a separate folder."""
    test = compile_package(contract.folder / "generated", HERE.parent / "node_modules/.bin", folder)
    test.with_name("vectors.json").write_text(json.dumps(contract.rows), encoding="utf-8")
    return test


def _survives(test: Path, name: str, code: str) -> bool:
    module = test.parents[2] / DECIDE / f"{name}.js"
    original = module.with_suffix(".original")
    shutil.copy(module, original)
    try:
        module.write_text(code, encoding="utf-8")
        return _passes(test)
    finally:
        original.replace(module)


def _passes(test: Path) -> bool:
    environment = {**os.environ, "REVI_VECTORS": str(test.with_name("vectors.json"))}
    try:
        result = subprocess.run(["node", str(test)], env=environment, capture_output=True, check=False, timeout=60)
    except subprocess.TimeoutExpired:
        return False
    return result.returncode == 0
