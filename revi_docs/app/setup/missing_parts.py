"""What is missing in a repository for each part of revi-docs to work."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path, PurePosixPath

from revi_docs.app.plurals import pluralize
from revi_docs.app.setup.hook_settings import merge_hooks, remove_hooks
from revi_docs.app.setup.installation import IGNORE_PATTERNS, read_or_none, with_attributes
from revi_docs.app.setup.optional_files import OPTIONAL_FILES, server_files
from revi_docs.app.setup.permission_rules import add_permissions, remove_permissions
from revi_docs.app.setup.plugin_export import is_plugin
from revi_docs.app.setup.settings_file import SETTINGS_PATH
from revi_docs.app.setup.version_pins import version_pins
from revi_docs.app.workspace import Workspace
from revi_docs.contract.loader import CONTRACT_FILE
from revi_docs.contract.relations import hooks_of
from revi_docs.contract.target_relations import targets_of
from revi_docs.drift.file_status import GENERATED_STATES, DriftState
from revi_docs.files.git_folders import find_git_folders, folder_in_repository
from revi_docs.files.managed_lines import has_managed_lines
from revi_docs.problems.problem import errors
from revi_docs.problems.revi_error import ReviError
from revi_docs.site.mkdocs import find_config_file
from revi_docs.site.mkdocs.config_requirements import missing_settings
from revi_docs.site.stack import INSTALL_SITE, SITE_MODULES
from revi_docs.targets.claude import TARGET as CLAUDE

AGENT_PROGRAM = "revi"
"""The program that hooks call."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part, what is missing ("" if nothing is), and what to do. A part that is not `needed` is optional."""

    name: str
    missing: str = ""
    fix: str = ""
    needed: bool = True


def missing_parts(workspace: Workspace) -> Iterator[Part]:
    """Yield every part, in the order in which they depend on each other. Stops at a contract that has problems."""
    has_git = find_git_folders(str(workspace.root)) is not None
    yield Part("git", "" if has_git else "the folder is not in a git repository", "run 'git init'")
    contract = _contract(workspace)
    yield contract
    if contract.missing:
        return
    for problem in workspace.version_problems:
        yield Part("version", problem.message, problem.fix)
    for name, check in _CHECKS.items() if not workspace.blocking_problems else ():
        if not _concerns(name, workspace):
            continue
        try:
            yield check(workspace)
        except ReviError as error:
            # The first problem is enough here: `lint` and `build` list all of them.
            problem = error.problems[0]
            yield Part(name, f"{problem.places[0]}: {problem.message}", "correct the file")


def _concerns(name: str, workspace: Workspace) -> bool:
    """Whether a repository with this contract can have the part."""
    contract = workspace.loaded.contract
    if is_plugin(contract):
        has_site = (workspace.root / find_config_file(workspace.root)).exists()
        return name in _PARTS_OF_PLUGIN or (name == "site" and has_site)
    return name not in _SETTINGS_OF_CLAUDE or CLAUDE.id in targets_of(contract)


def _contract(workspace: Workspace) -> Part:
    if not (workspace.root / CONTRACT_FILE).exists():
        return Part("contract", f"there is no {CONTRACT_FILE}", "run 'revi-docs init'")
    try:
        # Templates are rendered only if the contract has no problem.
        problems = errors(workspace.contract_problems) or workspace.source_problems
    except ReviError as error:
        problems = tuple(problem for problem in error.problems if problem.code != "outdated")
    return Part("contract", f"it has {pluralize(len(problems), 'problem')}" if problems else "", "run 'revi-docs lint'")


def _outputs(workspace: Workspace) -> Part:
    states = [status.state for status in workspace.file_statuses]
    edited = sum(state not in (DriftState.CLEAN, *GENERATED_STATES) for state in states)
    if edited:
        return Part("outputs", f"{pluralize(edited, 'text')} with edits or conflicts", "run 'revi-docs check'")
    count = sum(state is not DriftState.CLEAN for state in states)
    return Part("outputs", f"{pluralize(count, 'text')} to generate" if count else "", "run 'revi-docs sync'")


