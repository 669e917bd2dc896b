"""Whole files that are made from the contract."""

from __future__ import annotations

import os
import re
from typing import NamedTuple

from revi_docs.runtime.ground import Ground
from revi_docs.runtime.protected.edits import Edited
from revi_docs.runtime.protected.sources import Way, change, source, stated

MEND = "change that and run 'revi-docs sync'"

INDEX = ".revi/paths"
"""What was made last, one path a line. It is a hint: a file's own proof decides."""

_NAMED = re.compile(r"\{([a-z_]+)\}")


class Output(NamedTuple):
    """A file that a template makes: the entry of `outputs` and the way to its item, () for none."""

    entry: str
    template: str
    item: Way


def of_file(ground: Ground, path: str, edit: Edited) -> str:
    """Why a whole file must not be edited; "" where it may. `path` is as the contract names files."""
    output = _planned(ground, path)
    if output is None and not _is_proven(ground, path, edit.before):
        return ""
    if output is None:
        return f"{path} is made by revi-docs from revi.yml and a template: {MEND}"
    if output.item:
        where = source(ground, change(edit.before or "", edit.after or ""), output.item)
    else:
        where = _of_all(ground, edit, ("outputs", output.entry))
    return f"{path} is made from {where} by the template {output.template}: {MEND}"


def _of_all(ground: Ground, edit: Edited, entry: Way) -> str:
    """The value that a file without an item of its own shows there, else the entry that makes the file."""
    if edit.before is None or edit.after is None:
        return stated(ground, entry)
    return source(ground, change(edit.before, edit.after), entry)


def _planned(ground: Ground, path: str) -> Output | None:
    """The output whose path it is, by the table of the contract."""
    for entry, row in (ground.data.get("outputs") or {}).items():
        section = row["each"]
        if not section:
            if entry == path:
                return Output(entry, row["template"], ())
            continue
        mark = _NAMED.search(entry)
        if mark is None or not path.startswith(entry[: mark.start()]):
            continue
        for name in ground.data.get(section) or ():
            if entry.replace(mark[0], name) == path:
                return Output(entry, row["template"], (section, name))
    return None


def _is_proven(ground: Ground, path: str, before: str | None) -> bool:
    """Whether the file itself shows that it was made, or is listed and shows that it was, or is gone."""
    content = before.encode("utf-8", "surrogateescape") if before is not None else b""
    if before is not None and b"revi:" not in content:
        return False
    from revi_docs.files.proof import carries_proof, is_intact

    if before is not None and is_intact(path, content):
        return True
    return (before is None or carries_proof(content)) and path in listed(ground.root)


def listed(root: str) -> frozenset[str]:
    """The paths of what was made last."""
    try:
        with open(os.path.join(root, INDEX), encoding="utf-8", errors="replace") as stream:
            return frozenset(stream.read().splitlines())
    except OSError:
        return frozenset()
