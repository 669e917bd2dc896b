"""Workspaces of repositories, opened as `revi-docs` opens them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from revi_docs.app.workspace import Workspace
from revi_docs.cli import adopt, workspace_factory
from revi_docs.cli.command_group import cli


def open_workspace(root: Path, *, use_cache: bool = False) -> Workspace:
    """Return the workspace of a repository, with the commands of `revi-docs` for the reference page."""
    return workspace_factory.open_workspace(root, cli, use_cache=use_cache)


def program_globals() -> Mapping[str, Any]:
    """Return what templates can show besides the contract."""
    return workspace_factory.program_globals(cli)


sync_and_check = partial(adopt.sync_and_check, open_workspace(Path()))
"""Lint, sync and check a repository, as `revi-docs adopt --write` does with its copy."""
