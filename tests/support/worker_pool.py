"""Processes that contend for the claim of a story, and that are killed and stopped meanwhile."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import sys
import time
from collections.abc import Sequence
from importlib import import_module
from multiprocessing.context import ForkProcess
from pathlib import Path


class WorkerPool:
    """Workers in one or more clones that are restarted when they die and continued when they were stopped.

    `harm` is the probability that a worker is killed or stopped at one of its points; `module` is its program.
    """

    def __init__(
        self, root: Path, clones: Sequence[Path], size: int, harm: float, module: str = "tests.support.lock_worker"
    ) -> None:
        self.root, self.clones, self.size, self.harm, self.module = root, clones, size, harm, module
        self.started = self.killed = self.stopped = 0
        self.alive: dict[int, ForkProcess] = {}
        self.asleep: dict[int, float] = {}

    def start(self) -> None:
        self.started += 1
        clone = self.clones[self.started % len(self.clones)]
        words = [self.module, str(clone), f"worker-{self.started}", str(self.started), str(self.harm)]
        process = multiprocessing.get_context("fork").Process(target=_work, args=(self.root, words))
        process.start()
        assert process.pid is not None
        self.alive[process.pid] = process

    def supervise(self, chance: random.Random) -> None:
        """Buries the dead, wakes those that were stopped a while ago, and fills the pool up."""
        for pid, process in list(self.alive.items()):
            if process.exitcode is not None:
                assert process.exitcode == -signal.SIGKILL
                self.killed += 1
                del self.alive[pid]
                self.asleep.pop(pid, None)
            elif Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "T":
                if pid not in self.asleep:
                    self.stopped += 1
                    self.asleep[pid] = time.monotonic() + chance.uniform(0.01, 0.3)
                elif time.monotonic() > self.asleep[pid]:
                    del self.asleep[pid]
                    os.kill(pid, signal.SIGCONT)
        while len(self.alive) < self.size:
            self.start()

    def end(self) -> None:
        for process in self.alive.values():
            process.kill()
        for process in self.alive.values():
            process.join()


def _work(root: Path, words: list[str]) -> None:
    """Become a worker, in a fork that has imported everything."""
    os.chdir(root)
    sys.argv = words
    import_module(words[0]).main()
