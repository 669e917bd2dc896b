"""`revi-docs init`: create a working contract and site in any repository."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from revi_docs.app.hook_settings import SETTINGS_PATH, merge_hooks
from revi_docs.app.process import CLEAN, PROBLEMS_FOUND
from revi_docs.app.workspace import Workspace
from revi_docs.cli.program.command_classes import program_command
from revi_docs.cli.workspace_factory import pass_workspace
from revi_docs.contract.loader import CONTRACT_FILE
from revi_docs.drift.sync import sync
from revi_docs.files.decoding import read_bytes
from revi_docs.files.repository_writer import write_in_repository
from revi_docs.outputs import escape
from revi_docs.problems.revi_error import ReviError
from revi_docs.site.mkdocs import CONFIG_FILE, find_config_file
from revi_docs.site.mkdocs.config_requirements import missing_settings

STARTER_FOLDER = Path(__file__).parent / "starter"
IGNORE_PATTERNS = ("/site/", ".phase-lock*", ".budget")
"""Files of one machine: the built site, phase locks, token counts of a running phase."""


@program_command("revi-docs init", "revi-docs init --hooks")
@click.option(
    "--hooks",
    is_flag=True,
    help=f"Add the hooks of the contract to {SETTINGS_PATH}; if revi.yml exists, do nothing else.",
)
@pass_workspace
def init(workspace: Workspace, hooks: bool) -> int:
    """Create revi.yml, a site and the outputs. Existing files are kept."""
    root = workspace.root
    has_contract = (root / CONTRACT_FILE).exists()
    if has_contract and workspace.loaded.problems:
        raise ReviError(*workspace.loaded.problems)
    code = CLEAN if has_contract and hooks else _create_files(root, workspace)
    if hooks:
        _add_hooks(root, workspace)
    return code


def _add_hooks(root: Path, workspace: Workspace) -> None:
    old_content = _read_file(root, SETTINGS_PATH)
    new_content = merge_hooks(old_content, workspace.loaded.contract)
    if new_content == old_content:
        sys.stdout.write(f"kept {SETTINGS_PATH}: it has every hook\n")
        return
    write_in_repository(root, SETTINGS_PATH, new_content)
    sys.stdout.write(f"{'added hooks to' if old_content else 'wrote'} {SETTINGS_PATH}\n")


def _create_files(root: Path, workspace: Workspace) -> int:
    """Write the files that do not exist yet. Return the exit code."""
    for path, content in _missing_starter_files(root):
        write_in_repository(root, path, content)
        sys.stdout.write(f"wrote {path}\n")
    if workspace.rendered_outputs.problems:
        raise ReviError(*workspace.rendered_outputs.problems)
    for path, content in list(_updated_git_files(root, workspace)):
        write_in_repository(root, path, content)
        sys.stdout.write(f"added to {path}\n")
    result = sync(root, workspace.file_statuses)
    sys.stdout.writelines(f"wrote {path}\n" for path in result.written_paths)
    sys.stdout.writelines(f"kept {status.path}: not written by revi-docs\n" for status in result.skipped)
    settings_to_add = missing_settings(root, [status.path for status in workspace.rendered_outputs.files])
    if settings_to_add:
        sys.stdout.write(f"\nTo do in {find_config_file(root)}, which already existed and was not changed:\n")
        sys.stdout.writelines(f"  {line}\n" for line in settings_to_add)
    sys.stdout.write("\nNext: run 'revi-docs build', then edit revi.yml.\n")
    return PROBLEMS_FOUND if settings_to_add else CLEAN


def _missing_starter_files(root: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the starter files that do not exist yet, with their content."""
    starter_files = (("revi.yml", "revi.yml"), (find_config_file(root), CONFIG_FILE), ("docs_src/index.md", "index.md"))
    for path, name in starter_files:
        if not (root / path).exists():
            text = (STARTER_FOLDER / name).read_text(encoding="utf-8")
            yield path, text.replace("{name}", escape.quoted(_project_name(root))).encode()


def _project_name(root: Path) -> str:
    """Return the folder's name; bytes that are not UTF-8 are replaced."""
    return root.name.encode("utf-8", "replace").decode() or "Workflow"


def _updated_git_files(root: Path, workspace: Workspace) -> Iterator[tuple[str, bytes]]:
    """Yield `.gitignore` and `.gitattributes` with the missing lines added."""
    outputs = [re.sub(r"\{[^{}]*\}", "*", path) for path in workspace.loaded.contract.outputs]
    attributes = [
        f"{_attributes_pattern(path)} text eol=lf linguist-generated"
        for path in dict.fromkeys((".revi/paths", *outputs))
    ]
    for path, lines in ((".gitignore", list(IGNORE_PATTERNS)), (".gitattributes", attributes)):
        content = _read_file(root, path)
        existing_lines = content.splitlines()
        missing_lines = [line for line in map(os.fsencode, lines) if line not in existing_lines]
        if missing_lines:
            newline = b"\r\n" if b"\r\n" in content else b"\n"
            separator = b"" if not content or content.endswith(b"\n") else newline
            yield path, content + separator + b"".join(line + newline for line in missing_lines)


def _read_file(root: Path, path: str) -> bytes:
    """Return the content of a file, empty if it does not exist. Raises ReviError if it cannot be read."""
    if not os.path.lexists(root / path):
        return b""
    content, problems = read_bytes(root, path)
    if problems:
        raise ReviError(*problems)
    return content


def _attributes_pattern(path: str) -> str:
    """Return a path as a pattern of `.gitattributes`: quoted if it contains a space."""
    return f'"/{path}"' if " " in path else f"/{path}"
