"""A file of a story is outside the story's folder.

Why: Readers and commands do not look for it there, and it does not move with the story.

Example:

    plans/REVI-007.md
    plans/stories/PROOF-REVI-007-20260211-1432.md

Fix: Move it to the folder of its story.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from revi_docs.problems.problem import Place
from revi_docs.problems.shell_words import shell_path
from revi_docs.stories.story_rule import RepositoryContext, RuleFinding


def check_all(repository: RepositoryContext) -> Iterator[RuleFinding]:
    """Report each file next to the story folders whose name contains a story id."""
    artifact_names, layout = repository.layout.artifact_names, repository.layout
    if not artifact_names.has_id_pattern:
        return
    id_pattern = re.compile(rf"(?<![A-Za-z0-9])(?:{artifact_names.id_pattern})(?![A-Za-z0-9])")
    for folder in dict.fromkeys((layout.project_folder, layout.stories_folder)):
        for name in _file_names(repository.root / folder) if folder else ():
            match = id_pattern.search(name)
            if match:
                path = f"{folder}/{name}"
                target = shell_path(layout.folder(match[0]))
                fix = f"mkdir -p {target} && mv {shell_path(path)} {target}/"
                message = f"is a file of {match[0]} outside its folder"
                yield RuleFinding(message, fix, Place(path), path, ("project", "stories"))


def _file_names(folder: Path) -> list[str]:
    try:
        return sorted(path.name for path in folder.iterdir() if path.is_file())
    except OSError:
        return []
