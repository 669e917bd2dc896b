"""How the files of stories are called: which artifact a name stands for, and what is wrong with it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from revi_docs.contract.model import Artifact, Contract
from revi_docs.contract.patterns import why_unusable

_PLACEHOLDER = re.compile(r"(\{[a-z]+\})")
_LETTERS = re.compile(r"[A-Za-z]")
_ANY = r"[A-Za-z0-9][A-Za-z0-9._-]*"
STAMP = "YYYYMMDD-HHMM"


@dataclass(frozen=True, slots=True)
class Named:
    """What a name tells: the artifact's kind, the story's id and the timestamp, each "" where it has none.

    `exact`: it follows the contract's pattern. Otherwise it only looks as if that kind were meant.
    """

    kind: str
    id: str = ""
    stamp: str = ""
    exact: bool = True


class Naming:
    """The patterns of a contract's story artifacts, ready to be held against paths below a story's folder."""

    def __init__(self, contract: Contract) -> None:
        self.contract = contract
        self._shapes = tuple(
            (artifact, self._shape(artifact))
            for artifact in contract.artifacts.values()
            if artifact.scope == "story"
        )

    @cached_property
    def id_form(self) -> str:
        """The regular expression of a story's id."""
        project = self.contract.project
        if project.story_id and not why_unusable(f"(?:{project.story_id})"):
            return f"(?:{project.story_id})"
        return (
            rf"{re.escape(project.prefix)}-[A-Za-z0-9]+" if project.prefix else r"[A-Za-z0-9][A-Za-z0-9._-]*"
        )

    @cached_property
    def says_ids(self) -> bool:
        """Whether the contract says what an id looks like."""
        return bool(self.contract.project.story_id or self.contract.project.prefix)

    @cached_property
    def stamp_form(self) -> str:
        """The regular expression of a timestamp in a name."""
        form = self.contract.project.timestamp or STAMP
        return "".join("[0-9]" if _LETTERS.fullmatch(letter) else re.escape(letter) for letter in form)

    def is_id(self, text: str) -> bool:
        """Whether a text is an id of a story."""
        return re.fullmatch(self.id_form, text) is not None

    def named(self, path: str) -> Named | None:
        """What a path below a story's folder tells; None where no artifact has such a name."""
        for artifact, shape in self._shapes:
            found = shape.fullmatch(path)
            if found:
                parts = found.groupdict()
                return Named(artifact.id, parts.get("id") or "", parts.get("timestamp") or "")
        return self._meant(path)

    def _meant(self, path: str) -> Named | None:
        """The kind whose name this one resembles: it begins with the same letters before an id or a time."""
        fits = [
            (len(start), artifact.id)
            for artifact, _ in self._shapes
            if (start := artifact.file.split("{")[0]) and start != artifact.file and not start.endswith("/")
            if path.lower().startswith(start.lower())
        ]
        return Named(max(fits)[1], exact=False) if fits else None

    def file(self, kind: str, story: str, stamp: str = "") -> str:
        """The path below a story's folder that an artifact has; without a timestamp that stays open."""
        project, file = self.contract.project, self.contract.artifacts[kind].file
        named = file.replace("{id}", story).replace("{prefix}", project.prefix)
        return named.replace("{timestamp}", stamp) if stamp else named

    def _shape(self, artifact: Artifact) -> re.Pattern[str]:
        forms = {
            "{id}": self.id_form,
            "{timestamp}": self.stamp_form,
            "{prefix}": re.escape(self.contract.project.prefix),
        }
        seen: set[str] = set()
        text = ""
        for part in _PLACEHOLDER.split(artifact.file):
            if part in forms and part not in seen:
                seen.add(part)
                text += f"(?P<{part[1:-1]}>{forms[part]})"
            else:
                text += f"(?P={part[1:-1]})" if part in forms else re.escape(part)
        return re.compile(text)
