"""Every section of a contract is optional: a subset works from start to end, or lint names the key that is missing."""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
import yaml

from revi_docs.contract import loader
from revi_docs.contract.reference_targets import NAMES_BY_KIND
from tests.support.runtime_repository import ROOT, revi
from tests.support.sample_repo import git, sync_repository, write
from tests.support.soak import rounds
from tests.support.workspaces import open_workspace

CONTRACT = yaml.safe_load((ROOT / "revi.yml").read_text())
CORE = ("revi", "project", "statuses", "transitions")
SETTINGS = {"default_outputs": False, "outputs": {"generated/contract.json": {"template": "contract.json.j2"}}}
SECTIONS = [name for name in CONTRACT if name not in (*CORE, *SETTINGS, "regions", "prose")]
SECTIONS_OF_AGENTS = ("agents", "artifacts", "commands", "groups", "rerun", "workers")
SUBSETS = rounds(5, 300)


def subset(names: Iterable[str], folder: Path, *, pruned: bool) -> dict[str, Any]:
    """The contract with some sections; `pruned`: without what refers to the others."""
    contract: dict[str, Any] = yaml.safe_load(
        yaml.safe_dump({name: CONTRACT[name] for name in (*CORE, *names)}, sort_keys=False)
    )
    for transition in contract["transitions"]:
        if pruned and "commands" not in contract and transition["by"] != "system":
            transition.pop("verdict", None)
            transition.update(by="manual", event=transition.get("event", "decided"))
    # Without commands, what two of them decided is decided by a person: the same transition, once.
    keys = ("from", "to", "by", "event", "verdict")
    once = {str([item.get(key) for key in keys]): item for item in contract["transitions"]}
    contract["transitions"] = list(once.values())
    while pruned:
        write(folder, "revi.yml", yaml.safe_dump(contract, sort_keys=False))
        loaded = loader.load(folder)
        unknown = [
            reference.path
            for reference in loaded.references
            if reference.name not in NAMES_BY_KIND[reference.kind](loaded.contract)
        ]
        if not remove(contract, unknown):
            break
    return contract | SETTINGS


def remove(contract: Any, paths: Iterable[tuple[str | int, ...]]) -> bool:
    """Remove values and what is empty without them, the last ones of a list first; return whether there were any."""
    removed = False
    by_position = {tuple(f"{part:04}" if isinstance(part, int) else part for part in path): path for path in paths}
    for position in sorted(by_position, reverse=True):
        containers = [contract]
        steps: list[str | int] = []
        for part in whole_value(by_position[position]):
            container = containers[-1]
            if isinstance(part, int) and not isinstance(container, list):
                continue  # a single value instead of a list
            if part not in (container if isinstance(container, dict) else range(len(container))):
                break  # removed with its parent
            steps.append(part)
            containers.append(container[part])
        else:
            removed = True
            for container, part in zip(containers[-2::-1], steps[::-1], strict=True):
                del container[part]
                if container:
                    break
    return removed


def whole_value(path: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """The path of the condition or the rerun rule that is nothing without the value."""
    if "requires" in path:
        return path[: path.index("requires") + 2]
    return path[: path.index("rerun") + 1] if "rerun" in path else path


def missing_keys(root: Path) -> tuple[set[str], set[str]]:
    """The sections and the keys of items that lint asks for. Fails for a finding that names none."""
    sections, keys = set(), set()
    for problem in open_workspace(root).lint():
        if problem.code.startswith("unknown-") or problem.code == "undefined-name":
            match = re.match(r"add '([\w-]+)' to ([\w.]+)", problem.fix)
            assert match is not None, problem
            sections.add(match[1] if match[2] == "revi.yml" else match[2].partition(".")[0])
        else:
            match = re.search(r"'(\w+)'", problem.fix)
            assert match is not None, problem
            keys.add(match[1])
    return sections, keys


def run_story(root: Path) -> None:
    """Sync, create a story and move it to a terminal status."""
    contract = yaml.safe_load((root / "revi.yml").read_text())
    sync_repository(root)
    call(root, "story", "new", "REVI-001", "--title", "First")
    for transition in path_to_end(contract):
        by, event, target = transition["by"], transition["event"], transition["to"]
        phase = contract["commands"][by].get("phase") if by != "manual" else ""
        if phase:
            call(root, "plumbing", "lock", "acquire", "REVI-001", "--command", by, "--phase", phase)
        person = ("--actor", "ann", "--reason", "test")
        call(root, "plumbing", "can", "REVI-001", target, "--by", by, "--event", event, *person)
        call(root, "move", "REVI-001", target, "--by", by, "--event", event, *person)
        if phase:
            call(root, "plumbing", "lock", "release", "REVI-001", "--status", "PASS")
    call(root, "log", "REVI-001", "--actor", "ann", "--summary", "Ended.")
    # The test counts no tokens.
    assert {problem.code for problem in open_workspace(root).lint()} <= {"missing-token-record"}


def call(root: Path, *words: str) -> None:
    result = revi(root, *words)
    assert result.returncode == 0, (words, result.stdout + result.stderr)


def path_to_end(contract: dict[str, Any]) -> list[dict[str, Any]]:
    """The shortest chain of transitions without a verdict from the first status to a terminal one."""
    paths: list[tuple[str, list[dict[str, Any]]]] = [(next(iter(contract["statuses"])), [])]
    for status, steps in paths:
        if contract["statuses"][status].get("terminal"):
            return steps
        for transition in contract["transitions"]:
            sources = transition["from"] if isinstance(transition["from"], list) else [transition["from"]]
            if status in sources and transition["by"] != "system" and "verdict" not in transition:
                paths.append((transition["to"], [*steps, transition]))
    raise AssertionError("no path to a terminal status")


def draw(chance: random.Random) -> list[str]:
    """Any sections; in most rounds without those of agents, which hardly work without each other."""
    excluded = SECTIONS_OF_AGENTS if chance.random() < 0.8 else ()
    share = chance.random()
    return [name for name in SECTIONS if name not in excluded and chance.random() < share]


def test_subsets_of_the_sections(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ended, linted = 0, 0
    for seed in range(SUBSETS):
        root, chance = tmp_path / str(seed), random.Random(seed)
        git(tmp_path, "init", "-q", str(root))
        # The first is the smallest contract: statuses and transitions alone.
        names = draw(chance) if seed else []
        contract = subset(names, root, pruned=chance.random() < 0.9 or not seed)
        write(root, "revi.yml", yaml.safe_dump(contract, sort_keys=False))
        sections, keys = missing_keys(root)
        assert sections.isdisjoint(contract), (seed, sections)
        if sections or keys:
            assert seed, "statuses and transitions are enough"
            linted += 1
        else:
            run_story(root)
            ended += 1
    with capsys.disabled():
        sys.stdout.write(f"\n{SUBSETS} subsets: {ended} ran to the end, for {linted} lint named the missing key\n")
    assert ended >= SUBSETS / 2
