"""How the files of stories are called: which artifact a name stands for, and what is wrong with it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from revi_docs.contract.model import Artifact, Contract
from revi_docs.contract.regex_safety import regex_problem

_PLACEHOLDER = re.compile(r"(\{[a-z]+\})")
_LETTERS = re.compile(r"[A-Za-z]")
_ANY = r"[A-Za-z0-9][A-Za-z0-9._-]*"
DEFAULT_TIMESTAMP_FORMAT = "YYYYMMDD-HHMM"


@dataclass(frozen=True, slots=True)
class ParsedName:
    """What a name tells: the artifact's kind, the story's id and the timestamp, each "" where it has none.

    `exact`: it follows the contract's pattern. Otherwise it only looks as if that kind were meant.
    """

    kind: str
    id: str = ""
    timestamp: str = ""
    is_exact: bool = True


class ArtifactNames:
    """The patterns of a contract's story artifacts, ready to be held against paths below a story's folder."""

    def __init__(self, contract: Contract) -> None:
        self.contract = contract
        self._patterns = tuple(
            (artifact, self._path_pattern(artifact))
            for artifact in contract.artifacts.values()
            if artifact.scope == "story"
        )

    @cached_property
    def id_pattern(self) -> str:
        """The regular expression of a story's id."""
        project = self.contract.project
        if project.story_id and not regex_problem(f"(?:{project.story_id})"):
            return f"(?:{project.story_id})"
        return (
            rf"{re.escape(project.prefix)}-[A-Za-z0-9]+" if project.prefix else r"[A-Za-z0-9][A-Za-z0-9._-]*"
        )

    @cached_property
    def has_id_pattern(self) -> bool:
        """Whether the contract says what an id looks like."""
        return bool(self.contract.project.story_id or self.contract.project.prefix)

    @cached_property
    def timestamp_pattern(self) -> str:
        """The regular expression of a timestamp in a name."""
        timestamp_format = self.contract.project.timestamp or DEFAULT_TIMESTAMP_FORMAT
        return "".join(
            "[0-9]" if _LETTERS.fullmatch(character) else re.escape(character)
            for character in timestamp_format
        )

    def is_story_id(self, text: str) -> bool:
        """Whether a text is an id of a story."""
        return re.fullmatch(self.id_pattern, text) is not None

    def parse(self, path: str) -> ParsedName | None:
        """What a path below a story's folder tells; None where no artifact has such a name."""
        for artifact, pattern in self._patterns:
            match = pattern.fullmatch(path)
            if match:
                groups = match.groupdict()
                return ParsedName(artifact.id, groups.get("id") or "", groups.get("timestamp") or "")
        return self._guess_kind(path)

    def _guess_kind(self, path: str) -> ParsedName | None:
        """The kind whose name this one resembles: it begins with the same letters before an id or a time."""
        candidates = [
            (len(prefix), artifact.id)
            for artifact, _ in self._patterns
            if (prefix := artifact.file.split("{")[0])
            and prefix != artifact.file
            and not prefix.endswith("/")
            if path.lower().startswith(prefix.lower())
        ]
        return ParsedName(max(candidates)[1], is_exact=False) if candidates else None

    def artifact_path(self, kind: str, story: str, timestamp: str = "") -> str:
        """The path below a story's folder that an artifact has; without a timestamp that stays open."""
        project, file = self.contract.project, self.contract.artifacts[kind].file
        path = file.replace("{id}", story).replace("{prefix}", project.prefix)
        return path.replace("{timestamp}", timestamp) if timestamp else path

    def _path_pattern(self, artifact: Artifact) -> re.Pattern[str]:
        placeholder_patterns = {
            "{id}": self.id_pattern,
            "{timestamp}": self.timestamp_pattern,
            "{prefix}": re.escape(self.contract.project.prefix),
        }
        defined_groups: set[str] = set()
        text = ""
        for part in _PLACEHOLDER.split(artifact.file):
            if part in placeholder_patterns and part not in defined_groups:
                defined_groups.add(part)
                text += f"(?P<{part[1:-1]}>{placeholder_patterns[part]})"
            else:
                text += f"(?P={part[1:-1]})" if part in placeholder_patterns else re.escape(part)
        return re.compile(text)
