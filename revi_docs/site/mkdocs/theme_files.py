"""The files of a theme, listed without its hidden folders.

Material has more than ten thousand icons in `.icons`. MkDocs lists all files of a theme and ignores hidden ones, which
takes as long as building fifteen pages.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import FileSystemLoader

from revi_docs.site.mkdocs.theme_cache import COMPILED_TEMPLATES

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.theme import Theme


class VisibleFilesLoader(FileSystemLoader):
    """Loads the templates of a theme; the list of templates has none in hidden folders, which still can be loaded."""

    def list_templates(self) -> list[str]:
        """The paths of all files outside hidden folders, relative to their folder of the theme, sorted."""
        paths = {path for folder in self.searchpath for path in _visible_files(Path(folder))}
        return sorted(paths)


def list_visible_files(theme: Theme) -> None:
    """Make MkDocs list only the files of the theme that it uses, and compile each template once in a process."""
    create_environment = theme.get_env

    def get_env() -> Environment:
        environment = create_environment()
        environment.loader = VisibleFilesLoader(theme.dirs)
        environment.bytecode_cache = COMPILED_TEMPLATES
        return environment

    # MkDocs has no setting for it; the method itself is public.
    setattr(theme, "get_env", get_env)  # noqa: B010 - a type checker rejects the assignment to a method


def _visible_files(root: Path) -> set[str]:
    paths: set[str] = set()
    for folder, subfolders, names in os.walk(root):
        subfolders[:] = [name for name in subfolders if not name.startswith(".")]
        relative = Path(folder).relative_to(root).as_posix()
        paths.update(names if relative == "." else (f"{relative}/{name}" for name in names))
    return paths
