"""A full build in a process of its own, so that a save is shown while it runs. A newer save starts it again."""

from __future__ import annotations

import multiprocessing
import shutil
import threading
from collections.abc import Callable
from pathlib import Path

from revi_docs.problems.problem import Problem
from revi_docs.problems.revi_error import ReviError

FullBuild = Callable[[Path, Path, str], tuple[Problem, ...]]
"""Root, folder of the site, URL → the problems. A function of a module, so that another process can import it."""


class BackgroundBuild:
    """Runs at most one build at a time; `notify` is called, in another thread, when one is complete."""

    def __init__(self, root: Path, site: Path, url: str, full_build: FullBuild, notify: Callable[[], None]) -> None:
        self._arguments = (root, site.with_name("next"), url)
        self._site = site
        self._full_build = full_build
        self._notify = notify
        self._process: multiprocessing.process.BaseProcess | None = None
        self._result: tuple[Problem, ...] | None = None

    def start(self) -> None:
        """Start a build; one that is running is stopped, because it read files as they were before."""
        self.stop()
        shutil.rmtree(self._arguments[1], ignore_errors=True)
        # A fresh interpreter: MkDocs and its plugins keep state of the last build in their modules.
        context = multiprocessing.get_context("spawn")
        receiver, sender = context.Pipe(duplex=False)
        process = context.Process(target=_build, args=(sender, self._full_build, *self._arguments), daemon=True)
        process.start()
        sender.close()
        self._process = process

        def wait() -> None:
            try:
                result = receiver.recv()
            except EOFError:  # stopped
                return
            if self._process is process:
                self._result = result
                self._notify()

        threading.Thread(target=wait, daemon=True).start()

    def take(self) -> tuple[Problem, ...] | None:
        """The problems of a complete build, whose site is then the one that is served; None if there is none."""
        result, self._result = self._result, None
        built, old = self._arguments[1], self._site.with_name("old")
        if result is None or not built.is_dir():
            return result
        shutil.rmtree(old, ignore_errors=True)
        self._site.rename(old)
        built.rename(self._site)
        shutil.rmtree(old, ignore_errors=True)
        return result

    def stop(self) -> None:
        """Stop a build that is running."""
        process, self._process, self._result = self._process, None, None
        if process is not None and process.is_alive():
            process.terminate()
            process.join()


def _build(
    sender: multiprocessing.connection.Connection, full_build: FullBuild, root: Path, folder: Path, url: str
) -> None:
    try:
        problems = full_build(root, folder, url)
    except ReviError as error:
        problems = error.problems
    except KeyboardInterrupt:
        # The first process reports the interruption; this one ends without a traceback.
        return
    sender.send(problems)
