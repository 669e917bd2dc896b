"""Which stories a session works on: those whose phase lock it holds."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from revi_docs.runtime.base.hook_context import HookContext


class SessionLock(NamedTuple):
    """A story whose lock the session holds, and the record of that lock."""

    story: str
    folder: str
    lock: Mapping[str, Any]


def find_session_locks(context: HookContext, session_id: str) -> tuple[SessionLock, ...]:
    """What the session holds, the newest lock first; nothing where it holds none, or has no name."""
    locks = context.data.get("locks")
    if not session_id or not locks:
        return ()
    session_locks = list(_read_session_locks(context, locks, session_id))
    return tuple(
        sorted(session_locks, key=lambda session_lock: str(session_lock.lock.get("startedAt")), reverse=True)
    )


def _read_session_locks(
    context: HookContext, locks: Mapping[str, Any], session_id: str
) -> Iterator[SessionLock]:
    common_folder = ""
    if locks["scope"] == "repository":
        from revi_docs.runtime.base.git_common_dir import git_common_dir

        common_folder = os.path.join(git_common_dir(context.root), "revi")
    for story, folder in story_folders(context):
        lock_file = os.path.join(folder, locks["file"].replace("{id}", story))
        try:
            with open(
                os.path.join(common_folder, story, "phase-lock") if common_folder else lock_file,
                encoding="utf-8",
            ) as stream:
                text = stream.read()
        except (OSError, UnicodeDecodeError):
            continue
        lock = _parse_lock(text) if session_id in text else {}
        if session_id in (lock.get("sessionId"), lock.get("owner")):
            yield SessionLock(story, folder, lock)


def _parse_lock(text: str) -> Mapping[str, Any]:
    """The record, empty where nobody can read it: then it is nobody's."""
    from revi_docs.records.plain_yaml import PlainYamlError, load

    try:
        record = load(text)
    except PlainYamlError:
        return {}
    return record if isinstance(record, dict) else {}


def story_folders(context: HookContext) -> Iterator[tuple[str, str]]:
    """Every story that has a folder, with it, in order of the ids."""
    layout = (context.data["project"].get("stories") or "plans/stories/{id}").split("/")
    part_index = next((index for index, part in enumerate(layout) if "{id}" in part), None)
    if part_index is None:
        return
    prefix, _, suffix = layout[part_index].partition("{id}")
    try:
        names = sorted(os.listdir(os.path.join(context.root, *layout[:part_index])))
    except OSError:
        return
    for name in names:
        story = name.removeprefix(prefix).removesuffix(suffix)
        folder = os.path.join(context.root, *(part.replace("{id}", story) for part in layout))
        if layout[part_index].replace("{id}", story) == name and os.path.isdir(folder):
            yield story, folder
