"""Which file is made from which template for which item: one owner for each path."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from revi_docs.contract.contract_rule import RuleContext
from revi_docs.contract.loader import LoadedContract
from revi_docs.contract.model import Contract, Output
from revi_docs.contract.reference_targets import SINGULAR_BY_SECTION
from revi_docs.contract.rules import unknown_source
from revi_docs.files.globs import path_matches
from revi_docs.outputs.default_outputs import DEFAULT_OUTPUTS
from revi_docs.problems.problem import Place, Problem
from revi_docs.problems.suggestions import did_you_mean
from revi_docs.targets.claude import TARGET as CLAUDE

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
PREFIX_PLACEHOLDER = "{prefix}"
"""Stands in a path for the prefix of the project's stories."""

_CLAUDE_FOLDERS = frozenset({CLAUDE.paths.project_folder, *CLAUDE.paths.content_folders})
"""Folders of what Claude Code reads."""

_RESERVED_NAMES = frozenset({"revi.yml", "mkdocs.yml", "templates", "site", ".revi"})
"""What no output may be or stand in: the sources, and the folder that a build of the site empties."""


@dataclass(frozen=True, slots=True)
class RenderTask:
    """A file to be rendered, or a region of one.

    `section` and `id` name its item where it is one of many. A region has the place of its begin
    `marker` and the `arguments` given there, and is `within` a line where that holds other text, too.
    """

    path: str
    template: str
    entry: str = ""
    section: str = ""
    id: str = ""
    arguments: tuple[tuple[str, str], ...] = ()
    marker: Place | None = None
    is_inline: bool = False


def output_table(contract: Contract) -> Mapping[str, Output]:
    """The contract's outputs; where it speaks of none, the default ones for the sections that it has."""
    if contract.outputs is not None:
        return contract.outputs
    return {
        path: Output(path=path, template=template, each=each or None)
        for section, path, template, each in DEFAULT_OUTPUTS
        if not section or getattr(contract, section)
    }


def reference_prefix(path: str, contract: Contract) -> str | None:
    """The way from a hand-written file to the folder of the reference, ending in a slash.

    None where there is no reference, and for files that Claude Code reads: a link would only cost tokens.
    """
    for output, output_entry in output_table(contract).items():
        template_page = output_entry.template.removesuffix(".j2")
        relative_page = template_page.removeprefix("reference/")
        if relative_page != template_page and not output_entry.each and output.endswith(relative_page):
            folder = output.removesuffix(relative_page)
            break
    else:
        return None
    first, *rest = path.split("/")
    if first != folder.split("/")[0] and not _CLAUDE_FOLDERS.isdisjoint((first, *rest[:-1])):
        return None
    prefix = posixpath.relpath(folder or ".", posixpath.dirname(path) or ".")
    return "" if prefix == "." else f"{prefix}/"


def plan_outputs(
    loaded: LoadedContract, extra_sections: Mapping[str, Any]
) -> tuple[tuple[RenderTask, ...], tuple[Problem, ...]]:
    """Every file to be rendered, sorted by path, and what is wrong with the table.

    `extras` holds sections that do not come from the contract: name → mapping of id → item.
    """
    tasks_by_path: dict[str, RenderTask] = {}
    problems = list(unknown_source.check(RuleContext(loaded, "unknown-source")))
    for entry, output in output_table(loaded.contract).items():
        if output.each and output.each not in SINGULAR_BY_SECTION:
            continue
        path_problem = _pattern_problem(loaded.contract, entry, output)
        if path_problem:
            problems.append(_output_path_problem(loaded, entry, *path_problem))
            continue
        for task in _expand(loaded.contract, entry, output, extra_sections):
            if _is_hand_written_path(loaded.contract, task.path):
                continue
            path_problem = _path_problem(task.path)
            if path_problem:
                problems.append(_output_path_problem(loaded, entry, *path_problem))
                continue
            existing_task = tasks_by_path.setdefault(_comparable(task.path), task)
            if existing_task is not task:
                problems.append(_duplicate_path(loaded, task, existing_task))
    problems += [
        _path_conflict(loaded, task, existing_task) for task, existing_task in _nested_tasks(tasks_by_path)
    ]
    return tuple(sorted(tasks_by_path.values(), key=lambda task: task.path)), tuple(problems)


