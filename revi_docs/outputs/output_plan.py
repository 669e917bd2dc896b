"""Plan the outputs: which file is rendered from which template for which item, one output per path."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from revi_docs.contract.contract_rule import RuleContext
from revi_docs.contract.default_outputs import fallback_of, writes_item
from revi_docs.contract.loader import LoadedContract
from revi_docs.contract.model import Contract, Output
from revi_docs.contract.reference_targets import SINGULAR_BY_SECTION
from revi_docs.contract.rules import unknown_source
from revi_docs.files.globs import path_matches
from revi_docs.files.safe_paths import path_error
from revi_docs.problems.problem import Place, Problem
from revi_docs.targets.claude import TARGET as CLAUDE
from revi_docs.targets.platform import load_platform
from revi_docs.targets.project_files import is_agent_path, is_command_path, platform_folder

# Any text in braces, so that a misspelled placeholder is reported and not written as a file name.
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
PREFIX_PLACEHOLDER = "{prefix}"
"""Placeholder in a path for the prefix of the project's stories."""

_CLAUDE_FOLDERS = frozenset({CLAUDE.paths.project_folder, *CLAUDE.paths.content_folders})
"""Folders that Claude Code reads."""

_RESERVED_NAMES = frozenset({"revi.yml", "mkdocs.yml", "mkdocs.yaml", "templates", "site", ".revi"})
"""Top-level names that no output may use: the sources, and the folder that a site build empties."""


@dataclass(frozen=True, slots=True)
class RenderTask:
    """A file or region to render.

    `entry` is the key in `outputs`; `section` and `id` name the item of an output with `each`. A region has
    the place of its begin `marker` and its `arguments`; `is_inline` if other text is on the same line.
    `target` is the platform whose facts the template sees.
    """

    path: str
    template: str
    entry: str = ""
    section: str = ""
    id: str = ""
    arguments: tuple[tuple[str, str], ...] = ()
    marker: Place | None = None
    is_inline: bool = False
    target: str = CLAUDE.id


def reference_prefix(path: str, contract: Contract) -> str | None:
    """The relative path from a hand-written file to the folder of the reference, with a slash at the end.

    None if there is no reference, and for files that Claude Code reads: there, a link would only cost tokens.
    """
    folder = _reference_folder(contract)
    if folder is None:
        return None
    first, *rest = path.split("/")
    if first != folder.split("/")[0] and not _CLAUDE_FOLDERS.isdisjoint((first, *rest[:-1])):
        return None
    prefix = posixpath.relpath(folder or ".", posixpath.dirname(path) or ".")
    return "" if prefix == "." else f"{prefix}/"


def _reference_folder(contract: Contract) -> str | None:
    """The folder of the first output that a template in `reference/` renders; "" is the root."""
    for path, output in contract.outputs.items():
        page = output.template.removeprefix("reference/").removesuffix(".j2")
        if output.template.startswith("reference/") and not output.each and path.endswith(page):
            return path.removesuffix(page)
    return None


def plan_outputs(
    loaded: LoadedContract, extra_sections: Mapping[str, Any]
) -> tuple[tuple[RenderTask, ...], tuple[Problem, ...]]:
    """All files to render, sorted by path, and the problems of the `outputs` section.

    `extra_sections` are sections that are not part of the contract: name → mapping of id → item.
    """
    tasks_by_path: dict[str, RenderTask] = {}
    problems = list(unknown_source.check(RuleContext(loaded, "unknown-source")))
    for entry, output in loaded.contract.outputs.items():
        if output.each and output.each not in SINGULAR_BY_SECTION:
            continue
        rejection = _entry_rejection(loaded.contract, entry, output)
        if rejection:
            problems.append(_bad_path(loaded, entry, entry, *rejection))
            continue
        for task in _expand(loaded.contract, entry, output, extra_sections):
            paths = filter(None, (task.path, hidden_path(loaded.contract, task)))
            is_hand_written = any(_is_hand_written_path(loaded.contract, path) for path in paths)
            if output.is_default and (is_hand_written or _is_in_plugin(loaded.contract, output.each or "", task)):
                continue
            # Again, because the name of the item is part of the path now.
            rejection = _path_rejection(task.path)
            if rejection:
                problems.append(_bad_path(loaded, entry, task.path, *rejection))
                continue
            other = tasks_by_path.setdefault(_comparable(task.path), task)
            if other is not task and other.entry == task.entry:
                problems.append(_same_name(loaded, task, other))
            elif other is not task:
                message = f"two outputs write '{task.path}': '{other.entry}' and '{task.entry}'"
                problems.append(_conflict(loaded, task, other, message))
    for task, other in _nested_tasks(tasks_by_path):
        message = f"'{task.path}' is inside '{other.path}', which is a file of another output"
        problems.append(_conflict(loaded, task, other, message))
    return tuple(sorted(tasks_by_path.values(), key=lambda task: task.path)), tuple(problems)


def _is_hand_written_path(contract: Contract, path: str) -> bool:
    """Whether people write the file; a default output is not rendered if `owns` matches its path."""
    # Exclusions (`!`) must come last, because the last matching pattern decides.
    patterns = sorted(contract.owns, key=lambda pattern: pattern.startswith("!"))
    return path_matches(patterns, path)


