"""Keep files outside of the repository out of the site: what the settings of MkDocs name is read, run or published.

`site/page_links.py` looks at links in these folders, `site_folder.py` at `site_dir`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from revi_docs.files.git_folders import find_git_folders
from revi_docs.problems.problem import Problem
from revi_docs.site.mkdocs.config_reader import config_place


def outside_problems(root: Path, values: Mapping[str, Any]) -> Iterator[Problem]:
    """Report each path in the settings that leads out of the repository, or into its git directory.

    Without git, the repository is the folder of the configuration.
    """
    folders = find_git_folders(str(root))
    repository = Path(os.path.realpath(folders.work_tree if folders else root))
    for setting, path, effect in _paths(values):
        target = Path(os.path.realpath(root / path))
        is_inside = target.is_relative_to(repository)
        if is_inside and ".git" not in (part.lower() for part in target.relative_to(repository).parts):
            continue
        yield Problem(
            code="site-config",
            message=f"{setting}: '{path}' leads {'into the folder of git' if is_inside else 'out of the repository'}, "
            f"and {effect}",
            fix="name a file or folder of the repository; copy there what the site needs",
            places=(config_place(root, path),),
            subject=f"{setting}: {path}",
        )


def _paths(values: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Yield settings that name files, each with a path and what a build does with it. Values can have any type."""
    yield from _texts("docs_dir", values.get("docs_dir"), "a build publishes what is there")
    theme = values.get("theme")
    if isinstance(theme, Mapping):
        yield from _texts("theme.custom_dir", theme.get("custom_dir"), "a build publishes what is there")
    yield from _texts("hooks", values.get("hooks"), "a build runs it")
    for name, options in _extensions(values.get("markdown_extensions")):
        if isinstance(options, Mapping):
            yield from _texts(f"{name}.base_path", options.get("base_path"), "pages can include what is there")


def _texts(setting: str, value: object, effect: str) -> Iterator[tuple[str, str, str]]:
    """Yield the texts in a text or list; MkDocs reports values of another type, and those that are not paths."""
    for text in value if isinstance(value, list) else (value,):
        if isinstance(text, str) and text and "\0" not in text:
            yield setting, text, effect


def _extensions(value: object) -> Iterator[tuple[str, object]]:
    """Yield the names of Markdown extensions with their options, from a list of names and mappings, or a mapping."""
    for entry in value if isinstance(value, list) else (value,):
        if isinstance(entry, Mapping):
            yield from ((str(name), options) for name, options in entry.items())
