"""The MkDocs integration: configuration, plugin, build and dev server. Only this package imports mkdocs."""

from __future__ import annotations

from pathlib import Path

CONFIG_FILE = "mkdocs.yml"
CONFIG_FILES = (CONFIG_FILE, "mkdocs.yaml")
"""The names that MkDocs looks for, in this order."""


def find_config_file(root: Path) -> str:
    """The name of the MkDocs configuration in `root`; `mkdocs.yml` if there is none."""
    return next((name for name in CONFIG_FILES if (root / name).is_file()), CONFIG_FILE)