def _site(workspace: Workspace) -> Part:
    lacking = [name for name in SITE_MODULES if find_spec(name) is None]
    if lacking:
        return Part("site", f"not installed: {', '.join(lacking)}", f"run '{INSTALL_SITE}'", needed=False)
    config_file = find_config_file(workspace.root)
    if not (workspace.root / config_file).exists():
        return Part("site", f"there is no {config_file}", "run 'revi-docs init'")
    lines = missing_settings(workspace.root, [status.path for status in workspace.rendered_outputs.files])
    return Part("site", "; ".join(lines), f"write this in {config_file}")


def _permissions(workspace: Workspace) -> Part:
    if not workspace.loaded.contract.project.stories:
        return Part("stories", "project.stories is not set", f"set it in {CONTRACT_FILE}", needed=False)
    content = read_or_none(workspace.root, SETTINGS_PATH) or b""
    if not content or remove_permissions(content, ()) == content:
        return Part("permissions", "not set up", "run 'revi-docs init'", needed=False)
    is_complete = add_permissions(content) == content
    lacking = "" if is_complete else f"{SETTINGS_PATH} does not have all rules for '{AGENT_PROGRAM}'"
    return Part("permissions", lacking, "run 'revi-docs init'")


def _hooks(workspace: Workspace) -> Part:
    contract = workspace.loaded.contract
    content = read_or_none(workspace.root, SETTINGS_PATH) or b""
    add_hooks = "run 'revi-docs init --hooks'"
    if not content or remove_hooks(content) == content:
        return Part("hooks", "not set up" if hooks_of(contract) else "", add_hooks, needed=False)
    if merge_hooks(content, contract) != content:
        return Part("hooks", f"{SETTINGS_PATH} does not have all hooks of the contract", add_hooks)
    if shutil.which(AGENT_PROGRAM) is None:
        folder = Path(sys.executable).parent
        return Part("hooks", f"'{AGENT_PROGRAM}' is not on the PATH", f"run 'export PATH=\"{folder}:$PATH\"'")
    return Part("hooks")


def _git_lines(workspace: Workspace) -> Part:
    ignored = read_or_none(workspace.root, ".gitignore") or b""
    attributes = read_or_none(workspace.root, ".gitattributes") or b""
    lines = {line.strip() for line in ignored.splitlines()}
    lacking = [] if all(pattern.encode() in lines for pattern in IGNORE_PATTERNS) else [".gitignore"]
    # A person may write other lines to the same effect.
    is_own = not has_managed_lines(attributes) and b"eol=lf" in attributes
    if not is_own and with_attributes(attributes, workspace.loaded.contract) != attributes:
        lacking.append(".gitattributes")
    message = f"{' and '.join(lacking)} {'lack' if lacking[1:] else 'lacks'} lines of revi-docs" if lacking else ""
    return Part("git-files", message, "run 'revi-docs init'")


def _continuous_integration(workspace: Workspace) -> Part:
    folder = folder_in_repository(str(workspace.root))[1]
    root, files = server_files(workspace.root)
    files = tuple(file for file in files if file != OPTIONAL_FILES["pre-commit"].path)
    # A job for several folders may have only their names, in a matrix.
    words = (b"revi-docs", PurePosixPath(folder).name.encode())
    has_job = any(all(word in (read_or_none(root, file) or b"") for word in words) for file in files)
    where = f" in {folder}" if folder else ""
    message = "" if has_job else f"no GitHub or GitLab job runs revi-docs{where}"
    required = workspace.loaded.contract.required_version
    for pin in version_pins(workspace.root) if required else ():
        if pin.release != required:
            missing = f"{pin.path}:{pin.line} installs revi-docs {pin.release}, and the contract requires {required}"
            return Part("ci", missing, f"write {required} there")
    return Part("ci", message, "run 'revi-docs init --ci github', or '--ci gitlab'", needed=False)


_CHECKS: dict[str, Callable[[Workspace], Part]] = {
    "outputs": _outputs,
    "site": _site,
    "permissions": _permissions,
    "hooks": _hooks,
    "git-files": _git_lines,
    "ci": _continuous_integration,
}
"""Part → the check of a repository whose contract has no problem."""

_SETTINGS_OF_CLAUDE = ("permissions", "hooks")
"""Parts of the settings of Claude Code, which a contract without that target does not need."""

_PARTS_OF_PLUGIN = ("outputs", "ci")
"""Parts of a folder that is a plugin: its hooks are in it, and permissions are for its users to give."""
