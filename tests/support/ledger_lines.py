"""Entries of a ledger, and their file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

CREATED = {"event": "created", "status": "pending"}


FILE = "LEDGER.jsonl"


WRITTEN = {"event": "moved", "from": "pending", "to": "generated", "by": "pm-generate-story", "cause": "finished"}


def write_ledger(tmp_path: Path, *entries: dict[str, Any] | str) -> str:
    file = tmp_path / "LEDGER.jsonl"
    lines = [
        entry
        if isinstance(entry, str)
        else json.dumps(
            {"timestamp": f"2026-02-11T14:{minute:02}:00-07:00", "storyId": "REVI-016", "actor": "a", **entry}
        )
        for minute, entry in enumerate(entries)
    ]
    file.write_text("\n".join(lines) + "\n")
    return str(file)
