"""What is missing in a repository for each part of revi-docs to work."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from importlib.util import find_spec

from revi_docs.app.plurals import pluralize
from revi_docs.app.setup.hook_settings import merge_hooks
from revi_docs.app.setup.installation import read_or_none
from revi_docs.app.setup.optional_files import OPTIONAL_FILES
from revi_docs.app.setup.permission_rules import add_permissions
from revi_docs.app.setup.settings_file import SETTINGS_PATH
from revi_docs.app.workspace import Workspace
from revi_docs.contract.loader import CONTRACT_FILE
from revi_docs.contract.target_relations import targets_of
from revi_docs.drift.file_status import DriftState
from revi_docs.files.git_folders import find_git_folders
from revi_docs.problems.problem import errors
from revi_docs.site.mkdocs import find_config_file
from revi_docs.site.mkdocs.config_requirements import missing_settings
from revi_docs.site.stack import INSTALL_SITE, SITE_MODULES
from revi_docs.targets.claude import TARGET as CLAUDE

Parts = Iterator[tuple[str, str, str]]
"""Part, what is missing ("" if nothing is), and the command that adds it."""


def missing_parts(workspace: Workspace) -> Parts:
    """Yield every part, in the order in which they depend on each other. Stops at a contract that cannot be read."""
    root = workspace.root
    has_git = find_git_folders(str(root)) is not None
    yield "git", "" if has_git else "the folder is not in a git repository", "git init"
    if not (root / CONTRACT_FILE).exists():
        yield "contract", f"there is no {CONTRACT_FILE}", "revi-docs init"
        return
    # Templates are rendered only if the contract has no problem.
    problems = errors(workspace.contract_problems) or workspace.source_problems
    if problems:
        yield "contract", f"it has {pluralize(len(problems), 'problem')}", "revi-docs lint"
        return
    yield "contract", "", ""
    for check in (_version, _outputs, _site, _stories, _hooks, _git_lines, _continuous_integration):
        yield from check(workspace)


def _version(workspace: Workspace) -> Parts:
    for problem in workspace.version_problems:
        yield "version", problem.message, problem.fix.partition("'")[2].partition("'")[0]


def _outputs(workspace: Workspace) -> Parts:
    count = sum(status.state is not DriftState.CLEAN for status in workspace.file_statuses)
    yield "outputs", f"{pluralize(count, 'text')} to generate" if count else "", "revi-docs sync"


def _site(workspace: Workspace) -> Parts:
    lacking = [name for name in SITE_MODULES if find_spec(name) is None]
    if lacking:
        yield "site", f"not installed: {', '.join(lacking)}", INSTALL_SITE
        return
    config_file = find_config_file(workspace.root)
    if not (workspace.root / config_file).exists():
        yield "site", f"there is no {config_file}", "revi-docs init"
        return
    lines = missing_settings(workspace.root, [status.path for status in workspace.rendered_outputs.files])
    yield "site", f"in {config_file}: {'; '.join(lines)}" if lines else "", f"edit {config_file}"


def _stories(workspace: Workspace) -> Parts:
    project = workspace.loaded.contract.project
    if project.stories and _is_for_claude(workspace):
        yield "permissions", _missing_settings(workspace, add_permissions, "the rules for 'revi'"), "revi-docs init"
    elif not project.stories:
        yield "stories", "project.stories is not set", f"edit {CONTRACT_FILE}"


def _is_for_claude(workspace: Workspace) -> bool:
    """Whether the contract is rendered for Claude Code: only it has settings with rules and hooks."""
    return CLAUDE.id in targets_of(workspace.loaded.contract)


def _hooks(workspace: Workspace) -> Parts:
    if not _is_for_claude(workspace):
        return
    contract = workspace.loaded.contract
    lacking = _missing_settings(workspace, lambda content: merge_hooks(content, contract), "hooks of the contract")
    yield "hooks", lacking, "revi-docs init --hooks"


def _missing_settings(workspace: Workspace, change: Callable[[bytes], bytes], noun: str) -> str:
    content = read_or_none(workspace.root, SETTINGS_PATH) or b""
    return f"{SETTINGS_PATH} does not have {noun}" if change(content) != content else ""


def _git_lines(workspace: Workspace) -> Parts:
    lacking = [name for name in (".gitignore", ".gitattributes") if not os.path.lexists(workspace.root / name)]
    yield "git-files", f"there is no {' and no '.join(lacking)}" if lacking else "", "revi-docs init"


def _continuous_integration(workspace: Workspace) -> Parts:
    contents = (
        read_or_none(workspace.root, file.path) or b"" for name, file in OPTIONAL_FILES.items() if name != "pre-commit"
    )
    has_job = any(b"revi-docs" in content for content in contents)
    yield "ci", "" if has_job else "no job of GitHub or GitLab runs revi-docs", "revi-docs init --ci github"
