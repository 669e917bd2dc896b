"""A file of a story stands outside of the story's folder.

Why: nobody looks for it there, and it is left behind when the story is moved on.

Example:

    plans/REVI-007.md
    plans/stories/PROOF-REVI-007-20260211-1432.md

Mend: move it to the folder of its story.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from revi_docs.problems.problem import Place
from revi_docs.stories.rule import Repository, Told


def across(repository: Repository) -> Iterator[Told]:
    """Yields a problem for each file that is named for a story beside the stories' folders."""
    naming, shelf = repository.shelf.naming, repository.shelf
    if not naming.says_ids:
        return
    form = re.compile(rf"(?<![A-Za-z0-9])(?:{naming.id_form})(?![A-Za-z0-9])")
    for folder in dict.fromkeys((shelf.home.rpartition("/")[0], shelf.home)):
        for name in _names(repository.root / folder) if folder else ():
            found = form.search(name)
            if found:
                path = f"{folder}/{name}"
                fix = f"git mv {path} {shelf.folder(found[0])}/"
                yield Told(
                    f"is a file of {found[0]} outside of its folder",
                    fix,
                    Place(path),
                    path,
                    ("project", "stories"),
                )


def _names(folder: Path) -> list[str]:
    try:
        return sorted(one.name for one in folder.iterdir() if one.is_file())
    except OSError:
        return []
