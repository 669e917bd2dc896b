"""Setting right what has drifted: writing what is wanted, removing what is not."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from revi_docs.drift import index
from revi_docs.drift.states import Standing, State
from revi_docs.files.write import remove, write


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
    for one in () if dry_run else to_do:
        if one.wanted is None:
            remove(root, one.path)
        else:
            write(root, one.path, one.wanted)
    if not dry_run:
        _list(root, standings, refused)
    return Synced(
        written=tuple(one.path for one in to_do if one.wanted is not None),
        removed=tuple(one.path for one in to_do if one.wanted is None),
        refused=refused,
    )


def _list(root: Path, standings: tuple[Standing, ...], refused: tuple[Standing, ...]) -> None:
    """Brings the index up to date; a file that is made no more and was left alone stays in it."""
    listed = index.written(one.path for one in standings if one.rendered or one in refused)
    if any(one.path == index.FILE and one.found != listed for one in standings):
        write(root, index.FILE, listed)
