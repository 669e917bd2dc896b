"""All that the answer of a check depends on."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from revi_docs.contract.model import Contract
from revi_docs.drift import index
from revi_docs.drift.pages import Pages
from revi_docs.drift.states import folder_of, homes
from revi_docs.drift.warm import Inputs
from revi_docs.stories.plan import sources


def inputs(root: Path, contract: Contract, pages: Pages, judged: Iterable[str] = ()) -> Inputs:
    """Sources, outputs, stories and hand-written files, and the folders in which another one would count.

    `judged` are pages that are read for what they say. Rests on the index, which a clean repository
    holds all its outputs in.
    """
    known = index.read(root)
    owned = (path for pattern in contract.owns for path in pages.matching(pattern))
    listings = [folder.path or "." for folder in pages.tree.folders]
    trees = dict.fromkeys(
        (
            "revi.yml",
            "templates",
            index.FILE,
            *known,
            *pages.with_regions,
            *owned,
            *judged,
            *pages.tree.ignores,
            *sources(contract),
        )
    )
    folders = {folder_of(path) or "." for path in known} | {home or "." for home in homes(contract)}
    return list(trees), sorted(folders), listings
