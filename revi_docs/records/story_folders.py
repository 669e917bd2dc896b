"""The folders of stories on disk: a layout such as `plans/{id}`, `plans/*/{id}` or `plans/**/{id}`.

`*` is one folder with any name, such as a stage, and `**` any number of folders. Links are not followed.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

_WILDCARDS = ("*", "**")


def is_wildcard(layout: str) -> bool:
    """Whether the folder of a story does not follow from its id alone."""
    return "*" in layout


def literal_folder(layout: str) -> str:
    """The folder that contains the folders of all stories; "" is the repository itself."""
    return layout[: min(layout.find(mark) % (len(layout) + 1) for mark in ("{", "*"))].rpartition("/")[0]


def may_be_in_story(layout: str, path: str) -> bool:
    """Whether a path starts like those of stories do; False if the layout has no place for the id."""
    folder = literal_folder(layout)
    return "{id}" in layout and (not folder or path.startswith(f"{folder}/"))


def belongs_to_stories(layout: str, path: str) -> bool:
    """Whether a file is in the folder of all stories; False if that is the repository itself."""
    return bool(literal_folder(layout)) and may_be_in_story(layout, path)


def new_story_folder(layout: str, story: str) -> str:
    """The folder of a story that does not exist yet; a `*` stays, because any name could be there."""
    return layout.replace("**/", "").replace("{id}", story)


def project_folder(layout: str) -> str:
    """The folder of files that belong to all stories, such as the plan; "" is the repository itself."""
    folder = literal_folder(layout)
    return folder if is_wildcard(layout) else folder.rpartition("/")[0]


def story_folder(root: str, layout: str, story: str) -> str:
    """The folder of a story, relative to the root; where it would be created if there is none."""
    if is_wildcard(layout):
        for name, folder in find_story_folders(root, layout):
            if name == story:
                return os.path.relpath(folder, root).replace(os.sep, "/")
    return new_story_folder(layout, story)


def find_story_folders(root: str, layout: str) -> Iterator[tuple[str, str]]:
    """The folders that match a layout, as (id, path), sorted by id. Hidden folders match no wildcard."""
    parts = layout.split("/")
    part_index = next((index for index, part in enumerate(parts) if "{id}" in part), None)
    if part_index is None:
        return
    prefix, _, suffix = parts[part_index].partition("{id}")
    folders: list[tuple[str, str]] = []
    for parent in _parents(root, parts[:part_index]):
        for name in _folder_names(parent):
            story = name.removeprefix(prefix).removesuffix(suffix)
            folder = os.path.join(parent, *(part.replace("{id}", story) for part in parts[part_index:]))
            if story and parts[part_index].replace("{id}", story) == name and os.path.isdir(folder):
                folders.append((story, folder))
    yield from sorted(folders)


def _parents(folder: str, parts: list[str]) -> Iterator[str]:
    """Yield the folders that can contain stories."""
    if not parts:
        yield folder
    elif parts[0] not in _WILDCARDS:
        yield from _parents(os.path.join(folder, parts[0]), parts[1:])
    else:
        if parts[0] == "**":
            yield from _parents(folder, parts[1:])
        rest = parts if parts[0] == "**" else parts[1:]
        for name in _folder_names(folder):
            if not name.startswith("."):
                yield from _parents(os.path.join(folder, name), rest)


def _folder_names(path: str) -> list[str]:
    try:
        with os.scandir(path) as entries:
            return [entry.name for entry in entries if entry.is_dir(follow_symlinks=False)]
    except OSError:
        # A folder of the layout that does not exist yet has no stories.
        return []
