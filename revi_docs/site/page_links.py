"""Links on disk that lead a site build out of the repository, in the folder of the pages or of the site."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from revi_docs.files.linked_files import first_link, linked_page, special_files, stays_inside
from revi_docs.files.repository_writer import linked_output
from revi_docs.problems.problem import Problem


def link_problems(root: Path, docs_folder: str, site_folder: str, theme_folder: str = "") -> Iterator[Problem]:
    """Report links: MkDocs copies what a link leads to into the site, and writes through links in the site's folder.

    The folders are absolute; one that is not in the repository is not checked. A page, a file of the theme or their
    folder may be a link to another file or folder of the repository.
    """
    yield from _links_out(root, docs_folder, "the pages")
    if theme_folder:
        yield from _links_out(root, theme_folder, "the theme")
    site = os.path.relpath(site_folder, root)
    if _is_inside(site):
        link = first_link(root, site)
        if link:
            yield linked_output(link, "is a symbolic link, and the site is written there")
        else:
            for path, _ in special_files(root, site):
                yield linked_output(path, "is a link or not a regular file, and the site is written there")


def _links_out(root: Path, folder: str, content: str) -> Iterator[Problem]:
    """Report links out of the repository in a folder whose files become part of the site."""
    path = os.path.relpath(folder, root)
    if not _is_inside(path):
        return
    link = first_link(root, path)
    if link and not stays_inside(root, path):
        yield linked_page(link, f"is a symbolic link out of the repository, and the folder of {content}")
        return
    target = os.path.relpath(os.path.realpath(folder), os.path.realpath(root)) if link else path
    for file, is_inside in special_files(root, target):
        if not is_inside:
            yield linked_page(file, "is a link that leads out of the repository, or not a regular file")


def _is_inside(path: str) -> bool:
    return path != os.curdir and path.split(os.sep, 1)[0] != os.pardir
