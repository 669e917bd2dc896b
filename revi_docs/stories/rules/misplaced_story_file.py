"""A file of a story is outside the story's folder, or the story file has another name than the folder.

Why: Readers and commands do not look for it there, and it does not move with the story.

Example:

    plans/REVI-007.md
    plans/stories/PROOF-REVI-007-20260211-1432.md
    plans/stories/REVI-008/RVI-008.md

Fix: Move it to the folder of its story; give a story file the id of its folder.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from revi_docs.problems.problem import Place
from revi_docs.problems.shell_words import shell_path
from revi_docs.stories.story_rule import RepositoryContext, RuleFinding


def check_all(repository: RepositoryContext) -> Iterator[RuleFinding]:
    """Report each file next to the story folders whose name contains a story id, and misnamed story files."""
    artifact_names, layout = repository.layout.artifact_names, repository.layout
    if not artifact_names.has_id_pattern:
        return
    yield from _misnamed_story_files(repository)
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


def _misnamed_story_files(repository: RepositoryContext) -> Iterator[RuleFinding]:
    """Report the file with the number of a story, but another prefix, in a folder without a story file."""
    layout = repository.layout
    for story, folder in layout.folders_without_story_file():
        story_file = layout.story_file(story)
        target, number = f"{folder}/{story_file}", _number_at_end(story)
        for name in _file_names(repository.root / folder) if number else ():
            stem, suffix = Path(name).stem, Path(name).suffix
            is_other = story in name or layout.artifact_names.parse(name) is not None
            if not is_other and suffix == Path(story_file).suffix and _number_at_end(stem) == number:
                path = f"{folder}/{name}"
                message = f"is not read: the file of the story in this folder is {story_file}"
                fix = f"mv {shell_path(path)} {shell_path(target)}"
                yield RuleFinding(message, fix, Place(path), path, ("project", "stories"))


def _number_at_end(text: str) -> str:
    return text[len(text.rstrip("0123456789")) :]


def _file_names(folder: Path) -> list[str]:
    try:
        return sorted(path.name for path in folder.iterdir() if path.is_file())
    except OSError:
        return []
