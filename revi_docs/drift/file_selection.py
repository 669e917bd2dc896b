"""Select the findings of a check that is limited to some files."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path

from revi_docs.drift.file_status import DriftState, FileStatus
from revi_docs.outputs.environment import TEMPLATES_FOLDER

FileSelection = Callable[[str], bool]
"""Whether findings in a file are reported."""


def select_files(
    root: Path, names: Iterable[str], statuses: Iterable[FileStatus], contract_files: Iterable[str]
) -> FileSelection:
    """Select the named files, all files below named folders, and all files rendered from named sources.

    A file of the contract selects everything, a template the outputs and regions that use it. A missing output is
    always selected: a list of the files of a commit, as pre-commit passes it, cannot contain it.
    """
    requested = set(names)
    if not requested.isdisjoint((*contract_files, ".")):
        return lambda _: True
    folders = tuple(f"{name}/" for name in requested if os.path.isdir(root / name))  # noqa: PTH112 - never raises

    def is_selected(path: str) -> bool:
        return path in requested or path.startswith(folders)

    missing_paths = {status.path for status in statuses if status.state is DriftState.MISSING and status.part is None}
    template_dependents = {
        status.path
        for status in statuses
        if status.rendered
        and any(is_selected(f"{TEMPLATES_FOLDER}/{template}") for template in status.rendered.templates)
    }
    return lambda path: path in missing_paths or path in template_dependents or is_selected(path)
