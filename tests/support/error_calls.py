"""Calls of `revi error`, and the files that they write."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import yaml

from tests.support.runtime_repository import revi


def fail(root: Path, kind: str = "LOST", node: str = "fetch", *words: str) -> tuple[int, dict[str, Any]]:
    """The answer to a failure: the exit code and the document."""
    response = ("--type", kind, "--phase", "make", "--node", node, "--message", "it: is #gone\n")
    process = revi(root, "error", "record", "TKT-7", *response, "--format", "json", *words)
    return process.returncode, json.loads(process.stdout)


def resolve(root: Path, *words: str) -> tuple[int, dict[str, Any]]:
    response = ("--actor", "Ada", "--reason", "it is back")
    process = revi(root, "error", "resolve", "TKT-7", *response, "--format", "json", *words)
    return process.returncode, json.loads(process.stdout)


def log(root: Path) -> dict[str, Any]:
    text = (root / "tickets/TKT-7/_implementation/ERROR-LOG.yaml").read_text(encoding="utf-8")
    actual = yaml.safe_load(text)
    assert isinstance(actual, dict)
    return actual


def lines(root: Path, file: str) -> list[dict[str, Any]]:
    path = root / "tickets/TKT-7" / file
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []
