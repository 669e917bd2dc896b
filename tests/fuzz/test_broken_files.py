"""No file, however it is broken, ends in an exception that is not ours, in a hang, or in exit code 70."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from tests.fuzz.broken_files import broken
from tests.fuzz.kinds import KINDS, SESSION, Kind, prepare
from tests.support import in_process
from tests.support.shared_folders import prepared_once
from tests.support.soak import rounds

BATCH = rounds(6, 250)
"""Inputs of a fork."""

MAX_SECONDS, MAX_WAIT = 20, 600
"""An input that takes more processor time hangs, and one that waits so long, on however busy a machine."""

_SETTINGS = settings(
    max_examples=BATCH,
    deadline=None,
    database=None,
    phases=(Phase.generate, Phase.shrink),
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(scope="session")
def prepared_kinds(prepared_tickets: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with a sound file of each kind."""
    in_process.warm_up()
    return prepared_once(tmp_path_factory, "kinds", lambda folder: prepare(shutil.copytree(prepared_tickets, folder)))


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_no_input_is_a_bug(
    prepared_kinds: Path, tmp_path: Path, kind: Kind, record_property: Callable[[str, object], None]
) -> None:
    folder = in_process.RestoredFolder(shutil.copytree(prepared_kinds, tmp_path / "worked"))
    root = folder.root
    batches = range(rounds(1, kind.batches))
    problems = [
        f"{batch}: {_current(root).read_bytes()[:2000]!r}\n{problem}"
        for batch in batches
        if (problem := in_process.in_fork(partial(_try_batch, kind, folder, batch)).problem)
    ]
    record_property("broken inputs", _count(root).stat().st_size)
    assert problems == [], "\n\n".join(problems)


def test_enough_inputs_in_full() -> None:
    assert sum(kind.batches for kind in KINDS) * 250 >= 100_000


def _current(root: Path) -> Path:
    """The input that is tried: the command on the first line, then the content."""
    return root.with_name("current")


def _count(root: Path) -> Path:
    """A file with one byte for each input that was tried."""
    return root.with_name("count")


def _try_batch(kind: Kind, folder: in_process.RestoredFolder, batch: int) -> str:
    root = folder.root
    folder.restore()
    os.chdir(root)
    os.environ.update(SESSION, XDG_CACHE_HOME=str(root.with_name("cache")), CLAUDE_CONFIG_DIR=str(root / "nowhere"))

    @seed(f"{os.environ.get('REVI_SEED', '')}{kind}{batch}")
    @_SETTINGS
    @given(broken(kind.sound(root)), st.sampled_from(kind.calls))
    def check(content: bytes, words: tuple[str, ...]) -> None:
        folder.restore()
        with _count(root).open("ab") as stream:
            stream.write(b".")
        _current(root).write_bytes(" ".join(words).encode() + b"\n" + content)
        signal.setitimer(signal.ITIMER_PROF, MAX_SECONDS)
        signal.alarm(MAX_WAIT)
        kind.read(root, words, content)
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.alarm(0)

    check()
    return ""
