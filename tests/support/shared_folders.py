"""Folders that are prepared once for all processes of a test run."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable
from pathlib import Path

import pytest


def prepared_once(factory: pytest.TempPathFactory, name: str, prepare: Callable[[Path], object]) -> Path:
    """Return a folder of this run after `prepare` filled it; the other processes wait for the first.

    Tests copy the folder or only read it.
    """
    base = factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / name
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = folder.with_suffix(".done")
        if not done.exists():
            prepare(folder)
            done.touch()
    return folder
