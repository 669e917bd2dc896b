"""The cache of a test repository, which is outside its work tree."""

from __future__ import annotations

import shutil
from pathlib import Path

from revi_docs.files.cache_files import cache_folder, read_cached, write_cached


def cached_names(root: Path) -> list[str]:
    """Return the names of all cache files, sorted."""
    folder = Path(cache_folder(str(root)))
    return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []


def copy_cache(source: Path, target: Path) -> None:
    """Write the cache of one repository again as the cache of another."""
    for name in cached_names(source):
        write_cached(str(target), name, read_cached(str(source), name) or "")


def clear_cache(root: Path) -> None:
    """Delete all cache files."""
    shutil.rmtree(cache_folder(str(root)), ignore_errors=True)
