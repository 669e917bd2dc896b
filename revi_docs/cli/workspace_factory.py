"""Open a repository as a Workspace: the one place that tells templates about the two programs."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

import click

from revi_docs.app.template_globals import template_globals
from revi_docs.app.workspace import Workspace
from revi_docs.cli.command_help import describe_agent_commands, describe_commands


def open_workspace(root: Path, group: click.Group, *, use_cache: bool = False) -> Workspace:
    """Return the workspace of a repository; `group` contains the commands that the reference page describes."""
    return Workspace(root, partial(program_globals, group), use_cache=use_cache)


def program_globals(group: click.Group) -> Mapping[str, Any]:
    """Return what templates can show besides the contract, the commands of both programs included."""
    return template_globals(describe_commands(group), describe_agent_commands())
