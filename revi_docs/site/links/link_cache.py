"""The cache of reachable external URLs. Failures are not cached: every run checks them again."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from revi_docs.files.cache_files import read_cached, write_cached

CACHE_NAME = "links.json"

_VERSION = 1
"""The version of the file format; a file of another version is ignored."""


@dataclass(frozen=True, slots=True)
class LinkCache:
    """Reachable URLs and the time of the check, stored as ISO 8601 with offset."""

    checked_at: Mapping[str, datetime]

    def fresh(self, now: datetime, days: float) -> frozenset[str]:
        """The URLs checked within the last `days` days; times after `now` are ignored."""
        oldest = now - timedelta(days=days)
        return frozenset(url for url, timestamp in self.checked_at.items() if oldest <= timestamp <= now)

    def with_reachable(self, reachable: Iterable[str], now: datetime, days: float) -> LinkCache:
        """The cache without outdated entries, and with `reachable` as checked now."""
        fresh_entries = {url: self.checked_at[url] for url in self.fresh(now, days)}
        return LinkCache({**fresh_entries, **dict.fromkeys(reachable, now)})


def load(root: Path) -> LinkCache:
    """Read the cache of a repository; empty if it is missing or not valid."""
    try:
        data = json.loads(read_cached(str(root), CACHE_NAME) or "")
    except ValueError:
        # No cache yet, or one that was cut off: all links are checked again.
        return LinkCache({})
    reachable = data.get("good") if isinstance(data, dict) and data.get("version") == _VERSION else None
    entries = reachable.items() if isinstance(reachable, dict) else ()
    times = {url: _parse_timestamp(text) for url, text in entries}
    return LinkCache({url: timestamp for url, timestamp in times.items() if timestamp is not None})


def save(root: Path, cache: LinkCache) -> None:
    """Write the cache of a repository. A folder that is not writable is not an error: nothing is cached."""
    times = sorted(cache.checked_at.items())
    reachable = {url: timestamp.isoformat(timespec="seconds") for url, timestamp in times}
    write_cached(str(root), CACHE_NAME, json.dumps({"version": _VERSION, "good": reachable}))


def _parse_timestamp(text: object) -> datetime | None:
    try:
        timestamp = datetime.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None
    return timestamp if timestamp and timestamp.tzinfo else None
