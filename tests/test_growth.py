"""Lint and check take linear time in the size of the contract: five times the items, at most six times the work."""

from __future__ import annotations

import cProfile
import pstats
from collections.abc import Callable
from pathlib import Path

import pytest

from revi_docs.contract.loader import parse
from revi_docs.contract.rules.lint import lint
from revi_docs.outputs.filters import MAX_SEPARATED_ITEMS
from tests.support.soak import rounds
from tests.support.workspaces import open_workspace

MAX_RATIO = 6
SMALL = 40
LARGE = 5 * SMALL


def lines(template: str, count: int) -> str:
    """A line for each number; `{next}` is the following number."""
    return "".join(template.format(n=number, next=(number + 1) % count) + "\n" for number in range(count))


CONTRACTS: dict[str, Callable[[int], str]] = {
    "statuses": lambda n: (
        f"statuses:\n{lines('  s{n}: {{}}', n)}  done: {{terminal: true}}\n"
        f"transitions:\n{lines('  - {{from: s{n}, to: s{next}, by: manual}}', n)}"
        "  - {from: s0, to: done, by: manual}\n"
    ),
    "isolated statuses": lambda n: f"statuses:\n{lines('  s{n}: {{}}', n)}",
    "misspelled transitions": lambda n: (
        f"statuses:\n{lines('  status{n}: {{}}', n)}"
        f"transitions:\n{lines('  - {{from: state{n}, to: sttus{next}, by: work{n}, verdict: V{n}}}', n)}"
    ),
    "agents of one command": lambda n: (
        f"models: {{small: {{}}}}\ncommands:\n  work:\n    spawns:\n{lines('      - a{n}', n)}"
        f"agents:\n{lines('  a{n}: {{model: small}}', n)}"
    ),
    "agents in pairs": lambda n: (
        "models: {small: {}}\ncommands: {work: {spawns: [a0]}}\nagents:\n"
        + "".join(f"  a{i}: {{model: small, spawns: [a{i ^ 1}, a{(i + 2) % n}]}}\n" for i in range(n))
    ),
    "workers of one set": lambda n: (
        f"models: {{small: {{}}}}\nagents:\n{lines('  a{n}: {{model: small}}', n)}"
        f"workers:\n  statuses: {{PASS: {{}}, FAIL: {{}}}}\n"
        f"  sets: {{review: {{timeout: 5m, workers: [{', '.join(f'a{i}' for i in range(n))}]}}}}\n"
        "commands: {work: {workers: review}}\n"
    ),
    "commands": lambda n: (
        "statuses: {open: {}, done: {terminal: true}}\nverdicts: {gate: {values: [PASS, FAIL]}}\n"
        f"commands:\n{lines('  c{n}: {{verdicts: gate}}', n)}"
        f"transitions:\n{lines('  - {{from: open, to: done, by: c{n}, verdict: [PASS, FAIL]}}', n)}"
    ),
    "artifacts with one name": lambda n: f"artifacts:\n{lines('  r{n}: {{file: REPORT.md}}', n)}",
    "artifacts": lambda n: (
        f"artifacts:\n{lines('  r{n}: {{file: R{n}.md}}', n)}"
        f"agents:\n{lines('  a{n}: {{reads: r{n}, writes: r{next}}}', n)}"
    ),
    "errors": lambda n: f"recoveries: [stop]\nerrors:\n{lines('  E{n}: {{recovery: stop}}', n)}",
    "aliases": lambda n: f"statuses:\n{lines('  s{n}: {{aliases: [same, b{n}]}}', n)}",
    "owned values": lambda n: (
        f"models: {{small: {{}}}}\nagents:\n{lines('  a{n}: {{model: small}}', n)}"
        f"owns:\n{lines('  .claude/agents/a{n}.md: {{model: agents.a{n}.model}}', n)}"
    ),
    "unknown keys": lambda n: f"statuses:\n{lines('  s{n}: {{descripton: x}}', n)}",
}


def calls(function: Callable[[], object]) -> int:
    """The number of function calls, which is the same on every machine."""
    profile = cProfile.Profile()
    profile.runcall(function)
    return int(pstats.Stats(profile).total_calls)  # type: ignore[attr-defined]  # missing in the stubs


@pytest.mark.parametrize("name", CONTRACTS)
def test_rules(name: str) -> None:
    """The rules of the contract."""
    small, large = (f"revi: 1\n{CONTRACTS[name](count)}".encode() for count in (SMALL, LARGE))
    lint(parse(small))  # fills caches that do not depend on the contract
    ratio = calls(lambda: lint(parse(large))) / calls(lambda: lint(parse(small)))
    assert ratio <= MAX_RATIO


MAX_CALLS = {"statuses": 15_000, "agents of one command": 12_000, "workers of one set": 13_000, "commands": 30_000}
"""Function calls for each further item, a tenth above what was measured: 1,000 statuses take two to three seconds."""


@pytest.mark.parametrize("name", MAX_CALLS)
def test_lint_with_templates(name: str, tmp_path: Path) -> None:
    """Lint as users run it, with all default outputs: each further step of the same size costs the same, and little."""
    counts: list[int] = []
    step = rounds(20, 500)
    # Pages of statuses have a line for each transition, as long as there are few.
    start = MAX_SEPARATED_ITEMS if name == "statuses" else 10
    # The first one fills caches that do not depend on the contract.
    for number, size in enumerate((start, start, start + step, start + 2 * step)):
        root = tmp_path / str(number)
        root.mkdir()
        (root / "revi.yml").write_text(f"revi: 1\n{CONTRACTS[name](size)}", encoding="utf-8")
        counts.append(calls(open_workspace(root).lint))
    first_step, second_step = counts[2] - counts[1], counts[3] - counts[2]
    assert second_step <= 1.25 * first_step
    assert second_step <= MAX_CALLS[name] * step
