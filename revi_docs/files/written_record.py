"""What `sync` last wrote in a repository on this machine: digests of generated texts, in a private file.

A text whose digest is recorded has no manual edits, so `sync` can replace it without running git.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from hashlib import blake2b

from revi_docs.files.cache_files import clean_private, read_private, write_private

_FOLDER, _NAME = "revi/written", "record"
_KEPT_DIGESTS = 8
"""Of each name: what was written last, and before that, which a `git stash pop` or a killed `sync` leaves on disk.
Arbitrary: more than the times that a `sync` is killed in a row."""


class WrittenRecord:
    """The digests of the texts that `sync` wrote at `root`, by name: the path of a file, or the name of a region."""

    def __init__(self, root: str) -> None:
        """Read the record; it is empty if this user has none for `root`."""
        self._root = root
        self._digests = _parse(read_private(root, _FOLDER, _NAME) or "{}")

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all texts that the record knows."""
        return tuple(self._digests)

    def knows(self, name: str) -> bool:
        """Whether `sync` wrote something of that name."""
        return name in self._digests

    def wrote(self, name: str, content: bytes) -> bool:
        """Whether `sync` wrote exactly this content; line ends do not count."""
        return _digest(content) in self._digests.get(name, ())

    def add(self, contents: Mapping[str, Iterable[bytes]]) -> None:
        """Record that these contents are written, and write the record if it differs. Errors are ignored."""
        digests = dict(self._digests)
        for name, texts in contents.items():
            new = [_digest(text) for text in texts]
            # A region can have one text for each of its files: all of them count as the last write.
            count = max(_KEPT_DIGESTS, len(new) + 1)
            digests[name] = list(dict.fromkeys((*new, *digests.get(name, ()))))[:count]
        if digests != self._digests:
            self._digests = digests
            write_private(self._root, _FOLDER, _NAME, json.dumps(digests, sort_keys=True))
        else:
            clean_private(self._root, _FOLDER, _NAME)


def _digest(content: bytes) -> str:
    return blake2b(content.replace(b"\r\n", b"\n"), digest_size=16).hexdigest()


def _parse(text: str) -> dict[str, list[str]]:
    """The record in a text that this user wrote; an earlier version may have written it in another form."""
    try:
        data = json.loads(text)
    except ValueError:
        # An unreadable record only means that edits are looked up in git instead.
        return {}
    items = data.items() if isinstance(data, dict) else ()
    return {name: digests for name, digests in items if isinstance(digests, list)}
