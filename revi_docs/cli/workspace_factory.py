"""Open a repository as a Workspace: the one place that tells templates about the two programs."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from functools import partial, update_wrapper
from pathlib import Path
from typing import Any

import click

from revi_docs.app.template_globals import template_globals
from revi_docs.app.workspace import Workspace
from revi_docs.cli.output.contract_folder import set_contract_root
from revi_docs.cli.program.command_help import CommandHelp, describe_commands
from revi_docs.cli.program.invocation import invocation_of


def pass_workspace(function: Callable[..., Any]) -> Callable[..., Any]:
    """Pass the workspace of the repository as the first argument of a command."""

    def call(*arguments: Any, **options: Any) -> Any:
        context = click.get_current_context()
        program = context.find_root().command
        assert isinstance(program, click.Group)
        root = Path(invocation_of(context).repository_root).resolve()
        workspace = open_workspace(root, program, use_cache=not os.environ.get("CI"))
        return function(workspace, *arguments, **options)

    return update_wrapper(call, function)


def open_workspace(root: Path, group: click.Group, *, use_cache: bool = False, excluded_folder: str = "") -> Workspace:
    """Return the workspace of a repository; `group` contains the commands that the reference page describes."""
    set_contract_root(str(root))
    return Workspace(root, partial(program_globals, group), use_cache=use_cache, excluded_folder=excluded_folder)


def program_globals(group: click.Group) -> Mapping[str, Any]:
    """Return what templates can show besides the contract, the commands of both programs included."""

    def agent_commands() -> tuple[CommandHelp, ...]:
        # Imported late: the other program is described only if a template shows its commands.
        from revi_docs.cli.agent.command_group import cli as agent_program

        return describe_commands(agent_program)

    return template_globals(lambda: describe_commands(group), agent_commands)
