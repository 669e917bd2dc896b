"""Refuse to create a contract where git has no work tree."""

from __future__ import annotations

import shlex
from pathlib import Path

from revi_docs.files.git_folders import enclosing_git_folder
from revi_docs.problems.problem import Place, Problem
from revi_docs.problems.revi_error import ReviError


def require_work_tree(root: Path) -> None:
    """Raise ReviError if files in a folder would be files of git itself."""
    git_folder = enclosing_git_folder(str(root))
    if git_folder:
        raise ReviError(
            Problem(
                code="bare-repository",
                message=f"'{git_folder}' is a bare git repository and has no work tree for files",
                fix=f"run 'git clone {shlex.quote(git_folder)} WORK_TREE', then 'revi-docs init' in WORK_TREE",
                places=(Place("."),),
                subject="init",
            )
        )
