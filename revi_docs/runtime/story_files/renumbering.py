"""Give a story another id, because a story on another branch has the same one."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from typing import NamedTuple

from revi_docs.files.atomic_write import create_file, remove_empty_folders, remove_file
from revi_docs.files.read_file import is_file, is_folder, list_names, read_file
from revi_docs.records.command_errors import CommandError, file_errors
from revi_docs.records.ledger import RENUMBERED
from revi_docs.records.story_folders import find_story_folders, project_folder
from revi_docs.records.time_formats import now_ms
from revi_docs.runtime.base.all_or_nothing import Changes, all_or_nothing
from revi_docs.runtime.base.repository import StoryPaths
from revi_docs.runtime.base.story_ledger import append_entry, exclusive_access, require_no_fork, story_ledger
from revi_docs.runtime.locks.lock_owner import current_owner

_TEXT_FILES = (".md", ".yaml", ".yml")


class RenumberRequest(NamedTuple):
    """The person who decides, and the reason."""

    actor: str
    reason: str


def renumber(story: StoryPaths, new_story: StoryPaths, request: RenumberRequest, *, dry: bool = False) -> int:
    """Move the files of a story to another id, with the id in their names. Returns the number of files.

    The entries of the ledger stay as they are; a new one has the former id. Raises CommandError if the new id is in
    use, if the story is locked, or if two branches added entries: then the ids clash in a merge, and one of the
    branches has to be renumbered before it. If revi was stopped in between, the same call continues.
    """
    if new_story.exists and not _is_copy(story, new_story):
        raise CommandError("story-exists", f"{new_story.id} already exists", "choose an id that is not in use")
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


def references(story: StoryPaths) -> tuple[str, ...]:
    """The lines that name a story, as `FILE:LINE`, in the folders of stories and in that of the plan; no ledgers."""
    repository = story.repository
    root, layout = repository.root, repository.story_layout
    folders = (os.path.join(root, project_folder(layout)), *(folder for _, folder in find_story_folders(root, layout)))
    name = re.compile(rf"(?<![A-Za-z0-9]){re.escape(story.id)}(?![A-Za-z0-9])")
    prefix = str(repository.section("project").get("prefix") or "")
    outputs = {os.path.join(root, path.replace("{prefix}", prefix)) for path in repository.section("outputs")}
    places = []
    for folder in dict.fromkeys(folders):
        for path in sorted(
            os.path.join(folder, file) for file in list_names(root, folder) if file.endswith(_TEXT_FILES)
        ):
            if is_file(root, path) and path not in outputs:
                lines = read_file(root, path).decode("utf-8", errors="replace").split("\n")
                relative = repository.relative_path(path)
                places += [f"{relative}:{number}" for number, line in enumerate(lines, 1) if name.search(line)]
    return tuple(places)


def _files(root: str, folder: str) -> Iterator[str]:
    """The files below a folder, without links."""
    for name in list_names(root, folder):
        path = os.path.join(folder, name)
        if is_folder(root, path):
            yield from _files(root, path)
        elif is_file(root, path):
            yield path


def _is_copy(story: StoryPaths, new_story: StoryPaths) -> bool:
    """Whether the new story is what a call that was stopped has copied: entries of the story, and the new one."""
    if _is_renumbered(story, new_story):
        return True
    digests = {entry.digest for entry in story_ledger(story).entries}
    copied = {entry.digest for entry in story_ledger(new_story).entries}
    return not is_file(story.repository.root, new_story.story) and bool(copied) and copied <= digests


def _is_renumbered(story: StoryPaths, new_story: StoryPaths) -> bool:
    """Whether the last entry of the new ledger says that it was the ledger of the story."""
    entries = story_ledger(new_story).entries
    return bool(entries) and (entries[-1].event, entries[-1].fields.get("formerId")) == (RENUMBERED, story.id)


def _move(story: StoryPaths, new_story: StoryPaths, files: tuple[str, ...], request: RenumberRequest) -> None:
    """Copy, then remove. The story file is the last of both, so that the same call can continue."""
    root = story.repository.root
    others = sorted(path for path in files if path != story.story)
    story_file = [path for path in files if path == story.story]
    with all_or_nothing(story) as changes, file_errors(story.folder):
        for path in others:
            _copy(root, _target(story, new_story, path), read_file(root, path), changes)
        if not _is_renumbered(story, new_story):
            fields = {"actor": request.actor, "formerId": story.id, "reason": request.reason}
            changes.created(append_entry(new_story, RENUMBERED, now_ms(), fields))
        for path in story_file:
            content = _with_id(read_file(root, path), new_story.id)
            _copy(root, _target(story, new_story, path), content, changes)
        # The newest entry first: what is left of the ledger is a chain.
        for path in (*reversed(others), *story_file):
            changes.replacing(path)
            remove_file(root, path)
            remove_empty_folders(root, path)


def _target(story: StoryPaths, new_story: StoryPaths, path: str) -> str:
    return os.path.join(new_story.folder, os.path.relpath(path, story.folder).replace(story.id, new_story.id))


def _copy(root: str, target: str, content: bytes, changes: Changes) -> None:
    """Create a file unless it exists with this content. Raises FileExistsError if it has another."""
    if not is_file(root, target) or read_file(root, target) != content:
        create_file(root, target, content)
        changes.created(target)


def _with_id(content: bytes, story_id: str) -> bytes:
    """The story file with the new id in its front matter; unchanged if that cannot be done."""
    from revi_docs.files.markdown.front_matter_block import FrontMatterError
    from revi_docs.files.markdown.front_matter_edits import with_field

    try:
        return with_field(content.decode(), "id", story_id).encode()
    except (UnicodeDecodeError, FrontMatterError):
        # Lint reports an id that differs from the folder.
        return content
