"""Locks under stress: killed and stopped owners, jumping clocks, a full disk; checked by their history."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from revi_docs.records.command_errors import CommandError
from revi_docs.records.jsonl import read_lines
from revi_docs.runtime.base.repository import StoryPaths
from revi_docs.runtime.claims.file_guard import file_guard
from revi_docs.runtime.story_files.story_writer import NewStory, StoryAdoption, adopt_story, create_story
from tests.support.lock_history import Event, faults, read_history
from tests.support.runtime_fixtures import Revi
from tests.support.soak import rounds
from tests.support.worker_pool import WorkerPool

WORKERS, ROUNDS, HARM = rounds(6, 16), rounds(150, 2000), rounds(12, 4) / 1000
"""`HARM` is the probability that a worker is killed or stopped at one of its points."""


@pytest.fixture
def reviewed_story(story: StoryPaths) -> StoryPaths:
    """A story in the status that the command of the workers starts in."""
    create_story(story, NewStory("A story"))
    shutil.rmtree(Path(story.folder) / "ledger")
    adopt_story(story, StoryAdoption("ready-for-code-review", "test", ("made here",)))
    return story


def count_writes(history: Path) -> int:
    return history.read_bytes().count(b'"wrote"') if history.exists() else 0


@pytest.mark.parametrize(("holders", "changes"), [(8, True), (8, False)])
def test_a_queue_of_short_holders_is_waited_for(
    holders: int, changes: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each holder takes one second, and another one follows at once, or none does: the wait is two seconds for each."""
    seconds, guards = [0], [file_guard(str(tmp_path), str(tmp_path / "guard"), 0)]
    guards[0].__enter__()

    def sleep(_: float) -> None:
        seconds[0] += 1
        if seconds[0] >= holders:
            guards.pop().__exit__(None, None, None)
        elif changes:
            guards.pop().__exit__(None, None, None)
            guards.append(file_guard(str(tmp_path), str(tmp_path / "guard"), 0))
            guards[0].__enter__()
            os.utime(tmp_path / "guard", (seconds[0], seconds[0]))  # a clock of its own: two holders differ always

    monkeypatch.setattr("time.sleep", sleep)
    monkeypatch.setattr("time.monotonic", lambda: seconds[0])
    waiting = file_guard(str(tmp_path), str(tmp_path / "guard"), 2000)
    if changes:
        with waiting:
            assert seconds[0] == holders
    else:
        with pytest.raises(CommandError, match="another process is changing the story"):
            waiting.__enter__()
        guards.pop().__exit__(None, None, None)


@pytest.mark.slow
def test_no_two_owners_without_a_higher_fence(root: Path, repository: Path, reviewed_story: StoryPaths) -> None:
    """Many workers until many rounds are written; clocks jump back and forth by hours meanwhile."""
    chance, pool, history = random.Random(16), WorkerPool(root, [repository], WORKERS, HARM), repository / "history"
    deadline = time.monotonic() + 240
    try:
        while (write_count := count_writes(history)) < ROUNDS and time.monotonic() < deadline:
            pool.supervise(chance)
            if chance.random() < 0.02:
                (repository / "skew").write_text(str(chance.choice((-3, 0, 0, 2, 30))))
            time.sleep(0.02)
    finally:
        pool.end()
    events = read_history(history)
    assert write_count >= ROUNDS
    assert pool.killed > rounds(2, 20)
    assert pool.stopped > rounds(2, 20)
    assert list(faults(events)) == []
    fences = [
        entry.value["fence"]
        for entry in read_lines(reviewed_story.file("_implementation/TRACE.jsonl"))
        if entry.value.get("event") == "lock_taken"
    ]
    assert fences == sorted(set(fences))
    assert not list(Path(reviewed_story.file("_implementation")).glob(".phase-lock.*"))
    assert all(Path(reviewed_story.state_file(name).path).exists() for name in ("guard", "mutex"))


@pytest.mark.parametrize(
    ("history", "fault"),
    [
        pytest.param(
            [Event("taken", "a", 1), Event("taken", "b", 1)],
            "2: b took it with 1, and 1 was given out before",
            id="two holders with one fence",
        ),
        pytest.param(
            [Event("taken", "a", 1), Event("taken", "b", 2), Event("wrote", "a", 1)],
            "3: a write of a with 1 was accepted after 2",
            id="a write below the highest fence",
        ),
        pytest.param(
            [Event("taken", "a", 1), Event("freed", "a", 1), Event("wrote", "a", 1)],
            "3: a wrote, and nobody held it",
            id="a write of nobody",
        ),
        pytest.param(
            [Event("taken", "a", 1), Event("taken", "b", 2), Event("freed", "a", 1)],
            "3: a freed it, and b held it",
            id="somebody else's lock freed",
        ),
    ],
)
def test_a_bad_history_is_noticed(history: list[Event], fault: str) -> None:
    assert next(faults(history)) == fault


def test_a_good_history(tmp_path: Path) -> None:
    events = [Event("taken", "a", 1), Event("wrote", "a", 1), Event("freed", "a", 1), Event("taken", "b", 2)]
    (tmp_path / "history").write_text("".join(json.dumps(entry._asdict()) + "\n" for entry in events))
    assert list(faults(read_history(tmp_path / "history"))) == []


@pytest.mark.slow
def test_through_the_command_line(revi: Revi, reviewed_story: StoryPaths) -> None:
    """Rounds by `revi lock`, four sessions at a time; every third owner dies with the lock."""
    in_each = rounds(4, 50)

    def take_and_release(entry: int) -> None:
        chance = random.Random(entry)
        for number in range(in_each):
            session, holder = f"{entry}-{number}", subprocess.Popen(["sleep", "60"])
            take = ("--phase", "code_review", "--command", "dev-code-review", "--wait", "20s")
            code, taken = revi("lock", "acquire", "REVI-016", *take, session=session, pid=holder.pid)
            assert code == 0, taken
            if chance.random() >= 1 / 3:
                code, freed = revi("lock", "release", "REVI-016", "--status", "PASS", session=session, pid=holder.pid)
                assert (code, freed["fence"]) == (0, taken["fence"]), freed
            holder.kill()
            holder.wait()

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(take_and_release, range(4)))
    events = [line.value for line in read_lines(reviewed_story.file("_implementation/TRACE.jsonl"))]
    fences = [entry["fence"] for entry in events if entry["event"] == "lock_taken"]
    assert fences == list(range(1, 4 * in_each + 1))
    over = sum(entry["takenOver"] for entry in events if entry["event"] == "lock_taken")
    freed = sum(entry["event"] == "lock_released" for entry in events)
    assert over > rounds(0, 20)
    assert freed + over in (4 * in_each - 1, 4 * in_each)
