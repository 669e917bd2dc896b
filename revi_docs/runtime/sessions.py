"""Which stories a session works on: those whose phase lock it holds."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from revi_docs.runtime.ground import Ground


class Holding(NamedTuple):
    """A story whose lock the session holds, and the record of that lock."""

    story: str
    folder: str
    lock: Mapping[str, Any]


def holdings(ground: Ground, session: str) -> tuple[Holding, ...]:
    """What the session holds, the newest lock first; nothing where it holds none, or has no name."""
    locks = ground.data.get("locks")
    if not session or not locks:
        return ()
    found = list(_held(ground, locks, session))
    return tuple(sorted(found, key=lambda one: str(one.lock.get("startedAt")), reverse=True))


def _held(ground: Ground, locks: Mapping[str, Any], session: str) -> Iterator[Holding]:
    common = ""
    if locks["scope"] == "repository":
        from revi_docs.runtime.common_dir import common_dir

        common = os.path.join(common_dir(ground.root), "revi")
    for story, folder in story_folders(ground):
        file = os.path.join(folder, locks["file"].replace("{id}", story))
        try:
            with open(
                os.path.join(common, story, "phase-lock") if common else file, encoding="utf-8"
            ) as stream:
                text = stream.read()
        except (OSError, UnicodeDecodeError):
            continue
        lock = _read(text) if session in text else {}
        if session in (lock.get("sessionId"), lock.get("owner")):
            yield Holding(story, folder, lock)


def _read(text: str) -> Mapping[str, Any]:
    """The record, empty where nobody can read it: then it is nobody's."""
    from revi_docs.records.plain_yaml import NotPlainError, load

    try:
        found = load(text)
    except NotPlainError:
        return {}
    return found if isinstance(found, dict) else {}


def story_folders(ground: Ground) -> Iterator[tuple[str, str]]:
    """Every story that has a folder, with it, in order of the ids."""
    layout = (ground.data["project"].get("stories") or "plans/stories/{id}").split("/")
    at = next((number for number, part in enumerate(layout) if "{id}" in part), None)
    if at is None:
        return
    before, _, after = layout[at].partition("{id}")
    try:
        names = sorted(os.listdir(os.path.join(ground.root, *layout[:at])))
    except OSError:
        return
    for name in names:
        story = name.removeprefix(before).removesuffix(after)
        folder = os.path.join(ground.root, *(part.replace("{id}", story) for part in layout))
        if layout[at].replace("{id}", story) == name and os.path.isdir(folder):
            yield story, folder
