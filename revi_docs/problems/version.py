"""The version of revi-docs; `pyproject.toml` reads it from here, so that no program looks up its distribution."""

from __future__ import annotations

VERSION = "0.1.0"

RELEASE = ".".join(VERSION.split(".")[:2])
"""The version without its last number: within a release, templates and outputs do not change."""
