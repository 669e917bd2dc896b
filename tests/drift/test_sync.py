"""`revi-docs sync`, killed at 200 random moments: every file is old or new, and the next run ends it."""

from __future__ import annotations

import os
import re
import shutil
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.context import ForkProcess
from pathlib import Path
from random import Random

import pytest

from revi_docs.files.temp_files import is_temp_file
from tests.drift.drift_repo import CONTRACT, DriftRepo, contents, create_drift_repo
from tests.support.command_line import call_program
from tests.support.sample_repo import (
    check_repository,
    copy_synced,
    edit,
    run_docs,
    sync_repository,
    write,
)
from tests.support.soak import rounds

PARTS, IN_EACH = 8, rounds(2, 25)
"""200 kills in `make soak`."""
COMMANDS, PAGES, AGENTS = 20, 6, 12


def create_large_repo(root: Path) -> DriftRepo:
    """The mixed repository with many more outputs, regions and fields."""
    base = create_drift_repo(root)
    commands = "".join(f"  do-{number}: {{description: Does., phase: make}}\n" for number in range(COMMANDS))
    agents = "".join(f"  agent-{number}: {{description: Helps., model: haiku}}\n" for number in range(AGENTS))
    contract = CONTRACT.replace("owns:\n", f"{commands}owns:\n").replace("commands:\n", f"{agents}commands:\n")
    write(root, "revi.yml", contract)
    for number in range(PAGES):
        write(root, f"guide/more-{number}.md", base.files["guide/limits.md"])
    for number in range(AGENTS):
        name = f".claude/agents/agent-{number}.md"
        write(root, name, f"---\nname: agent-{number}\ndescription: Helps.\nmodel: haiku # by size\n---\nBody.\n")
    sync_repository(root)
    assert {problem.code for problem in check_repository(root)} == {"front-matter-no-yaml"}
    return DriftRepo(root, contents(root))


def with_changes(before: DriftRepo, root: Path) -> DriftRepo:
    """The same repository as it is to be, once its contract says otherwise and one command is gone."""
    copy_synced(before.root, root)
    edit(root, "revi.yml", "make: {warning: 300, hard: 600}", "make: {warning: 300, hard: 700}")
    edit(root, "revi.yml", "  do-7: {description: Does., phase: make}\n", "")
    text = (root / "revi.yml").read_text(encoding="utf-8")
    write(root, "revi.yml", re.sub(r"(  agent-.*model: )haiku", r"\1sonnet", text))
    shutil.copyfile(root / "revi.yml", root.with_name("turned.yml"))
    sync_repository(root)
    return DriftRepo(root, contents(root))


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> DriftRepo:
    return create_large_repo(tmp_path_factory.mktemp("killed") / "old")


@pytest.fixture(scope="module")
def new(old: DriftRepo) -> DriftRepo:
    return with_changes(old, old.root.with_name("new"))


@pytest.fixture
def partly_synced(old: DriftRepo, new: DriftRepo, tmp_path: Path) -> Path:
    """A copy of the old repository with the new contract, which `sync` has to bring into step."""
    root = copy_synced(old.root, tmp_path / "torn")
    shutil.copyfile(old.root.with_name("turned.yml"), root / "revi.yml")
    return root


def start_sync(root: Path, prepare: Callable[[], None] = lambda: None) -> ForkProcess:
    """Starts `sync` in a fork of this process, which has imported and compiled what a new one would have to."""

    def run() -> None:
        prepare()
        sys.exit(call_program("revi-docs", root, "sync").code)

    process = get_context("fork").Process(target=run)
    process.start()
    return process


def measure_run(root: Path) -> tuple[float, float]:
    """How many seconds a whole run takes until it begins to write, and from then until its end."""
    start = time.monotonic()
    process = start_sync(root)
    wait_for_writing(root, process)
    first = time.monotonic() - start
    process.join()
    assert process.exitcode == 0
    return first, time.monotonic() - start - first


def wait_for_writing(root: Path, process: ForkProcess) -> None:
    """Waits for the first file that is put among the outputs, or for the end of the process."""
    before = (root / "commands").stat().st_mtime_ns
    while process.is_alive() and (root / "commands").stat().st_mtime_ns == before:
        time.sleep(0.001)


def kill_sync(root: Path, random: Random, run: tuple[float, float]) -> None:
    """Runs `sync` and kills it at a random moment, most often after its first write."""
    process = start_sync(root)
    if random.random() < 0.1:
        time.sleep(random.uniform(0, sum(run)))
    else:
        wait_for_writing(root, process)
        time.sleep(random.uniform(0, run[1]))
    process.kill()
    process.join()


def die_after_writing() -> None:
    """Lets this process be killed after its third file."""
    rename, names = os.rename, []

    def rename_or_die(source: str, target: str, **folders: int | None) -> None:
        rename(source, target, **folders)
        names.append(target)
        if len(names) == 3:
            os.kill(os.getpid(), signal.SIGKILL)

    os.rename = rename_or_die  # type: ignore[assignment]  # ours has fewer parameters


def kill_sync_after_writing(root: Path) -> None:
    """Runs `sync`, which is killed after its third file."""
    process = start_sync(root, die_after_writing)
    process.join()
    assert process.exitcode == -signal.SIGKILL


def restore(root: Path, old: DriftRepo) -> None:
    """Puts the old files back, all but the contract."""
    for path, content in old.files.items():
        if path != "revi.yml" and (not (root / path).exists() or (root / path).read_bytes() != content):
            write(root, path, content)


def count_files(root: Path, old: DriftRepo, new: DriftRepo) -> tuple[int, int, int]:
    """How many files are old, how many new, and what is left over; none is anything else."""
    actual = contents(root)
    temp_files = [path for path in actual if is_temp_file(path.rpartition("/")[2])]
    changing = {path for path in old.files if old.files[path] != new.files.get(path)} - {"revi.yml"}
    for path in actual.keys() - set(temp_files):
        assert actual[path] in (old.files.get(path), new.files.get(path)), path
    assert old.files.keys() - actual.keys() <= old.files.keys() - new.files.keys()
    news = sum(actual.get(path) == new.files.get(path) for path in changing)
    return len(changing) - news, news, len(temp_files)


@pytest.mark.parametrize("part", range(PARTS))
def test_every_file_is_old_or_new(old: DriftRepo, new: DriftRepo, partly_synced: Path, part: int) -> None:
    """One is killed after its third file, the others at random, most of them while they write."""
    random = Random(f"killed {part}")
    run = measure_run(partly_synced)
    counts: Counter[str] = Counter()
    for number in range(IN_EACH):
        restore(partly_synced, old)
        if number == 0:
            kill_sync_after_writing(partly_synced)
        else:
            kill_sync(partly_synced, random, run)
        olds, news, temp_files = count_files(partly_synced, old, new)
        counts["before" if not news else "after" if not olds else "between"] += 1
        counts["left over"] += temp_files
    ended = run_docs(partly_synced, "sync")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert contents(partly_synced) == new.files
    assert {problem.code for problem in check_repository(partly_synced)} == {"front-matter-no-yaml"}
    assert [path for path in partly_synced.rglob("*") if is_temp_file(path.name)] == []
    assert counts["before"] + counts["between"] + counts["after"] == IN_EACH
    assert counts["between"], counts
    sys.stdout.write(f"part {part}: {dict(counts)} of a run of {sum(run):.2f} s\n")
