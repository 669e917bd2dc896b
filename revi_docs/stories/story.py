"""A story as its folder states it. Every value knows its place; paths are relative to the repository."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from revi_docs.files.yaml_nodes import FieldValue
from revi_docs.problems.problem import Place, Problem
from revi_docs.records.ledger import Ledger
from revi_docs.records.token_log import TokenRow
from revi_docs.stories.document import Document
from revi_docs.stories.record_file import RecordFile


@dataclass(frozen=True, slots=True)
class StoryArtifact:
    """A file of a story that the contract knows.

    `name` is its path below the story's folder, `story` the id in the name and `stamp` the timestamp, each
    "" where it has none; `times` are the milliseconds that the timestamp can mean: none for an impossible
    one, two in the hour that comes twice. `exact`: the name follows the contract.
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
    """A row of the Agent Log; `at_ms` is None where its time is none."""

    line: int
    time: str
    time_ms: int | None
    actor: str
    summary: str
    files: str


@dataclass(frozen=True, slots=True)
class Story:
    """One story. `id` is the name of its folder; `path` is where its file stands, or should.

    `document` is None where there is no story file, `token_log` where there is no token log. `strays` are
    the files right in the folder that the contract does not know; `files` are all paths below the folder
    that were seen. `log` and `tokens` are the rows of the Agent Log and of the token log. `records` are the
    records of YAML or JSON by the record's name. `problems` say what of all this could not be read.
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
        """Where the story stands by its ledger; "" where that says nothing."""
        return self.ledger.status

    @property
    def gate(self) -> RecordFile | None:
        """The decision whether it ships."""
        return self.records.get("qa_gate")

    @property
    def title(self) -> str:
        return self.text_field("title")

    @property
    def depends_on(self) -> tuple[str, ...]:
        """The ids it waits for, as its front matter says."""
        value = self._value("depends_on")
        if isinstance(value, str):
            value = () if value in ("", "null", "~") else (value,)
        return value or ()

    def text_field(self, name: str) -> str:
        """A front-matter field that holds a text; "" where it does not."""
        value = self._value(name)
        return value if isinstance(value, str) else ""

    def _value(self, name: str) -> FieldValue:
        entry = self.document.fields.get(name) if self.document else None
        return entry.value if entry else None

    def field_place(self, name: str) -> Place:
        """Where a front-matter field stands; without a story file, where that should be."""
        return self.document.field_place(name) if self.document else Place(self.path)

    def artifacts_of_kind(self, kind: str) -> tuple[StoryArtifact, ...]:
        """The artifacts of a kind whose names follow the contract, the oldest first."""
        return tuple(artifact for artifact in self.artifacts if artifact.kind == kind and artifact.is_exact)

    def ledger_place(self, line: int) -> Place:
        """A line of its ledger."""
        return Place(self.ledger_path, line, 1 if line else 0)


@dataclass(frozen=True, slots=True)
class StorySummary:
    """What is kept of a story once it was judged: enough for the index and for rules across stories."""

    id: str
    title: str
    status: str
    depends_on: tuple[str, ...]
    path: str
    depends_on_place: Place

    @classmethod
    def from_story(cls, story: Story) -> StorySummary:
        return cls(
            story.id, story.title, story.status, story.depends_on, story.path, story.field_place("depends_on")
        )
