"""Read the names of the plugins in a repository."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeGuard

from revi_docs.contract.model.declarations import TYPED_NAME_PATTERN
from revi_docs.files.read_file import read_text
from revi_docs.files.size_limits import MAX_FILE_BYTES
from revi_docs.targets.claude import TARGET as CLAUDE

_PATHS = CLAUDE.paths


def find_plugin_names(root: Path, files: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield the folder and the name of each plugin that a marketplace lists or that has a manifest.

    The name of the manifest comes last, so that it is the one that counts.
    """
    for path in files:
        if (folder := _folder_of(path, _PATHS.marketplace_manifest)) is not None:
            yield from _listed_plugins(folder, _read_object(root, path))
    for path in files:
        if (folder := _folder_of(path, _PATHS.plugin_manifest)) is not None:
            name = _read_object(root, path).get("name")
            fallback = folder.rpartition("/")[2]
            if _is_name(name):
                yield folder, name
            elif fallback:
                yield folder, fallback


def _folder_of(path: str, manifest: str) -> str | None:
    """Return the folder that a manifest describes; None for another file."""
    return path.removesuffix(manifest).rstrip("/") if f"/{path}".endswith(f"/{manifest}") else None


def _read_object(root: Path, path: str) -> dict[str, Any]:
    """Return the content of a manifest; a damaged one must not stop the adoption and is empty."""
    try:
        value = json.loads(read_text(root, path, limit=MAX_FILE_BYTES))
    except (OSError, ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def _listed_plugins(folder: str, marketplace: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the plugins of a marketplace that are in folders of the repository below it."""
    metadata, entries = marketplace.get("metadata"), marketplace.get("plugins")
    plugin_root = metadata.get("pluginRoot") if isinstance(metadata, dict) else None
    for entry in entries if isinstance(entries, list) else ():
        source, name = (entry.get("source"), entry.get("name")) if isinstance(entry, dict) else (None, None)
        if not isinstance(source, str) or not _is_name(name):
            continue  # a source on a server is a mapping
        base = plugin_root if isinstance(plugin_root, str) and not source.startswith(".") else ""
        plugin_folder = posixpath.normpath(posixpath.join(folder, base, source))
        if plugin_folder != "." and not plugin_folder.startswith(("/", "..")):
            yield plugin_folder, name


def _is_name(value: object) -> TypeGuard[str]:
    return isinstance(value, str) and re.fullmatch(TYPED_NAME_PATTERN, value) is not None
