"""What is told where only some files are asked for."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path

from revi_docs.drift.standing import Standing, State
from revi_docs.outputs.environment import FOLDER

Selection = Callable[[str], bool]
"""Whether what stands in a file is to be told."""


def selected(root: Path, names: Iterable[str], standings: Iterable[Standing]) -> Selection:
    """The files named, all below folders named, and what is made from sources named.

    The contract stands for everything; a template for the outputs and regions that it takes part in. An
    output that does not exist is told always: whoever names the files of a commit cannot name it.
    """
    wanted = set(names)
    if "revi.yml" in wanted or "." in wanted:
        return lambda _: True
    folders = tuple(f"{name}/" for name in wanted if os.path.isdir(root / name))  # noqa: PTH112 - never raises

    def is_meant(path: str) -> bool:
        return path in wanted or path.startswith(folders)

    gone = {one.path for one in standings if one.state is State.MISSING and one.part is None}
    fed = {
        one.path
        for one in standings
        if one.rendered and any(is_meant(f"{FOLDER}/{template}") for template in one.rendered.templates)
    }
    return lambda path: path in gone or path in fed or is_meant(path)
