"""File names of story artifacts: build them, and parse a name into kind, id and timestamp."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from revi_docs.contract.model import Artifact, Contract
from revi_docs.contract.regex_safety import pattern_problem

# In a group, so that `split` returns the placeholders as well.
_PLACEHOLDER = re.compile(r"(\{[a-z]+\})")
_LETTERS = re.compile(r"[A-Za-z]")
_ANY_ID = r"[A-Za-z0-9][A-Za-z0-9._-]*"
"""The pattern of ids if the contract has neither `story_id` nor `prefix`."""
DEFAULT_TIMESTAMP_FORMAT = "YYYYMMDD-HHMM"


@dataclass(frozen=True, slots=True)
class ParsedName:
    """The kind, story id and timestamp in a file name; a part that the name lacks is "".

    `is_exact` is False if the name only resembles the pattern of that kind.
    """

    kind: str
    id: str = ""
    timestamp: str = ""
    is_exact: bool = True


class ArtifactNames:
    """The file name patterns of a contract's story artifacts, relative to a story's folder."""

    def __init__(self, contract: Contract) -> None:
        self.contract = contract
        self._patterns = tuple(
            (artifact, self._path_pattern(artifact))
            for artifact in contract.artifacts.values()
            if artifact.scope == "story"
        )

    @cached_property
    def id_pattern(self) -> str:
        """The regular expression of a story id."""
        project = self.contract.project
        if project.story_id and pattern_problem(project.story_id) is None:
            return f"(?:{project.story_id})"
        return rf"{re.escape(project.prefix)}-[A-Za-z0-9]+" if project.prefix else _ANY_ID

    @cached_property
    def has_id_pattern(self) -> bool:
        """Whether the contract defines a pattern for ids."""
        return bool(self.contract.project.story_id or self.contract.project.prefix)

    @cached_property
    def timestamp_pattern(self) -> str:
        """The regular expression of a timestamp in a file name."""
        timestamp_format = self.contract.project.timestamp or DEFAULT_TIMESTAMP_FORMAT
        return _LETTERS.sub("[0-9]", re.escape(timestamp_format))

    def is_story_id(self, text: str) -> bool:
        """Return whether a text is a story id."""
        return re.fullmatch(self.id_pattern, text) is not None

    def parse(self, path: str) -> ParsedName | None:
        """Parse a path relative to a story's folder; None if it resembles no artifact."""
        for artifact, pattern in self._patterns:
            match = pattern.fullmatch(path)
            if match:
                groups = match.groupdict()
                return ParsedName(artifact.id, groups.get("id") or "", groups.get("timestamp") or "")
        return self._guess_kind(path)

    def _guess_kind(self, path: str) -> ParsedName | None:
        """Return the kind with the longest literal prefix that this name starts with, ignoring case."""
        candidates = [
            (len(prefix), artifact.id)
            for artifact, _ in self._patterns
            if (prefix := artifact.file.split("{")[0]) and prefix != artifact.file and not prefix.endswith("/")
            if path.lower().startswith(prefix.lower())
        ]
        return ParsedName(max(candidates)[1], is_exact=False) if candidates else None

    def artifact_path(self, kind: str, story: str, timestamp: str = "") -> str:
        """Build an artifact's path in a story's folder; without a timestamp the placeholder stays."""
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
