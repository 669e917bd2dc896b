"""Stories that were found clean, so that only the others are read and judged again.

A story without findings is remembered with the digest of its folder, if nothing outside of it was read: no other story,
no file of the project, and no history. The rules over all stories always run, with the summaries of these stories. The
cache is outside the work tree (`files/cache_files.py`); if it is missing or invalid, every story is judged.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from revi_docs.contract.loader import CONTRACT_FILE, LoadedContract
from revi_docs.files.cache_files import read_cached, write_cached
from revi_docs.files.digest import digest, tree_digest
from revi_docs.files.fast_blake2 import blake2b
from revi_docs.files.root_folders import recorded_reads
from revi_docs.problems.problem import Place
from revi_docs.stories.story import StorySummary

CACHE_NAME = "stories.json"


@dataclass(slots=True)
class CleanStories:
    """The clean stories of a repository by id: the digest of each folder, and what a `StorySummary` is made of."""

    root: Path
    key: str
    """Identifies the contract and the installation that judged the stories."""
    stored: Mapping[str, Any] = field(default_factory=dict)
    current: dict[str, tuple[str, list[Any]]] = field(default_factory=dict)

    @classmethod
    def load(cls, root: Path, loaded: LoadedContract) -> CleanStories:
        """The stories that an earlier run found clean by the same contract; none if there is no valid cache."""
        key = _key(root, loaded)
        # The cache is untrusted input: any unexpected structure means an empty cache.
        with suppress(ValueError, TypeError, KeyError):
            data = json.loads(read_cached(str(root), CACHE_NAME) or "{}")
            if data["key"] == key:
                return cls(root, key, dict(data["stories"]))
        return cls(root, key)

    def summary(self, story: str, folder: str) -> StorySummary | None:
        """The summary of a clean story whose folder has not changed; None for any other story."""
        with suppress(ValueError, TypeError):
            stored_digest, values = self.stored.get(story, ("", []))
            if stored_digest and stored_digest == tree_digest(str(self.root), folder):
                title, status, depends_on, path, *place = values
                summary = StorySummary(story, title, status, tuple(depends_on), path, Place(*place))
                self.current[story] = stored_digest, values
                return summary
        return None

    @contextmanager
    def judged(self, story: str, folder: str) -> Iterator[list[StorySummary]]:
        """Judge a story: its summary is put into the list if it is clean. A change in the meantime is noticed later."""
        folder_digest = tree_digest(str(self.root), folder)
        summaries: list[StorySummary] = []
        with recorded_reads() as paths:
            yield summaries
        prefix = str(self.root / folder)
        if summaries and all(path == prefix or path.startswith(f"{prefix}/") for path in paths):
            item = summaries[0]
            place = item.depends_on_place
            values = [item.title, item.status, list(item.depends_on), item.path, place.file, place.line, place.column]
            self.current[story] = folder_digest, values

    def save(self) -> None:
        """Write the stories of this run that are clean."""
        data = {"key": self.key, "stories": self.current}
        if self.current != self.stored:
            write_cached(str(self.root), CACHE_NAME, json.dumps(data, separators=(",", ":")))


def _key(root: Path, loaded: LoadedContract) -> str:
    """A digest of the files of the contract and of the installation."""
    state = blake2b(digest(str(root), ()).encode(), digest_size=16)
    for name in (CONTRACT_FILE, *loaded.parent_files):
        content = loaded.read_file(name)[0] if loaded.read_file else os.urandom(16)
        state.update(name.encode() + b"\0%d\0" % len(content) + content)
    return state.hexdigest()
