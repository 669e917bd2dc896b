"""Contracts whose vectors detect mutants: our own, and a small one with features that ours does not use."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from revi_docs.contract.loader import parse
from revi_docs.outputs.rendered_outputs import render_all
from tests.support.workspaces import program_globals
from tests.vectors.vector_rows import Row, vectors


@dataclass(frozen=True)
class ContractVectors:
    """The folder with a contract's generated files, the data of its `contract.json`, and its vectors."""

    folder: Path
    data: dict[str, Any]
    rows: dict[str, list[Row]]


def contracts(root: Path, folder: Path) -> list[ContractVectors]:
    """Both contracts, with their generated files in `folder`."""
    paths = {"ours": root / "revi.yml", "small": root / "mutants/small.yml"}
    return [_generate(root, folder / name, path.read_text("utf-8")) for name, path in paths.items()]


def _generate(root: Path, folder: Path, text: str) -> ContractVectors:
    loaded = parse(text.encode())
    assert loaded.problems == ()
    for rendered in render_all(root, loaded, program_globals()).files:
        if rendered.path.startswith("generated/"):
            path = folder / rendered.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(rendered.content)
    data = json.loads((folder / "generated/contract.json").read_text("utf-8"))
    return ContractVectors(folder, data, {question: rows for question, rows in vectors(text).items() if rows})
