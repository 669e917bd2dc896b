"""The contracts whose vectors judge the mutants: our own, and a small one with what ours does not have."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from revi_docs.contract.loader import parse
from revi_docs.outputs.rendered_outputs import render_all
from tests.support.workspaces import program_globals
from tests.vectors.make import Row, vectors


@dataclass(frozen=True)
class Made:
    """A contract: the folder with what it makes, what `contract.json` says, and its vectors."""

    folder: Path
    data: dict[str, Any]
    rows: dict[str, list[Row]]


def contracts(root: Path, folder: Path) -> list[Made]:
    """Both contracts, what they make written below `folder`."""
    paths = {"ours": root / "revi.yml", "small": root / "mutants/small.yml"}
    return [_made(root, folder / name, path.read_text("utf-8")) for name, path in paths.items()]


def _made(root: Path, folder: Path, text: str) -> Made:
    loaded = parse(text.encode())
    assert loaded.problems == ()
    for one in render_all(root, loaded, program_globals()).files:
        if one.path.startswith("generated/"):
            path = folder / one.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(one.content)
    data = json.loads((folder / "generated/contract.json").read_text("utf-8"))
    return Made(folder, data, {question: rows for question, rows in vectors(text).items() if rows})
