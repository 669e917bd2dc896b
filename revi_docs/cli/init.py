"""`revi-docs init`: create a working contract and site in any repository."""

from __future__ import annotations

import errno
import os
import shlex
import sys
from pathlib import Path

import click

from revi_docs.app.plurals import pluralize
from revi_docs.app.process import CLEAN, PROBLEMS_FOUND
from revi_docs.app.setup.installation import Installation
from revi_docs.app.setup.plugin_export import plugin_contract
from revi_docs.app.setup.reference_pages import add_reference_pages
from revi_docs.app.setup.settings_file import SETTINGS_PATH
from revi_docs.app.setup.work_tree import require_work_tree
from revi_docs.app.setup.workflows import FIRST_STEP, WORKFLOWS, starter_files, starter_templates
from revi_docs.app.workspace import Workspace
from revi_docs.cli.program.command_classes import program_command
from revi_docs.cli.program.invocation import invocation_of
from revi_docs.cli.workspace_factory import pass_workspace
from revi_docs.contract.loader import CONTRACT_FILE, parse
from revi_docs.drift.sync import SyncResult, sync
from revi_docs.files.repository_writer import require_unlinked, write_in_repository
from revi_docs.problems.revi_error import ReviError
from revi_docs.site.mkdocs import find_config_file
from revi_docs.site.mkdocs.config_requirements import missing_settings

_MAX_LINES = 10
"""Lines of output at most. Arbitrary: short enough to be read, and the last line says what to do next."""


@program_command("revi-docs init", "revi-docs init --workflow review --hooks --ci github")
@click.option(
    "--workflow",
    type=click.Choice(list(WORKFLOWS)),
    help=f"The workflow of a new contract: {'; '.join(f'{name} ({text})' for name, text in WORKFLOWS.items())}. "
    "[default: ask in a terminal, else minimal]",
)
@click.option(
    "--hooks",
    is_flag=True,
    help=f"Add the hooks of the contract to {SETTINGS_PATH}. If revi.yml exists, init adds only what the options name.",
)
@click.option("--ci", type=click.Choice(["github", "gitlab"]), help="Write a job that runs lint and check.")
@click.option("--pre-commit", is_flag=True, help="Write hooks that run lint and check before each commit.")
@click.option(
    "--as-plugin",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Write the workflow as a plugin of Claude Code into a folder, with a contract of its own.",
)
@pass_workspace
def init(
    workspace: Workspace,
    workflow: str | None,
    hooks: bool,
    ci: str | None,
    pre_commit: bool,
    as_plugin: Path | None,
) -> int:
    """Create revi.yml, a site and the outputs. Existing content is never changed; some files get additional lines."""
    if as_plugin:
        if hooks or ci or pre_commit:
            raise click.UsageError("--as-plugin cannot be combined with --hooks, --ci or --pre-commit")
        return _write_plugin(workspace, _plugin_folder(workspace.root, as_plugin), workflow or _ask_workflow())
    root = workspace.root
    require_work_tree(root)
    is_new = not (root / CONTRACT_FILE).exists()
    if not is_new:
        _check_existing(workspace, workflow)
    installation = Installation(root)
    if not is_new and (hooks or ci or pre_commit):
        installation.add_settings(workspace.loaded.contract, permissions=False, hooks=hooks)
        _add_optional(installation, ci, pre_commit)
        return _finish(installation, SyncResult((), (), ()), "revi-docs build")
    has_site = (root / find_config_file(root)).exists()
    starters = starter_files(root, (workflow or _ask_workflow()) if is_new else "minimal")
    new_contract = starters.pop(CONTRACT_FILE)
    if is_new:
        require_unlinked(root, CONTRACT_FILE)
        workspace = workspace.with_contract(parse(new_contract))
    installation.check_settings(workspace.loaded.contract, hooks=hooks)
    if is_new or not has_site:
        installation.write_missing(starters)
    if not is_new and not has_site:
        workspace = _with_pages(installation, workspace)
    if workspace.source_problems:
        raise ReviError(*workspace.source_problems)
    contract = workspace.loaded.contract
    installation.add_git_lines(contract)
    installation.add_settings(contract, permissions=bool(contract.project.stories), hooks=hooks)
    _add_optional(installation, ci, pre_commit)
    result, next_step = sync(root, workspace.file_statuses), "revi-docs build"
    if is_new:
        next_step = FIRST_STEP
        # Last: after an interruption the repository is still new, so that the same call completes it.
        write_in_repository(root, CONTRACT_FILE, new_contract)
        installation.created.insert(0, CONTRACT_FILE)
    outputs = [status.path for status in workspace.rendered_outputs.files]
    config_file = find_config_file(root)
    installation.to_do += [f"{config_file}: {line}" for line in missing_settings(root, outputs)]
    return _finish(installation, result, next_step)