def _is_in_plugin(contract: Contract, section: str, task: RenderTask) -> bool:
    """Whether a file is that of an agent or command that `owns` finds in a plugin: a project does not repeat it."""
    is_item_file = is_agent_path(task.path) if section == "agents" else is_command_path(task.path)
    return ":" in task.id and is_item_file and any(fullmatch(task.id) for fullmatch in _plugin_names(contract, section))


def _plugin_names(contract: Contract, section: str) -> Iterator[Callable[[str], object]]:
    """Yield a matcher for the names that each pattern outside the folders of a platform gives to its files."""
    for pattern, fields in contract.owns.items():
        for template in fields.values() if not platform_folder(pattern) else ():
            name = template.removeprefix(f"{section}.").rpartition(".")[0]
            if ":" in name and template.startswith(f"{section}."):
                yield re.compile(".+".join(map(re.escape, re.split(r"\{\w+\}", name)))).fullmatch


def _comparable(path: str) -> str:
    """The path without letter case and Unicode form, because some file systems ignore both."""
    return unicodedata.normalize("NFC", path).casefold()


def _nested_tasks(tasks_by_path: Mapping[str, RenderTask]) -> Iterator[tuple[RenderTask, RenderTask]]:
    """Outputs whose path has another output as a folder, with that other output."""
    for path, task in tasks_by_path.items():
        folder = path.rpartition("/")[0]
        while folder:
            if folder in tasks_by_path:
                yield task, tasks_by_path[folder]
            folder = folder.rpartition("/")[0]


def _expand(contract: Contract, entry: str, output: Output, extra_sections: Mapping[str, Any]) -> Iterator[RenderTask]:
    path_pattern = entry.replace(PREFIX_PLACEHOLDER, contract.project.prefix)
    target = output.target or CLAUDE.id
    if output.each is None:
        yield RenderTask(path_pattern, output.template, entry, target=target)
        return
    section = extra_sections.get(output.each)
    for name in getattr(contract, output.each, {}) if section is None else section:
        if writes_item(contract, entry, name):
            path = _item_path(path_pattern, output, name)
            yield RenderTask(path, output.template, entry, output.each, name, target=target)


def _item_path(path_pattern: str, output: Output, name: str) -> str:
    """The path of an item's file, with its name as the platform writes it, or as one page of the reference."""
    if output.template.startswith("reference/"):
        file_name = name.replace(":", ".")
    else:
        file_name = load_platform(output.target or CLAUDE.id).file_name(name, path_pattern)
    return path_pattern.replace("{" + SINGULAR_BY_SECTION[output.each or ""] + "}", file_name)


def hidden_path(contract: Contract, task: RenderTask) -> str:
    """The path at which the platform would read the same item, if the file of the task did not hide it; "" for none."""
    fallback = fallback_of(task.entry)
    return _item_path(fallback, contract.outputs[task.entry], task.id) if fallback else ""


def _entry_rejection(contract: Contract, entry: str, output: Output) -> tuple[str, str] | None:
    """(what is wrong with the path of an entry, fix), or None."""
    if PREFIX_PLACEHOLDER in entry and not contract.project.prefix:
        return f"uses {PREFIX_PLACEHOLDER}, but project.prefix is not set", "set project.prefix"
    names = _PLACEHOLDER.findall(entry.replace(PREFIX_PLACEHOLDER, ""))
    placeholder = SINGULAR_BY_SECTION.get(output.each, "") if output.each else ""
    unknown_name = next((name for name in names if name != placeholder), None)
    if unknown_name is not None:
        message = f"has the unknown placeholder '{{{unknown_name}}}'"
        use_fix = f"use '{{{placeholder}}}'"
        return message, use_fix if placeholder else "remove it, or add 'each'"
    if placeholder and not names:
        return f"is the same for all {output.each}", f"put '{{{placeholder}}}' into the path"
    return _path_rejection(entry)


def _path_rejection(path: str) -> tuple[str, str] | None:
    """(what is wrong with a path, fix), or None."""
    error = path_error(path)
    if error:
        return error, "write a path inside the repository, with forward slashes and without '..'"
    if _comparable(path.partition("/")[0]) in _RESERVED_NAMES:
        fix = "choose a path outside revi.yml, mkdocs.yml, templates/, site/ and .revi/"
        return "is reserved for sources or for the built site", fix
    return None


def _same_name(loaded: LoadedContract, task: RenderTask, other: RenderTask) -> Problem:
    """Two items of one output whose names are the same in a path, as `gsd:stats` and `gsd-stats` on some platforms."""
    return Problem(
        code="duplicate-output",
        message=f"'{other.id}' and '{task.id}' have the same path '{task.path}'",
        fix="rename one of them",
        places=(loaded.place_of(task.section, task.id), loaded.place_of(other.section, other.id)),
        subject=task.path,
    )


def _conflict(loaded: LoadedContract, task: RenderTask, other: RenderTask, message: str) -> Problem:
    return Problem(
        code="duplicate-output",
        message=message,
        fix="give one of them another path",
        places=(loaded.place_of("outputs", task.entry), loaded.place_of("outputs", other.entry)),
        subject=task.path,
    )


def _bad_path(loaded: LoadedContract, entry: str, path: str, message: str, fix: str) -> Problem:
    return Problem(
        code="bad-output-path",
        message=f"the path '{path}' {message}",
        fix=fix,
        places=(loaded.place_of("outputs", entry),),
        subject=entry,
    )
