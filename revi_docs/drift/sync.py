"""Setting right what has drifted: writing what is wanted, removing what is not."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from revi_docs.drift import index
from revi_docs.drift.pages import Page
from revi_docs.drift.parts import edited
from revi_docs.drift.standing import Standing, State
from revi_docs.drift.states import folder_of
from revi_docs.files import cache
from revi_docs.files.leftovers import remove_leftovers
from revi_docs.files.text import read_bytes
from revi_docs.files.write import inside, remove, write
from revi_docs.problems.problem import Place, Problem, ReviError


@dataclass(frozen=True, slots=True)
class Synced:
    """What was done: paths written, paths removed, and what was left alone because it was tampered with."""

    written: tuple[str, ...]
    removed: tuple[str, ...]
    refused: tuple[Standing, ...]


def sync(
    root: Path, standings: tuple[Standing, ...], *, force: bool = False, dry_run: bool = False
) -> Synced:
    """Writes and removes until every standing is clean; the index last, so that no orphan is forgotten.

    A tampered file is left alone unless `force` is given; with `dry_run` every file is. Raises
    ReviError where the disk refuses.
    """
    refused = () if force else tuple(one for one in standings if one.state is State.TAMPERED)
    to_do = [one for one in standings if one.state is not State.CLEAN and one not in refused]
    to_do = [one for one in to_do if one.path != index.FILE]
    whole = {one.path: one.wanted for one in to_do if one.part is None}
    pages = _pages(to_do)
    if not dry_run:
        _sweep(root, standings)
        unmerged = {one.path: one.found for one in to_do if _is_hand_written(one)}
        for path, content in whole.items():
            if path not in unmerged:
                _put(root, path, content)
        for path, found in unmerged.items():
            _replace(root, path, found or b"", whole[path] or b"")
        for page, content in pages.items():
            _replace(root, page.path, page.content, content)
        _list(root, standings, refused)
    written = (path for path, content in whole.items() if content is not None)
    return Synced(
        written=tuple(sorted({*written, *(page.path for page in pages)})),
        removed=tuple(path for path, content in whole.items() if content is None),
        refused=refused,
    )


def _is_hand_written(one: Standing) -> bool:
    """Whether it is a page in conflict, which is written whole."""
    return one.state is State.CONFLICTED and one.part is None and one.rendered is None


def _sweep(root: Path, standings: tuple[Standing, ...]) -> None:
    """Removes what killed writers have left where something of ours stands, or is to stand."""
    folders = {folder_of(one.path) for one in standings} | {folder_of(index.FILE), cache.FOLDER}
    for folder in folders:
        with suppress(ReviError):
            remove_leftovers(str(inside(root, f"{folder}/x".lstrip("/")).parent))


def _pages(to_do: Iterable[Standing]) -> dict[Page, bytes]:
    """The hand-written files of which a part is to be set right, as they are to be."""
    parts: dict[Page, list[Standing]] = {}
    for one in to_do:
        if one.part is not None:
            parts.setdefault(one.part.page, []).append(one)
    return {page: edited(page, several).encode("utf-8") for page, several in parts.items()}


def _put(root: Path, path: str, content: bytes | None) -> None:
    if content is None:
        remove(root, path)
    else:
        write(root, path, content)


def _replace(root: Path, path: str, known: bytes, content: bytes) -> None:
    """Writes a page, unless it is no longer as it was read. Raises ReviError then."""
    found, problems = read_bytes(root / path, path)
    if problems or found != known:
        raise ReviError(
            *problems
            or (
                Problem(
                    code="changed-meanwhile",
                    message="has been changed since it was read",
                    fix="run 'revi-docs sync' again",
                    places=(Place(path),),
                    subject=path,
                ),
            )
        )
    write(root, path, content)


def _list(root: Path, standings: tuple[Standing, ...], refused: tuple[Standing, ...]) -> None:
    """Brings the index up to date; a file that is made no more and was left alone stays in it."""
    whole = (one for one in standings if one.part is None)
    listed = index.written(one.path for one in whole if one.rendered or one in refused)
    if any(one.path == index.FILE and one.found != listed for one in standings):
        write(root, index.FILE, listed)
