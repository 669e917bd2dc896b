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
    made = {name.removeprefix(f"{FOLDER}/") for name in wanted if name.startswith(f"{FOLDER}/")}
    for one in standings:
        if one.state is State.MISSING and one.part is None:
            wanted.add(one.path)
        if one.rendered and not made.isdisjoint(one.rendered.templates):
            wanted.add(one.path)
    return lambda path: path in wanted or path.startswith(folders)
