"""Whether the site depends only on files of the repository, so that a digest of them identifies a build."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from revi_docs.problems.revi_error import ReviError
from revi_docs.site.mkdocs import find_config_file
from revi_docs.site.mkdocs.config_reader import read_settings

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

_INHERIT_LINE = re.compile(r"\bINHERIT[\"']?\s*:\s*[\"']?(?P<path>[^\s\"',}#]+)")


def is_self_contained(root: Path, config: MkDocsConfig) -> bool:
    """Whether the configuration uses no environment variable and refers to nothing outside `root`.

    Every string in it that is the path of an existing file or folder counts as a reference. The result
    is False if the configuration cannot be read.
    """
    try:
        if not _is_local_config(root, root / find_config_file(root), ()):
            return False
        settings = read_settings(root)
    except (ReviError, OSError, ValueError):
        # If in doubt, the result is not cached: a stale result is worse than a slow one.
        return False
    return not settings.unread_files and not any(
        _is_outside(root, text) for text in (config.docs_dir, *_strings(settings.values))
    )


def _is_local_config(root: Path, file: Path, visited: tuple[Path, ...]) -> bool:
    """Whether a configuration file and its parents are inside `root` and use no environment variable."""
    path = Path(os.path.realpath(file))
    text = path.read_text(encoding="utf-8", errors="replace")
    parent_files = [path.parent / match["path"] for match in _INHERIT_LINE.finditer(text)]
    return (
        path.is_relative_to(root.resolve())
        and path not in visited
        and "!ENV" not in text
        # An INHERIT that the pattern does not match may refer to anything.
        and text.count("INHERIT") == len(parent_files)
        and all(_is_local_config(root, parent_file, (*visited, path)) for parent_file in parent_files)
    )


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, item in value.items():
            yield from (*_strings(key), *_strings(item))
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _strings(item)
    elif isinstance(value, str):
        yield value
    else:  # a path that MkDocs resolves later, such as `!relative $docs_dir/..`
        yield str(getattr(value, "suffix", "")).lstrip("/")


def _is_outside(root: Path, text: str) -> bool:
    try:
        target = os.path.realpath(root / text)
        return os.path.exists(target) and not Path(target).is_relative_to(root.resolve())  # noqa: PTH110 - Path.exists raises for some strings that are not paths
    except (OSError, ValueError):  # not a possible path
        return False