def _plugin_folder(root: Path, folder: Path) -> Path:
    """The absolute path of the plugin. Raises ReviError if a link of the repository leads elsewhere."""
    path = Path(os.path.abspath(folder))  # noqa: PTH100 - Path.resolve would follow the link
    if path.is_relative_to(root) and path != root:
        require_unlinked(root, path.relative_to(root).as_posix())
    return Path(os.path.realpath(path))


def _write_plugin(workspace: Workspace, root: Path, workflow: str) -> int:
    """Write a contract whose outputs are a plugin into a folder, and its outputs; return the exit code."""
    if (root / CONTRACT_FILE).exists():
        raise click.UsageError(f"--as-plugin is for a new contract, and {root / CONTRACT_FILE} exists")
    try:
        root.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EIO):
            raise OSError(error.errno, error.strerror, str(root)) from error  # another folder would not help
        raise click.UsageError(f"--as-plugin: {root} cannot be created: {error.strerror}") from error
    installation = Installation(root)
    contract = plugin_contract(root, workflow)
    installation.write_missing(starter_templates(workflow))
    plugin = workspace.reopen(root).with_contract(parse(contract))
    if plugin.source_problems:
        raise ReviError(*plugin.source_problems)
    result = sync(root, plugin.file_statuses)
    # Last, as for a repository: after an interruption the same call completes the plugin.
    installation.write_missing({CONTRACT_FILE: contract})
    return _finish(installation, result, f"claude plugin validate --strict {shlex.quote(str(root))}")


def _check_existing(workspace: Workspace, workflow: str | None) -> None:
    """Raise ReviError if the existing contract has problems, UsageError if a workflow is chosen for it."""
    if workspace.loaded.problems:
        raise ReviError(*workspace.loaded.problems)
    if workflow:
        raise click.UsageError(f"--workflow is for a new contract, and {CONTRACT_FILE} exists")


def _with_pages(installation: Installation, workspace: Workspace) -> Workspace:
    """Add the pages of a new site to a contract that generates nothing; return the workspace with it."""
    to_do = add_reference_pages(workspace.root, workspace.loaded.contract)
    installation.to_do += [to_do] if to_do else []
    new_workspace = workspace.reopen()
    if new_workspace.loaded.contract.outputs != workspace.loaded.contract.outputs:
        installation.extended.append(CONTRACT_FILE)
    return new_workspace


def _add_optional(installation: Installation, ci: str | None, pre_commit: bool) -> None:
    installation.add_optional([*([ci] if ci else []), *(["pre-commit"] if pre_commit else [])])


def _finish(installation: Installation, result: SyncResult, next_step: str) -> int:
    """Print the report and return the exit code."""
    sys.stdout.writelines(f"{line}\n" for line in _report(installation, result, _typed(next_step)))
    return PROBLEMS_FOUND if installation.to_do or result.skipped else CLEAN


def _typed(command: str) -> str:
    """Return a command as it must be typed in the current folder."""
    root = invocation_of(click.get_current_context()).root
    program, _, words = command.partition(" ")
    return command if not root or Path(root).resolve() == Path.cwd() else f"{program} -C {shlex.quote(root)} {words}"


def _ask_workflow() -> str:
    """Return the workflow that a person at a terminal chooses; without a terminal, `minimal`."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return "minimal"
    for name, text in WORKFLOWS.items():
        sys.stdout.write(f"  {name}: {text}\n")
    return str(click.prompt("Workflow", type=click.Choice(list(WORKFLOWS)), default="minimal"))


def _report(installation: Installation, result: SyncResult, next_step: str) -> list[str]:
    """Return at most ten lines; the last one says what to do next."""
    lines = [f"wrote {_joined(installation.created)}"] if installation.created else []
    if CONTRACT_FILE in installation.created and _is_above(installation.root):
        lines.insert(
            0, f"in {os.path.relpath(installation.root)}, the root of git; for this folder: 'revi-docs -C . init'"
        )
    lines += [f"added lines to {_joined(list(dict.fromkeys(installation.extended)))}"] if installation.extended else []
    generated = set(result.written_paths) - {*installation.created, *installation.extended}
    if generated:
        lines.append(f"generated {pluralize(len(generated), 'file')}, listed in .revi/paths")
    lines += [f"kept {status.hides or status.path}: not written by revi-docs" for status in result.skipped]
    lines += [f"to do: {line}" for line in installation.to_do]
    room = _MAX_LINES - 1
    if len(lines) > room:
        lines = [*lines[: room - 1], f"and {len(lines) - room + 1} more: run 'revi-docs doctor'"]
    return [*lines, f"next: {next_step}"]


def _is_above(root: Path) -> bool:
    """Whether the command was typed in a subfolder, for which the contract was written into a folder above it."""
    return root != Path.cwd() and Path.cwd().is_relative_to(root)


def _joined(paths: list[str]) -> str:
    return paths[0] if len(paths) == 1 else f"{', '.join(paths[:-1])} and {paths[-1]}"
