"""Calls of the operating system that change a folder: counted, and one of them fails or is the last of its process."""

from __future__ import annotations

import errno
import os
import signal
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

_BY_DESCRIPTOR = ("write", "pwrite", "fsync", "fchmod", "ftruncate")
_BY_NAME = ("open", "rename", "replace", "link", "symlink", "unlink", "remove", "mkdir", "rmdir", "chmod", "truncate")
_CREATES = os.O_CREAT | os.O_TRUNC

FAULTS = ("EIO", "ENOSPC", "killed before", "killed after")
"""Errors, and the end of the process without any chance to clean up. A write is cut in the middle first."""


class Point(NamedTuple):
    """The `number`th call of a name that changes the folder."""

    call: str
    number: int

    def __str__(self) -> str:
        return f"{self.call} {self.number}"


class FaultyCalls:
    """The calls of this process from now on; the one at `point` has the fault."""

    def __init__(self, folder: str, point: Point | None = None, fault: str = "") -> None:
        self.points: list[Point] = []
        self._folder, self._point, self._fault = folder, point, fault
        self._counts: Counter[str] = Counter()
        for name in (*_BY_DESCRIPTOR, *_BY_NAME):
            setattr(os, name, self._replaced(name, getattr(os, name)))

    def _replaced(self, name: str, original: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **options: Any) -> Any:
            if not self._changes_folder(name, arguments, options):
                return original(*arguments, **options)
            self._counts[name] += 1
            point = Point(name, self._counts[name])
            self.points.append(point)
            if point != self._point:
                return original(*arguments, **options)
            return self._fail(name, original, arguments, options)

        return call

    def _fail(self, name: str, original: Callable[..., Any], arguments: Any, options: Any) -> Any:
        if self._fault == "killed after":
            original(*arguments, **options)
        elif name in ("write", "pwrite"):
            descriptor, content, *offset = arguments
            original(descriptor, bytes(content)[: len(content) // 2], *offset)
        if self._fault.startswith("killed"):
            os.kill(os.getpid(), signal.SIGKILL)
        number = getattr(errno, self._fault)
        # As the operating system does: the error has the names of the call, and none for a descriptor.
        names = [argument for argument in arguments[:2] if isinstance(argument, str)] if name in _BY_NAME else []
        raise OSError(number, os.strerror(number), *names[:1])

    def _changes_folder(self, name: str, arguments: Any, options: Any) -> bool:
        target = arguments[0]
        if name == "open" and not (arguments[1] & _CREATES if len(arguments) > 1 else options["flags"] & _CREATES):
            return False
        if isinstance(target, int):
            path = str(Path(f"/proc/self/fd/{target}").readlink())
        else:
            folder = options.get("dir_fd", options.get("src_dir_fd"))
            start = Path.cwd() if folder is None else Path(f"/proc/self/fd/{folder}").readlink()
            path = str(start / os.fspath(target))
        return f"{path}/".startswith(f"{self._folder}/")
