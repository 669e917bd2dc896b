"""Links on disk that lead a site build out of the repository, in the folder of the pages or of the site."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from revi_docs.files.linked_files import first_link, linked_page, special_files, stays_inside
from revi_docs.files.repository_writer import linked_output
from revi_docs.problems.problem import Problem


def link_problems(root: Path, docs_folder: str, site_folder: str) -> Iterator[Problem]:
    """Report links: MkDocs copies what a link leads to into the site, and writes through links in the site's folder.

    The folders are absolute; one that is not in the repository is not checked. A page, or the folder of the pages, may
    be a link to another file or folder of the repository.
    """
    docs, site = (os.path.relpath(folder, root) for folder in (docs_folder, site_folder))
    if _is_inside(docs):
        link = first_link(root, docs)
        if link and not stays_inside(root, docs):
            yield linked_page(link, "is a symbolic link out of the repository, and the folder of the pages")
        else:
            target = os.path.relpath(os.path.realpath(docs_folder), os.path.realpath(root)) if link else docs
            for path, is_inside in special_files(root, target):
                if not is_inside:
                    yield linked_page(path, "is a link that leads out of the repository, or not a regular file")
    if _is_inside(site):
        link = first_link(root, site)
        if link:
            yield linked_output(link, "is a symbolic link, and the site is written there")
        else:
            for path, _ in special_files(root, site):
                yield linked_output(path, "is a link or not a regular file, and the site is written there")


def _is_inside(path: str) -> bool:
    return path != os.curdir and path.split(os.sep, 1)[0] != os.pardir
