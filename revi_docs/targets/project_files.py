"""Where agent platforms look for agents, commands and skills, and how they name one from the path of its file.

Source: Claude Code documentation 2.1.288 (subagents, skills, plugins), and the documents of Codex, Cursor, GitHub
Copilot and opencode, read in 2026-10.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from typing import NamedTuple

from revi_docs.targets.claude import TARGET as CLAUDE

PLATFORM_FOLDERS = (".claude", ".agents", ".codex", ".cursor", ".github", ".opencode")
"""The folders of a repository in which platforms look; `.agents` is shared by several."""

AGENT_FOLDERS = ("agents", "agent")
COMMAND_FOLDERS = ("commands", "command", "prompts")
"""`prompts` is the folder of Codex and GitHub Copilot, the singular forms are those of opencode."""

_NAME_SUFFIXES = (".agent", ".prompt", ".chatmode")
"""What GitHub Copilot puts before `.md` in the name of a file."""


class Scope(NamedTuple):
    """A plugin: its name, which is the prefix of what is in it, and its folder; "" for the whole repository."""

    name: str
    folder: str


def default_name(path: str) -> str:
    """Return the name of an agent, command or skill whose front matter has none."""
    file = PurePosixPath(path)
    if file.name == CLAUDE.paths.skill_file:
        return file.parent.name
    stem = file.stem
    return next((stem.removesuffix(suffix) for suffix in _NAME_SUFFIXES if stem.endswith(suffix)), stem)


def is_agent_path(path: str) -> bool:
    """Whether platforms look for agents in the folder of a file."""
    return is_in_content_folder(path, AGENT_FOLDERS)


def is_command_path(path: str) -> bool:
    """Whether a file is a skill, or platforms look for commands in its folder."""
    return path.rpartition("/")[2] == CLAUDE.paths.skill_file or is_in_content_folder(path, COMMAND_FOLDERS)


def is_in_content_folder(path: str, names: tuple[str, ...]) -> bool:
    """Whether a folder of these names, at the root, of a platform or of a plugin, contains the file."""
    parts = path.split("/")[:-1]
    return any(
        part in names
        and (
            index == 0
            or parts[index - 1] in PLATFORM_FOLDERS
            or (index > 1 and parts[index - 2] == CLAUDE.paths.plugins_folder)
        )
        for index, part in enumerate(parts)
    )


def items_of_files(paths: Iterable[str], section: str) -> set[str]:
    """Return the agents or commands, without their plugin, whose files have these paths."""
    if section == "agents":
        return {default_name(path) for path in paths if is_agent_path(path)}
    return {command_name(path, "", None) for path in paths if section == "commands" and is_command_path(path)}


def requires_name(path: str) -> bool:
    """Whether an agent needs a `name`: in a project's folder, a file without it is documentation."""
    return CLAUDE.paths.project_folder in path.split("/")[:-1]


def platform_folder(path: str) -> str:
    """Return the platform folder that contains a file; "" for none. Each platform loads its own files only."""
    return next((part for part in path.split("/")[:-1] if part in PLATFORM_FOLDERS), "")


def file_placeholders(path: str, declared_name: str, is_agent: bool) -> dict[str, str]:
    """Return the placeholders that every key template of `owns` has: `{stem}` and `{name}`."""
    needs_name = is_agent and requires_name(path)
    return {"stem": PurePosixPath(path).stem, "name": declared_name or ("" if needs_name else default_name(path))}


def plugin_scope(path: str, plugin_names: Mapping[str, str]) -> Scope | None:
    """Return the plugin that contains a file; `plugin_names` maps a folder with a manifest to the plugin's name.

    A folder in `plugins/` is a plugin, with or without a manifest.
    """
    if platform_folder(path):
        return None
    parts = path.split("/")[:-1]
    for length in range(len(parts), -1, -1):
        folder = "/".join(parts[:length])
        if folder in plugin_names:
            return Scope(plugin_names[folder], folder)
        if length > 1 and parts[length - 2] == CLAUDE.paths.plugins_folder and length < len(parts):
            return Scope(parts[length - 1], folder)
    return None


def agent_name(path: str, declared_name: str, scope: Scope | None) -> str:
    """Return the name of an agent; "" if its file needs a name and has none."""
    return _with_scope(file_placeholders(path, declared_name, True)["name"], scope)


def command_name(path: str, declared_name: str, scope: Scope | None) -> str:
    """Return what a person types after the slash: `go`, `gsd:stats`, `plugin:go`."""
    parts = path.split("/")[:-1]
    if declared_name:
        return _with_scope(declared_name, scope)
    folder_index = next((index for index, part in enumerate(parts) if part in COMMAND_FOLDERS), len(parts))
    is_skill = path.endswith(CLAUDE.paths.skill_file)
    namespaces = () if is_skill else parts[folder_index + 1 :]
    return _with_scope(":".join((*namespaces, default_name(path))), scope)


def _with_scope(name: str, scope: Scope | None) -> str:
    prefix = f"{scope.name}:" if scope else ""
    return name if not name or name.startswith(prefix) else prefix + name
