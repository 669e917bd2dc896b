"""Changes `decide` branch by branch, in both languages, and sees that the vectors find each change.

    make mutants                    everything, some minutes on two cores
    make mutants ARGS="budget"      only the modules named so

Every mutant is killed, or stands in `mutants/equivalent.txt` with the reason why no answer can show it. A
survivor that does not stand there, and a line there that no mutant needs, make the exit code 1.
"""

from __future__ import annotations

import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from mutants import javascript, python  # noqa: E402 - found from the root, which is put on the path first
from mutants.contracts import contracts  # noqa: E402

FOLDER = ROOT / "revi_docs/decide"
NO_DECISIONS = {"__init__", "contract", "errors", "index", "read"}
"""Modules without a question; the reading of `contract.json` has tests of its own."""


def main() -> int:
    """Tries all mutants and tells which survive. The exit code."""
    names = sys.argv[1:] or sorted({path.stem for path in FOLDER.glob("*.py")} - NO_DECISIONS)
    with tempfile.TemporaryDirectory(prefix="revi-docs-mutants-") as folder:
        made = contracts(ROOT, Path(folder))
        with ProcessPoolExecutor() as pool:
            in_python = list(pool.map(partial(python.tried, FOLDER, made), names))
        with ThreadPoolExecutor() as pool:
            in_typescript = list(pool.map(partial(javascript.tried, FOLDER, made, Path(folder)), names))
    survivors = [one for tried in (*in_python, *in_typescript) for one in tried.survivors]
    known = _equivalent(names)
    for one in survivors:
        if one not in known:
            print(f"survives: {one}")
    for one in known:
        if one not in survivors:
            print(f"stands in equivalent.txt, and is no survivor: {one}")
    for language, tried in (("Python", in_python), ("TypeScript", in_typescript)):
        print(f"{language}: {sum(one.total for one in tried)} mutants, {_left(tried)} survive")
    print(f"{len(known)} equivalent, with reasons")
    return 0 if sorted(survivors) == sorted(known) else 1


def _left(tried: list[python.Tried]) -> int:
    return sum(len(one.survivors) for one in tried)


def _equivalent(names: list[str]) -> list[str]:
    """The mutants that are known to be equivalent; the reasons stand above them, behind `#`."""
    lines = (ROOT / "mutants/equivalent.txt").read_text("utf-8").splitlines()
    return [line for line in lines if line and line[0] != "#" and line.partition(".")[0] in names]


if __name__ == "__main__":
    sys.exit(main())
