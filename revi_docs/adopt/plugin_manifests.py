"""Read the names of the plugins in a repository."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from revi_docs.contract.model.declarations import TYPED_NAME_PATTERN
from revi_docs.files.read_file import read_text
from revi_docs.files.size_limits import MAX_FILE_BYTES
from revi_docs.targets.claude import TARGET as CLAUDE

_PATHS = CLAUDE.paths


def find_plugin_names(root: Path, files: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield the folder and the name of each plugin that has a manifest."""
    for path in files:
        if path == _PATHS.plugin_manifest or path.endswith(f"/{_PATHS.plugin_manifest}"):
            folder = path.removesuffix(_PATHS.plugin_manifest).rstrip("/")
            try:
                manifest = json.loads(read_text(root, path, limit=MAX_FILE_BYTES))
            except (OSError, ValueError, RecursionError):
                # A damaged manifest must not stop the adoption: the name of the folder is the fallback.
                manifest = None
            name = manifest.get("name") if isinstance(manifest, dict) else None
            fallback = folder.rpartition("/")[2]
            if isinstance(name, str) and re.fullmatch(TYPED_NAME_PATTERN, name):
                yield folder, name
            elif fallback:
                yield folder, fallback
