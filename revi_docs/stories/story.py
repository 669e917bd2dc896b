"""A story as read from its folder. Values have places; paths are relative to the repository."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from revi_docs.files.yaml.yaml_nodes import FieldValue
from revi_docs.problems.problem import Place, Problem
from revi_docs.records.ledger import Ledger, LedgerEntry, LedgerIssue
from revi_docs.records.token_log import TokenRow
from revi_docs.stories.document import Document
from revi_docs.stories.record_file import RecordFile


@dataclass(frozen=True, slots=True)
class StoryArtifact:
    """A file of a story that is an artifact of the contract.

    `name` is its path relative to the story's folder. `story_id` and `timestamp` come from the name; "" if it
    has none. `times` are the possible times of the timestamp in milliseconds: none if it is invalid, two in
    the hour that is repeated when clocks are set back. `is_exact`: the name matches the contract's pattern.
    """

    kind: str
    path: str
    name: str
    story_id: str = ""
    timestamp: str = ""
    times: tuple[int, ...] = ()
    is_exact: bool = True


@dataclass(frozen=True, slots=True)
class AgentLogRow:
    """A row of the Agent Log; `time_ms` is None if its time cannot be parsed."""

    line: int
    time: str
    time_ms: int | None
    actor: str
    summary: str
    files: str


@dataclass(frozen=True, slots=True)
class Story:
    """One story. `id` is the name of its folder; `path` is the path of its story file, even if it is missing.

    `document` is None without a story file, `token_log` without a token log. `files` are the paths in the
    folders that the contract uses, relative to the story's folder; `unknown_files` are those directly in the
    story's folder that are not in the contract. `log` has the rows of the Agent Log, `tokens` those of the
    token log. `records` are YAML or JSON records by name. `problems` are the parts that could not be read.
    """

    id: str
    folder: str
    path: str
    ledger_path: str
    ledger: Ledger
    document: Document | None = None
    files: tuple[str, ...] = ()
    artifacts: tuple[StoryArtifact, ...] = ()
    unknown_files: tuple[str, ...] = ()
    log: tuple[AgentLogRow, ...] = ()
    token_log: Document | None = None
    tokens: tuple[TokenRow, ...] = ()
    records: Mapping[str, RecordFile] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    @property
    def status(self) -> str:
        """The status from the ledger; "" if the ledger has none."""
        return self.ledger.status

    @property
    def gate(self) -> RecordFile | None:
        """The QA gate: the decision to ship."""
        return self.records.get("qa_gate")

    @property
    def title(self) -> str:
        """The `title` in the front matter; "" if there is none."""
        return self.text_field("title")

    @property
    def depends_on(self) -> tuple[str, ...]:
        """The ids in `depends_on` of the front matter."""
        value = self._value("depends_on")
        # People write a single id without a list, or leave the field empty.
        if isinstance(value, str):
            value = () if value in ("", "null", "~") else (value,)
        return value or ()

    def text_field(self, name: str) -> str:
        """Return a string field of the front matter; "" if it is missing or not a string."""
        value = self._value(name)
        return value if isinstance(value, str) else ""

    def _value(self, name: str) -> FieldValue:
        entry = self.document.fields.get(name) if self.document else None
        return entry.value if entry else None

    def field_place(self, name: str) -> Place:
        """Return the place of a front-matter field; without a story file, that file's path."""
        return self.document.field_place(name) if self.document else Place(self.path)

    def artifacts_of_kind(self, kind: str) -> tuple[StoryArtifact, ...]:
        """Return the artifacts of a kind with exact names, oldest first."""
        return tuple(artifact for artifact in self.artifacts if artifact.kind == kind and artifact.is_exact)

    def ledger_place(self, entry: LedgerEntry | LedgerIssue | None) -> Place:
        """Return the place of an entry or issue of the ledger; without one, the ledger file's path."""
        if entry is None:
            return Place(self.ledger_path)
        folder = self.ledger_path.rpartition("/")[0]
        return Place(f"{folder}/{entry.file}", entry.line, 1 if entry.line else 0)


@dataclass(frozen=True, slots=True)
class StorySummary:
    """What remains in memory of a linted story: enough for the rules across stories."""

    id: str
    title: str
    status: str
    depends_on: tuple[str, ...]
    path: str
    depends_on_place: Place

    @classmethod
    def from_story(cls, story: Story) -> StorySummary:
        """The summary of a story that has been read."""
        place = story.field_place("depends_on")
        return cls(story.id, story.title, story.status, story.depends_on, story.path, place)
