"""Mutate every branch of `decide` in both languages and check that the vectors detect each mutant.

    make mutants                    all modules; takes some minutes on two cores
    make mutants ARGS="token_budget"  only the named modules

Every mutant is detected, or listed in `mutants/equivalent.txt` with the reason why no answer can detect it.
The exit code is 1 if a survivor is not in that list, or if the list has a line that is not a survivor.
"""

from __future__ import annotations

import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from mutants import javascript, python  # noqa: E402 - importable only after the root is on the path
from mutants.contracts import contracts  # noqa: E402 - as above

FOLDER = ROOT / "revi_docs/decide"
NO_DECISIONS = {"__init__", "compiled_contract", "contract_json", "errors", "index"}
"""Modules without decisions; reading `contract.json` has its own tests."""


def main() -> int:
    """Run all mutants, print the survivors, and return the exit code."""
    names = sys.argv[1:] or sorted({path.stem for path in FOLDER.glob("*.py")} - NO_DECISIONS)
    with tempfile.TemporaryDirectory(prefix="revi-docs-mutants-") as folder:
        vectors = contracts(ROOT, Path(folder))
        with ProcessPoolExecutor() as pool:
            in_python = list(pool.map(partial(python.run_mutants, FOLDER, vectors), names))
        with ThreadPoolExecutor() as pool:
            in_typescript = list(pool.map(partial(javascript.run_mutants, FOLDER, vectors, Path(folder)), names))
    survivors = [mutant for result in (*in_python, *in_typescript) for mutant in result.survivors]
    equivalent = _equivalent(names)
    for mutant in survivors:
        if mutant not in equivalent:
            print(f"survives: {mutant}")
    for mutant in equivalent:
        if mutant not in survivors:
            print(f"listed in equivalent.txt, but does not survive: {mutant}")
    for language, results in (("Python", in_python), ("TypeScript", in_typescript)):
        survivor_count = sum(len(result.survivors) for result in results)
        print(f"{language}: {sum(result.total for result in results)} mutants, {survivor_count} survive")
    print(f"{len(equivalent)} equivalent, with reasons")
    return 0 if sorted(survivors) == sorted(equivalent) else 1


def _equivalent(names: list[str]) -> list[str]:
    """The mutants that are listed as equivalent; comment lines above them give the reasons."""
    lines = (ROOT / "mutants/equivalent.txt").read_text("utf-8").splitlines()
    return [line for line in lines if line and line[0] != "#" and line.partition(".")[0] in names]


if __name__ == "__main__":
    sys.exit(main())
