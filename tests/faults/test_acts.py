"""Each command and hook that changes something, with a fault at each of its calls that change the disk.

After one fault the state is old or new, and the answer says which; what was acknowledged is there exactly once; and
the same command, called again, completes what was interrupted.
"""

from __future__ import annotations

import json
import os
import re
from functools import partial
from itertools import groupby
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest

from revi_docs.app.setup.workflows import starter_files
from revi_docs.files.stale_temp_files import clean_folders
from tests.faults.acts import ACTS, PHASE, Act, tickets
from tests.faults.faulty_calls import FAULTS, FaultyCalls, Point
from tests.faults.injection import leftovers
from tests.faults.injection import state as files_of
from tests.fuzz.kinds import SESSION
from tests.support import in_process
from tests.support.soak import SOAK, rounds

COMPLETING = {
    "revi": Act(("revi", "doctor", "--fix"), lambda _root: None),
    "hook": Act(("revi", "doctor", "--fix"), lambda _root: None),
}
"""What projects again what an interrupted command had not projected, after it is called again."""

STARTERS = starter_files(Path("root"), "minimal")
"""What `init` writes first: the generated part of a page follows with the outputs."""

FENCE = re.compile(rb'((?:"durationMs"|"?fence"?): )\d+')
"""Times and fencing tokens: a token that was reserved before a fault is never given out again."""

OWN_STATE = re.compile(r"^\.revi/(?:state|cache)/|^\.git/(?!revi/trusted|info/)|TRACE\.jsonl$")
"""Paths of caches and of telemetry, on which no decision depends."""

STATUS = re.compile(rb"^status: .*\n", re.MULTILINE)
"""The status in a story file, which follows from the ledger."""

ABOUT_TRACE = ("trace", "rerun", "workers", "SubagentStop")
"""Commands whose act is an entry of the trace. What a killed writer leaves of a line is no event, and stays."""

STEPWISE = frozenset(
    {"init", "adopt", "sync", "upgrade", "uninstall", "new", "renumber", "begin", "end", "record", "break", "workers"}
)
"""Commands that change several files: they can be stopped between two of them, and continue when called again."""


FORMER_FAULTS = {
    "revi-docs-init---as-plugin": (Point("mkdir", 1), "ENOSPC"),
    "revi-docs-adopt---write": (Point("rename", 3), "killed before"),
    "revi-docs-uninstall": (Point("rmdir", 41), "killed before"),
    "revi-error-resolve": (Point("fsync", 6), "killed after"),
    "hook-SubagentStop": (Point("open", 3), "EIO"),
    "hook-SessionEnd": (Point("unlink", 2), "ENOSPC"),
}
"""Act → a fault after which it was wrong, which is in every sample."""


CONTINUED = frozenset({"reconcile", "resolve"})
"""Commands that change several files, undo that after an error, and continue when called again after a kill."""


class Answer(NamedTuple):
    """Exit code, output and calls of an act; the code of a killed one is negative."""

    code: int
    output: str = ""
    points: tuple[Point, ...] = ()


def answer(act: Act, root: Path, point: Point | None = None, fault: str = "") -> Answer:
    result = in_process.in_fork(partial(_run, act, root, point, fault))
    if result.code < 0:
        return Answer(result.code)
    assert result.code == 0, (act.words, point, fault, result.text)
    code, output, points = json.loads(result.text)
    return Answer(code, output, tuple(Point(*item) for item in points))


def _run(act: Act, root: Path, point: Point | None, fault: str) -> str:
    os.chdir(root)
    os.environ.update(SESSION, XDG_CACHE_HOME=str(root.parent / "cache"), CLAUDE_CONFIG_DIR=str(root / "nowhere"))
    clean_folders(root, ())  # this process forgets what its parent has cleaned
    calls = FaultyCalls(str(root.parent), point, fault)
    code, output = act.run(root)
    return json.dumps([code, output, calls.points])


def state(act: Act, root: Path) -> dict[str, bytes]:
    """What the command is for: all files but caches and telemetry, without fencing tokens and derived statuses."""
    about_trace, about_status = act.words[1] in ABOUT_TRACE, act.words[1] == "doctor"
    return {
        path: FENCE.sub(rb"\1*", content if about_status else STATUS.sub(b"", _trace_events(act, path, content)))
        for path, content in files_of(root, ("**/*",)).items()
        if not OWN_STATE.search(path) or (about_trace and path.endswith("TRACE.jsonl"))
    }


def _trace_events(act: Act, path: str, content: bytes) -> bytes:
    """A trace without what a killed writer leaves of a line: no reader counts it as an event.

    `workers start` adds a line for each worker in one write, of which a killed one can leave the first lines. The
    repeated call starts every worker again; the newest start of a worker counts.
    """
    if not path.endswith("TRACE.jsonl"):
        return content
    lines = [line for line in content.splitlines(keepends=True) if line.endswith(b"}\n")]
    return b"".join(line for line, _ in groupby(lines)) if "workers" in act.words else b"".join(lines)


def event_count(root: Path) -> int:
    """The number of events in all traces."""
    return sum(content.count(b"}\n") for content in files_of(root, ("**/TRACE.jsonl",)).values())


@pytest.fixture(scope="session", autouse=True)
def warm() -> None:
    in_process.warm_up()


def with_side(act: Act, root: Path) -> Act:
    """The act with the id of a side of the fork for SIDE."""
    if "SIDE" not in act.words:
        return act
    shown = answer(act._replace(words=("revi", "story", "reconcile", "TKT-1")), root).output
    side = re.search(r"--keep ([0-9a-f]+)", shown)
    assert side is not None, shown
    return act._replace(words=tuple(side[1] if word == "SIDE" else word for word in act.words))


