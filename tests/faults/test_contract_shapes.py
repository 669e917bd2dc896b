"""A `revi.yml` of any shape is a problem, never a bug of revi."""

from __future__ import annotations

import json
import os
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml

from tests.support.runtime_repository import revi
from tests.support.soak import rounds

COMMANDS = (
    ("story", "list"),
    ("story", "show", "TKT-7"),
    ("story", "new", "TKT-9", "--title", "T"),
    ("move", "TKT-7", "closed"),
    ("log", "TKT-7", "--actor", "a", "--summary", "s"),
    ("lock", "acquire", "TKT-7", "--phase", "make"),
    ("budget", "report", "TKT-7"),
    ("workers", "start", "TKT-7", "--set", "readers"),
    ("trace", "emit", "TKT-7", "phase_start", "phase=make"),
    ("doctor",),
)
VALUES: tuple[Any, ...] = (None, [], {}, "x", "../../x", 3, True, [3], {"a": 3}, {"a": {}}, [[]])


def _paths(value: Any, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """The path of each value of a document, down to three levels."""
    children = (
        [child for name, part in value.items() for child in _paths(part, (*path, name))]
        if isinstance(value, dict)
        else []
    )
    return [path, *children] if path and len(path) <= 3 else children


def _replaced(document: Any, path: tuple[str, ...], value: Any) -> Any:
    name, *rest = path
    return {**document, name: _replaced(document[name], tuple(rest), value) if rest else value}


@pytest.mark.parametrize("seed", range(rounds(6, 400)))
def test_no_shape_is_a_bug(ticket_copy: Path, seed: int) -> None:
    random = Random(f"{os.environ.get('REVI_SEED', '')}{seed}")
    file = ticket_copy / "revi.yml"
    document = yaml.load(file.read_bytes(), yaml.CSafeLoader)
    path, value = random.choice(_paths(document)), random.choice(VALUES)
    # JSON is YAML.
    file.write_text(json.dumps(_replaced(document, path, value)), encoding="utf-8")
    result = revi(ticket_copy, *random.choice(COMMANDS))
    assert result.returncode in (0, 1, 2, 3), (path, value, result.stderr)
    assert "Traceback" not in result.stderr
    assert not (ticket_copy.parent / "x").exists()