def _is_hand_written_path(contract: Contract, path: str) -> bool:
    """Whether people write the file: of the default outputs, none is made where `owns` names the path."""
    patterns = sorted(contract.owns, key=lambda pattern: pattern.startswith("!"))
    return contract.outputs is None and path_matches(patterns, path)


def _comparable(path: str) -> str:
    """The same for two paths that some system takes for one: letter case and the form of accents aside."""
    return unicodedata.normalize("NFC", path).casefold()


def _nested_tasks(tasks_by_path: Mapping[str, RenderTask]) -> Iterator[tuple[RenderTask, RenderTask]]:
    """Outputs that would stand below another output, with that other one."""
    for path, task in tasks_by_path.items():
        folder = path.rpartition("/")[0]
        while folder:
            if folder in tasks_by_path:
                yield task, tasks_by_path[folder]
            folder = folder.rpartition("/")[0]


def _expand(
    contract: Contract, entry: str, output: Output, extra_sections: Mapping[str, Any]
) -> Iterator[RenderTask]:
    path_pattern = entry.replace(PREFIX_PLACEHOLDER, contract.project.prefix)
    if output.each is None:
        yield RenderTask(path_pattern, output.template, entry)
        return
    items = (
        extra_sections[output.each] if output.each in extra_sections else getattr(contract, output.each, {})
    )
    for name in items:
        path = path_pattern.replace("{" + SINGULAR_BY_SECTION[output.each] + "}", name)
        yield RenderTask(path, output.template, entry, output.each, name)


def _pattern_problem(contract: Contract, entry: str, output: Output) -> tuple[str, str] | None:
    if PREFIX_PLACEHOLDER in entry and not contract.project.prefix:
        return f"the path '{entry}' names the prefix of stories, and there is none", "write project.prefix"
    names = _PLACEHOLDER.findall(entry.replace(PREFIX_PLACEHOLDER, ""))
    placeholder = SINGULAR_BY_SECTION.get(output.each, "") if output.each else ""
    for name in names:
        if name != placeholder:
            candidates = [placeholder] if placeholder else []
            return (
                f"the path '{entry}' has the placeholder '{{{name}}}', which stands for nothing",
                f"use '{{{placeholder}}}'{did_you_mean(name, candidates)}"
                if placeholder
                else "remove it, or add 'each'",
            )
    if placeholder and not names:
        return (
            f"the path '{entry}' is the same for each of {output.each}",
            f"put '{{{placeholder}}}' into the path",
        )
    return _path_problem(entry)


def _path_problem(entry: str) -> tuple[str, str] | None:
    parts = entry.split("/")
    if re.search(r'[\\:*?"<>|\x00-\x1f]', entry) or any(part in {"", ".", ".."} for part in parts):
        return (
            f"the path '{entry}' does not lead to a file in this repository",
            "write a path relative to the repository, with forward slashes and without '..'",
        )
    if any(part != part.strip() or part.endswith(".") for part in parts):
        return (
            f"the path '{entry}' has a name that not every system can store",
            "remove the space or dot at its end",
        )
    if _comparable(parts[0]) in _RESERVED_NAMES or ".git" in map(_comparable, parts):
        return (
            f"the path '{entry}' belongs to the sources or to the built site, not to the outputs",
            "choose a path outside revi.yml, mkdocs.yml, templates/, site/, .revi/ and .git/",
        )
    return None


def _duplicate_path(loaded: LoadedContract, task: RenderTask, existing_task: RenderTask) -> Problem:
    return Problem(
        code="doubled-output",
        message=f"'{task.path}' is made twice: by '{existing_task.entry}' and by '{task.entry}'",
        fix="give one of the two another path",
        places=(loaded.place_of("outputs", task.entry), loaded.place_of("outputs", existing_task.entry)),
        subject=task.path,
    )


def _path_conflict(loaded: LoadedContract, task: RenderTask, existing_task: RenderTask) -> Problem:
    return Problem(
        code="doubled-output",
        message=f"'{task.path}' is to stand below '{existing_task.path}', which is a file",
        fix="give one of the two another path",
        places=(loaded.place_of("outputs", task.entry), loaded.place_of("outputs", existing_task.entry)),
        subject=task.path,
    )


def _output_path_problem(loaded: LoadedContract, entry: str, message: str, fix: str) -> Problem:
    return Problem(
        code="bad-output-path",
        message=message,
        fix=fix,
        places=(loaded.place_of("outputs", entry),),
        subject=entry,
    )
