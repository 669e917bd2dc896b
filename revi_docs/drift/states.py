"""What an output on disk is, compared with what it is to be."""

from __future__ import annotations

import os
import re
from pathlib import Path

from revi_docs.contract.load import Loaded
from revi_docs.contract.model import Contract
from revi_docs.drift import index
from revi_docs.drift.standing import Standing, State
from revi_docs.files.leftovers import is_leftover
from revi_docs.files.proof import carries_proof, is_intact
from revi_docs.outputs.defaults import DEFAULT_OUTPUTS
from revi_docs.outputs.plan import output_table
from revi_docs.outputs.produce import Production
from revi_docs.outputs.render import Rendered

_MARKER = re.compile(rb"^(<{7}|>{7})(?: |\r?$)", re.MULTILINE)


def compare(root: Path, loaded: Loaded, production: Production) -> tuple[Standing, ...]:
    """The standing of every output, of the index and of every orphan, sorted by path."""
    known = index.read(root)
    wanted = {one.path: one for one in production.rendered}
    found = [_standing(root, path, one.content, one) for path, one in wanted.items()]
    if not production.problems:
        orphans = _orphans(root, known, set(wanted), homes(loaded.contract))
        kept = (one.path for one in orphans if one.state is State.TAMPERED)
        if wanted or known:
            found.append(_standing(root, index.FILE, index.written((*wanted, *kept)), None))
        found += orphans
    return tuple(sorted(found, key=lambda one: one.path))


def _standing(root: Path, path: str, wanted: bytes, rendered: Rendered | None) -> Standing:
    found = _content(root / path)
    return Standing(path, _state(path, found, wanted, rendered is not None), found, wanted, rendered)


def _state(path: str, found: bytes | None, wanted: bytes, proven: bool) -> State:
    if found is None:
        return State.MISSING
    if found == wanted:
        return State.CLEAN
    if _is_conflicted(found, proven):
        return State.CONFLICTED
    if not proven or is_intact(path, found) or is_intact(path, found.replace(b"\r\n", b"\n")):
        return State.STALE
    return State.TAMPERED


def _is_conflicted(found: bytes, proven: bool) -> bool:
    """Whether git left both sides in the file; one without a proof, where one belongs, is somebody's own."""
    markers = set(_MARKER.findall(found))
    return bool(markers) if not proven else len(markers) == 2 and carries_proof(found)


def homes(contract: Contract) -> set[str]:
    """The folders that outputs lie in by the table and by the default one, if there are any today or not.

    An orphan is found there even when the index that knew of it is lost.
    """
    entries = (*output_table(contract), *(path for _, path, _, _ in DEFAULT_OUTPUTS))
    return {folder_of(entry.partition("{")[0]) for entry in entries}


def _orphans(root: Path, known: tuple[str, ...], wanted: set[str], homes: set[str]) -> list[Standing]:
    """Files that were written here once and are no longer planned; only an own proof makes one."""
    candidates = {path for path in known if path not in wanted}
    for folder in sorted({folder_of(path) for path in (*wanted, *known)} | homes):
        for name in _files(root / folder):
            path = f"{folder}/{name}" if folder else name
            if path not in wanted and path != index.FILE:
                candidates.add(path)
    found: list[Standing] = []
    for path in sorted(candidates):
        content = _content(root / path)
        if content is None or not carries_proof(content):
            continue
        if is_intact(path, content):
            found.append(Standing(path, State.ORPHANED, content, None))
        elif path in known:
            found.append(Standing(path, State.TAMPERED, content, None))
    return found


def folder_of(path: str) -> str:
    """The folder that a path lies in, empty for the repository itself."""
    return path.rpartition("/")[0]


def _files(folder: Path) -> list[str]:
    try:
        files = (entry.name for entry in os.scandir(folder) if entry.is_file(follow_symlinks=False))
        return sorted(name for name in files if not is_leftover(name))
    except OSError:
        return []


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None