@pytest.mark.parametrize("act", ACTS, ids=str)
def test_one_fault(tmp_path: Path, act: Act) -> None:
    root = tmp_path / "base/root"
    root.parent.mkdir()
    act.prepare(root)
    act, folder = with_side(act, root), in_process.RestoredFolder(root.parent)
    old, clean = state(act, root), answer(act, root)
    new, events = state(act, root), event_count(root)
    assert old != new
    assert clean.points
    assert clean.code in (0, 1)
    answer(act, root)
    twice = state(act, root)
    cases = [(point, fault) for point in clean.points for fault in FAULTS]
    former_faults = [FORMER_FAULTS[str(act)]] if str(act) in FORMER_FAULTS else []
    for point, fault in (*former_faults, *Random(str(act)).sample(cases, rounds(1, len(cases)))):
        folder.restore()
        faulty = answer(act, root, point, fault)
        case = (str(act), point, fault, faulty.code, faulty.output)
        _check_state(act, faulty, clean.code, (old, new), (case, state(act, root)))
        is_complete = faulty.code == clean.code and not re.search("is not in the trace: | cannot be ", faulty.output)
        is_told = not is_complete or event_count(root) == events
        assert is_told, case
        is_new = state(act, root) == new
        again = answer(act, root)
        if act.words[0] in COMPLETING:
            answer(COMPLETING[act.words[0]], root)
        final = state(act, root)
        assert 0 <= again.code <= 3, (*case, again)
        assert leftovers(root) == [], case
        assert final in ((twice,) if is_new else (new, twice)), (*case, again, _difference(new, final))


@pytest.mark.skipif(not SOAK, reason="a long test; make soak runs it")
@pytest.mark.parametrize("act", ACTS, ids=str)
def test_kills_of_the_act_and_of_its_repair(tmp_path: Path, act: Act) -> None:
    """The act is killed, its repetition is killed, and so is the repair; then each completes.

    A killed call is done or not done, so that the state is that of one, two or three calls.
    """
    root = tmp_path / "base/root"
    root.parent.mkdir()
    act.prepare(root)
    act, folder = with_side(act, root), in_process.RestoredFolder(root.parent)
    repair = COMPLETING.get(act.words[0], act)
    clean, generator = answer(act, root), Random(str(act))
    states = [state(act, root)]
    for _ in range(2):
        answer(act, root)
        states.append(state(act, root))
    for _ in range(40):
        folder.restore()
        kills = [(generator.choice(clean.points), generator.choice(FAULTS[2:])) for _ in range(3)]
        answers = [answer(step, root, *kill) for step, kill in zip((act, act, repair), kills, strict=True)]
        answers += [answer(step, root) for step in (repair, act, repair)]
        case = (str(act), kills, answers)
        # 2: a command that is done can be wrong usage the second time.
        assert all(item.code in (-9, 0, 1, 2, 3) and "Traceback" not in item.output for item in answers), case
        assert leftovers(root) == [], case
        assert state(act, root) in states, (*case, _difference(states[0], state(act, root)))


def test_two_killed_records_leave_each_acknowledged_one_once(tmp_path: Path) -> None:
    """A writer is killed, and so is the next one, which completes what the first one left."""
    root = tmp_path / "base/root"
    root.parent.mkdir()
    acts = {n: Act(("revi", "budget", "record", *PHASE, "--tokens", str(n)), tickets) for n in (71, 72, 73, 74)}
    tickets(root)
    assert answer(acts[71], root).code == 0
    folder, points = in_process.RestoredFolder(root.parent), answer(acts[72], root).points
    generator = Random("two kills")
    for _ in range(rounds(2, 200)):
        folder.restore()
        kills = [(generator.choice(points), generator.choice(FAULTS[2:])) for _ in range(2)]
        codes = [answer(acts[n], root, *kill).code for n, kill in zip((72, 73), kills, strict=True)]
        codes = [0, *codes, answer(acts[74], root).code]
        log = (root / "tickets/TKT-7/_implementation/TOKEN-LOG.md").read_text()
        for n, code in zip(acts, codes, strict=True):
            assert code in (0, -9)
            count = len(re.findall(rf"\| *{n} *\|", log))
            assert count == 1 or (code and not count), (kills, codes, log)


def _check_state(
    act: Act,
    faulty: Answer,
    clean_code: int,
    old_and_new: tuple[dict[str, bytes], dict[str, bytes]],
    result: tuple[tuple[object, ...], dict[str, bytes]],
) -> None:
    (old, new), (case, actual) = old_and_new, result
    assert faulty.code in (-9, 0, 1, 3), case
    assert "Traceback" not in faulty.output, case
    is_stepwise = bool((STEPWISE if faulty.code >= 0 else STEPWISE | CONTINUED) & set(act.words))
    if faulty.code == clean_code and "cannot be" not in faulty.output:
        assert actual == new, (*case, _difference(new, actual))
    elif faulty.code > 0 and not is_stepwise:
        assert actual == old or "state-unknown" in faulty.output, (*case, _difference(old, actual))
    elif not is_stepwise and act.words[1] not in ABOUT_TRACE:
        assert actual in (old, new), (*case, _difference(old, actual))
    elif act.words[1] not in ABOUT_TRACE:
        known = (old, new, STARTERS if act.words[1] == "init" else {})
        mixed = [path for path, content in actual.items() if content not in [files.get(path) for files in known]]
        assert mixed == [], case


def _difference(expected: dict[str, bytes], actual: dict[str, bytes]) -> list[str]:
    return sorted(path for path in {*expected, *actual} if expected.get(path) != actual.get(path))
