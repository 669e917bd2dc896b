"""Processes that contend for the claim of a story, and that are killed and stopped meanwhile."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
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
        self.alive: dict[int, subprocess.Popen[bytes]] = {}
        self.asleep: dict[int, float] = {}

    def start(self) -> None:
        self.started += 1
        clone = self.clones[self.started % len(self.clones)]
        words = [sys.executable, "-m", self.module, str(clone), f"worker-{self.started}"]
        words += [str(self.started), str(self.harm)]
        env = {**os.environ, "PYTHONPATH": str(self.root)}
        process = subprocess.Popen(words, cwd=self.root, env=env, stderr=subprocess.DEVNULL)
        self.alive[process.pid] = process

    def supervise(self, chance: random.Random) -> None:
        """Buries the dead, wakes those that were stopped a while ago, and fills the pool up."""
        for pid, process in list(self.alive.items()):
            if process.poll() is not None:
                assert process.returncode == -signal.SIGKILL
                self.killed += 1
                del self.alive[pid]
                self.asleep.pop(pid, None)
            elif Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "T":
                if pid not in self.asleep:
                    self.stopped += 1
                    self.asleep[pid] = time.monotonic() + chance.uniform(0.01, 0.3)
                elif time.monotonic() > self.asleep[pid]:
                    del self.asleep[pid]
                    process.send_signal(signal.SIGCONT)
        while len(self.alive) < self.size:
            self.start()

    def end(self) -> None:
        for process in self.alive.values():
            process.kill()
        for process in self.alive.values():
            process.wait()
