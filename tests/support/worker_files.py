"""Results that workers leave, and what `revi plumbing workers collect` makes of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import yaml

from tests.support.runtime_repository import revi
from tests.support.sample_repo import write

WORKERS = ("one", "two", "three")
FILES = {
    "PASS": "worker: {0}\nstatus: PASS\ndurationMs: 12\n",
    "FAIL": 'worker: {0}\nstatus: FAIL\nfindings:\n  - file: a.py\n    line: 3\nmessage: "two: found"\n',
    "RUNNING": "worker: {0}\nstatus: RUNNING\n",
    "ERROR": "worker: {0}\nstatus: ERROR\n",
    "broken": "worker: [\n",
    "missing": "",
}


def result(root: Path, worker: str, text: str) -> Path:
    return write(root, f"tickets/TKT-7/_implementation/workers/{worker}.yaml", text.replace("{0}", worker))


def collected(root: Path, *words: str) -> tuple[int, dict[str, Any]]:
    process = revi(root, "workers", "collect", "TKT-7", "--set", "readers", "--format", "json", *words)
    return process.returncode, json.loads(process.stdout)


def verification(root: Path) -> dict[str, Any]:
    text = (root / "tickets/TKT-7/_implementation/VERIFICATION.yaml").read_text(encoding="utf-8")
    actual = yaml.safe_load(text)
    assert isinstance(actual, dict)
    return actual


def finished(root: Path) -> list[tuple[str, str]]:
    path = root / "tickets/TKT-7/_implementation/TRACE.jsonl"
    events = map(json.loads, path.read_text(encoding="utf-8").splitlines()) if path.exists() else ()
    return [(item["worker"], item["status"]) for item in events if item["event"] == "worker_finished"]
