"""The files of a story as evidence: which file of an artifact counts, and the digest of its content."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from revi_docs.decide.compiled_contract import CompiledContract
from revi_docs.files.read_file import list_names, read_text
from revi_docs.records.command_errors import file_error
from revi_docs.records.story_folders import story_folder

_DIGEST_DIGITS = 32
"""128 bits of SHA-256: no two files collide by accident, and a ledger entry stays readable."""


class StoryFiles(NamedTuple):
    """One story on disk. `folder` is its real path, `data` the contract in canonical form.

    `earlier_texts`: artifact → the text to read instead of its file.
    """

    root: str
    folder: str
    id: str
    data: Mapping[str, Any]
    contract: CompiledContract
    earlier_texts: Mapping[str, str] = {}

    def sibling(self, story: str) -> StoryFiles:
        """Another story of the repository."""
        folder = os.path.join(self.root, *story_folder(self.root, self.data["project"]["stories"], story).split("/"))
        return self._replace(folder=folder, id=story, earlier_texts={})


def artifact_path(story: StoryFiles, kind: str, timestamp: str = "{timestamp}") -> str:
    """The path of an artifact; a file name with a timestamp contains `timestamp`."""
    artifact = story.data["artifacts"][kind]
    name = artifact["file"].replace("{id}", story.id).replace("{prefix}", story.data["project"]["prefix"])
    folder = story.folder if artifact["scope"] == "story" else os.path.dirname(os.path.dirname(story.folder))
    return os.path.join(folder, *name.replace("{timestamp}", timestamp).split("/"))


def newest_file(story: StoryFiles, kind: str) -> str | None:
    """The file of an artifact that counts; None if there is none.

    Of several files, the one with the latest timestamp in its name: a clone resets modification times.
    """
    if kind not in story.data["artifacts"]:
        return None
    folder, name = os.path.split(artifact_path(story, kind))
    pattern = re.compile(re.escape(name).replace(re.escape("{timestamp}"), "[0-9]{8}-[0-9]{4}"))
    matches = [candidate for candidate in list_names(story.root, folder) if pattern.fullmatch(candidate)]
    return os.path.join(folder, max(matches)) if matches else None


def read_artifact(story: StoryFiles, kind: str) -> str | None:
    """The text of an artifact with line feeds only; None without a file or with an empty one.

    Raises UnavailableError if the file cannot be read.
    """
    if kind in story.earlier_texts:
        return story.earlier_texts[kind]
    path = newest_file(story, kind)
    if path is None:
        return None
    try:
        text = read_text(story.root, path, errors="replace").replace("\r\n", "\n")
    except FileNotFoundError:
        return None
    except OSError as error:
        raise file_error(path, error, "read") from None
    return text if text.strip() else None


def artifact_digests(story: StoryFiles, kinds: Iterable[str]) -> dict[str, str]:
    """Artifact → digest of its text; artifacts without a file, or with an empty one, are left out.

    Line ends do not count, because git may convert them in a clone.
    """
    texts = {kind: read_artifact(story, kind) for kind in sorted(set(kinds))}
    return {kind: text_digest(text) for kind, text in texts.items() if text is not None}


def text_digest(text: str) -> str:
    """The digest of a text."""
    # Imported late: it loads OpenSSL, and most moves require no digest.
    from hashlib import sha256

    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGEST_DIGITS]
