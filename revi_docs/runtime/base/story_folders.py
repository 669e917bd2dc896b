"""The folders of stories on disk, found without a parsed contract."""

from __future__ import annotations

import os
from collections.abc import Iterator


def find_story_folders(root: str, layout: str) -> Iterator[tuple[str, str]]:
    """The folders that match a layout such as `plans/stories/{id}`, as (name, path), sorted by name."""
    parts = layout.split("/")
    part_index = next((index for index, part in enumerate(parts) if "{id}" in part), None)
    if part_index is None:
        return
    prefix, _, suffix = parts[part_index].partition("{id}")
    try:
        names = sorted(os.listdir(os.path.join(root, *parts[:part_index])))
    except OSError:
        return
    for name in names:
        story = name.removeprefix(prefix).removesuffix(suffix)
        folder = os.path.join(root, *(part.replace("{id}", story) for part in parts))
        if parts[part_index].replace("{id}", story) == name and os.path.isdir(folder):
            yield story, folder
