"""Keep files outside the repository out of the site, whatever chain of links leads to them.

`site/page_links.py` reports links in the folder of the pages before the build. This module looks at what MkDocs is
about to publish: MkDocs follows links to folders, and these can contain links.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from revi_docs.files.linked_files import linked_page
from revi_docs.problems.problem import Problem


def real_paths(paths: Iterable[str]) -> Iterator[tuple[str, Path]]:
    """Yield each path, and where it leads without symbolic links; those of a folder are followed once."""
    real_folder = cache(lambda folder: Path(folder).resolve())
    for path in paths:
        folder, _, name = path.rpartition(os.sep)
        yield path, real_folder(path) if os.path.islink(path) else real_folder(folder or os.sep) / name  # noqa: PTH114 - faster


def linked_sources(root: Path, docs_folder: str, sources: Iterable[str]) -> Iterator[tuple[str, Problem]]:
    """Yield each absolute source path that leads out of the repository or into `.git`, with its problem.

    A folder of pages that `docs_dir` names outside the repository may contain pages, too.
    """
    real_root, absolute_docs = root.resolve(), Path(os.path.abspath(docs_folder))  # noqa: PTH100 - follows no links
    roots = (root.absolute(), real_root)
    is_docs_inside = any(absolute_docs.is_relative_to(folder) for folder in roots)
    bases = (real_root,) if is_docs_inside else (real_root, absolute_docs)
    prefixes = tuple(f"{folder}{os.sep}" for folder in (*roots, absolute_docs))
    # The theme has its own folder.
    for source, target in real_paths(source for source in sources if source.startswith(prefixes)):
        base = next((base for base in bases if target.is_relative_to(base)), None)
        if base is None or ".git" in target.relative_to(base).parts:
            path = os.path.relpath(source, root).replace(os.sep, "/")
            yield source, linked_page(path, "is a link that leads out of the repository, or is below one")
