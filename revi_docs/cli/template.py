"""`revi-docs template`: show a shipped template, or list all with their blocks."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from revi_docs.app.process import CLEAN
from revi_docs.app.workspace import Workspace
from revi_docs.cli.output.unlisted_name import UnlistedNameError
from revi_docs.cli.program import completion_values
from revi_docs.cli.program.command_classes import program_command
from revi_docs.cli.workspace_factory import pass_workspace
from revi_docs.drift import override_record
from revi_docs.files.repository_writer import write_in_repository
from revi_docs.outputs.environment import SHIPPED_PREFIX, TEMPLATES_FOLDER
from revi_docs.outputs.overrides import blocks
from revi_docs.outputs.renderer import Renderer


@program_command(
    "revi-docs template",
    "revi-docs template reference/index.md.j2",
    "revi-docs template reference/index.md.j2 --accept",
)
@click.argument(
    "name",
    required=False,
    help="The path of the template below templates/.",
    shell_complete=completion_values.shipped_templates,
)
@click.option(
    "--accept",
    is_flag=True,
    help="Record that your file, which replaces this template, is up to date with the shipped version.",
)
@pass_workspace
def template(workspace: Workspace, name: str | None, accept: bool) -> int:
    """Print a shipped template; without NAME, list all with their blocks.

    A template in templates/ extends the shipped one with the same name by '{% extends "shipped:NAME" %}', or replaces
    it.
    """
    renderer = workspace.rendered_outputs.renderer if accept else Renderer(workspace.root, workspace.loaded, {})
    if name is None:
        if accept:
            raise click.UsageError("--accept needs the NAME of a template")
        sys.stdout.writelines(f"{line}\n" for line in _listing(renderer))
        return CLEAN
    path = renderer.loader.find(SHIPPED_PREFIX + name)
    if path is None:
        raise UnlistedNameError("no shipped template", name, renderer.loader.shipped_names(), "templates")
    if accept:
        _accept(workspace.root, renderer, name)
    else:
        sys.stdout.write(renderer.loader.read(path).decode("utf-8"))
    return CLEAN


def _listing(renderer: Renderer) -> list[str]:
    """One line for each shipped template: its name, its blocks, and whether the repository has its own."""
    own_names = renderer.loader.overrides()
    lines = []
    for name in renderer.loader.shipped_names():
        names = ", ".join(blocks(renderer, SHIPPED_PREFIX + name))
        own = f" ({TEMPLATES_FOLDER}/{name} exists)" if name in own_names else ""
        lines.append(f"{name}{f': {names}' if names else ''}{own}")
    return lines


def _accept(root: Path, renderer: Renderer, name: str) -> None:
    bases = override_record.expected_bases(root, renderer, accepted=name)
    if name not in bases:
        raise click.UsageError(f"{TEMPLATES_FOLDER}/{name} does not replace the shipped template")
    write_in_repository(root, override_record.FILE, override_record.serialize(bases) or b"")
    release = bases[name].release
    sys.stdout.write(f"accepted: {TEMPLATES_FOLDER}/{name} is up to date with the template of revi-docs {release}\n")
