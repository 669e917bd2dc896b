"""AGENTS.md as a target: one file of instructions, read by most agent platforms."""

from __future__ import annotations

from revi_docs.targets.platform import Platform, instructions
from revi_docs.targets.target import Source

PLATFORM = Platform(
    id="agents-md",
    name="AGENTS.md",
    source=Source(document="AGENTS.md convention", version="2026-08", read_on="2026-08-20"),
    capabilities=("instructions",),
    outputs=(instructions(),),
)
