"""The shipped templates as text."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from revi_docs.targets.platform import CAPABILITIES, platforms


def templates(root: Path) -> dict[str, str]:
    """Name → text of every template."""
    folder = root / "templates"
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in sorted(folder.rglob("*.j2"))}


def no_extras() -> Mapping[str, Any]:
    return {
        "rules": {},
        "rule_groups": {},
        "docs_commands": (),
        "agent_commands": (),
        "library": (),
        "contract_keys": (),
        "platforms": platforms(),
        "capabilities": CAPABILITIES,
    }
