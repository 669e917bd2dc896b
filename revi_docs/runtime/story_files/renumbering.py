"""Give a story another id, because a story on another branch has the same one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import NamedTuple

from revi_docs.files.atomic_write import create_file, remove_empty_folders, remove_file
from revi_docs.files.read_file import is_file, is_folder, list_names, read_file
from revi_docs.records.command_errors import CommandError, file_errors
from revi_docs.records.ledger import RENUMBERED
from revi_docs.records.time_formats import now_ms
from revi_docs.runtime.base.all_or_nothing import all_or_nothing
from revi_docs.runtime.base.repository import StoryPaths
from revi_docs.runtime.base.story_ledger import append_entry, exclusive_access, require_no_fork, story_ledger
from revi_docs.runtime.locks.lock_owner import current_owner


class RenumberRequest(NamedTuple):
    """The person who decides, and the reason."""

    actor: str
    reason: str


def renumber(story: StoryPaths, new_story: StoryPaths, request: RenumberRequest, *, dry: bool = False) -> int:
    """Move the files of a story to another id, with the id in their names. Returns the number of files.

    The entries of the ledger stay as they are; a new one has the former id. Raises CommandError if the new id is in
    use, if the story is locked, or if two branches added entries: then the ids clash in a merge, and one of the
    branches has to be renumbered before it.
    """
    if new_story.exists:
        raise CommandError("story-exists", f"there is a story {new_story.id}", "choose an id that is not in use")
    with exclusive_access(story):
        owner = current_owner(story)
        if owner is not None:
            fix = f"wait until it is released; 'revi plumbing lock status {story.id}' shows the owner"
            raise CommandError("lock-held", f"{story.id} is locked by {owner}", fix)
        require_no_fork(story, story_ledger(story))
        files = tuple(_files(story.repository.root, story.folder))
        if not dry:
            _move(story, new_story, files, request)
    return len(files)


def _files(root: str, folder: str) -> Iterator[str]:
    """The files below a folder, without links."""
    for name in list_names(root, folder):
        path = os.path.join(folder, name)
        if is_folder(root, path):
            yield from _files(root, path)
        elif is_file(root, path):
            yield path


def _move(story: StoryPaths, new_story: StoryPaths, files: tuple[str, ...], request: RenumberRequest) -> None:
    root = story.repository.root
    with all_or_nothing(story) as changes, file_errors(story.folder):
        for path in files:
            relative = os.path.relpath(path, story.folder).replace(story.id, new_story.id)
            target = os.path.join(new_story.folder, relative)
            content = read_file(root, path)
            create_file(root, target, _with_id(content, new_story.id) if path == story.story else content)
            changes.created(target)
        fields = {"actor": request.actor, "formerId": story.id, "reason": request.reason}
        changes.created(append_entry(new_story, RENUMBERED, now_ms(), fields))
        for path in files:
            changes.replacing(path)
            remove_file(root, path)
            remove_empty_folders(root, path)


def _with_id(content: bytes, story_id: str) -> bytes:
    """The story file with the new id in its front matter; unchanged if that cannot be done."""
    from revi_docs.files.front_matter_block import FrontMatterError
    from revi_docs.files.front_matter_edits import with_field

    try:
        return with_field(content.decode(), "id", story_id).encode()
    except (UnicodeDecodeError, FrontMatterError):
        # Lint reports an id that differs from the folder.
        return content
