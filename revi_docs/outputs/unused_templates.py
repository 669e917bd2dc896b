"""Report templates that no output uses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from revi_docs.contract.loader import LoadedContract
from revi_docs.outputs.environment import TEMPLATES_FOLDER
from revi_docs.outputs.renderer import Renderer, RenderResult
from revi_docs.problems.problem import Place, Problem

_REGION_TEMPLATES_FOLDER = "regions/"
"""The folder of the templates for regions."""

_UNUSED_OVERRIDES = (_REGION_TEMPLATES_FOLDER, "targets/", "claude/command.md.j2")
"""Templates that a project can override without using them: for regions, for any target, for names with a namespace."""

_TEMPLATE_SUFFIX = ".j2"


def unused_template_problems(
    renderer: Renderer, loaded: LoadedContract, results: Sequence[RenderResult]
) -> list[Problem]:
    """Return a problem for each unused template of the repository.

    Other tools, such as Django, Helm, Ansible and GitLab, prescribe a folder of the same name. So a file is ours if its
    suffix is that of a template in use, or if its folder is one of the shipped templates. Any other file with our
    suffix is a warning.
    """
    used_names = {name for result in results for name in result.templates}
    project_names = renderer.loader.project_templates()
    candidates = [
        name
        for name in project_names
        if name not in used_names and not (name.startswith(_UNUSED_OVERRIDES) and renderer.loader.is_shipped(name))
    ]
    if not candidates:
        return []
    referenced_names = _referenced_templates(renderer, loaded)
    used_suffixes = {PurePosixPath(name).suffix for name in project_names if name in used_names | referenced_names}
    shipped_folders = {name.partition("/")[0] for name in renderer.loader.shipped_names() if "/" in name}
    problems = []
    for name in candidates:
        suffix, folder = PurePosixPath(name).suffix, name.partition("/")[0]
        is_ours = suffix in used_suffixes or (suffix == _TEMPLATE_SUFFIX and folder in shipped_folders)
        if name not in referenced_names and (is_ours or suffix == _TEMPLATE_SUFFIX):
            problem = _unused_template(name)
            problems.append(problem if is_ours else replace(problem, severity="warning"))
    return problems


def _unused_template(name: str) -> Problem:
    return Problem(
        code="unused-template",
        message=f"no output uses the template '{name}'",
        fix="use it in outputs, in a region or in another template, or delete it",
        places=(Place(f"{TEMPLATES_FOLDER}/{name}"),),
        subject=name,
    )


def _referenced_templates(renderer: Renderer, loaded: LoadedContract) -> set[str]:
    """The templates in `outputs` and all that they include, even if their section has no items yet."""
    pending = [output.template for output in loaded.contract.outputs.values()]
    names: set[str] = set()
    while pending:
        name = pending.pop()
        if name not in names:
            names.add(name)
            pending += renderer.includes(name)
    return names
