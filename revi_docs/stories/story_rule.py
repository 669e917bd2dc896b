"""Story rules: their contexts, their findings and the class that runs them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import ModuleType
from typing import Any, Literal

from revi_docs.contract.key_paths import KeyPath
from revi_docs.contract.loader import LoadedContract
from revi_docs.contract.model import Contract
from revi_docs.contract.rules.compilation import contract_at_commit
from revi_docs.problems.problem import Place, Problem
from revi_docs.records.past_contracts import PastContracts
from revi_docs.stories.artifact_order import ArtifactOrder
from revi_docs.stories.document import Document, read_document
from revi_docs.stories.execution_plan import ExecutionPlan, read_plan
from revi_docs.stories.story import Story, StoryArtifact, StorySummary
from revi_docs.stories.story_layout import StoryLayout

_REQUIREMENT_DEPTH = 4
"""Steps of a path such as `artifacts.proof.sections.0`: shorter ones are not single requirements."""


def _value_at(data: Any, path: KeyPath) -> Any:
    """The value at a path of the contract in canonical form; None if there is none."""
    for step in path:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return None
    return data


@dataclass(frozen=True, slots=True)
class RuleFinding:
    """A finding of a rule: message, fix and place.

    `subject` identifies the finding when its wording or line changes. `cause` is the key path of the contract
    value that it follows from.
    """

    message: str
    fix: str
    place: Place
    subject: str
    cause: KeyPath = ()


@dataclass(frozen=True)
class RepositoryContext:
    """The context of rules over all stories; they run after every story has been read."""

    root: Path
    loaded: LoadedContract
    layout: StoryLayout
    use_cache: bool = False
    summaries: list[StorySummary] = field(default_factory=list)

    @cached_property
    def plan(self) -> ExecutionPlan:
        """The plan of execution, read once."""
        return read_plan(self.root, self.loaded)

    @cached_property
    def artifact_order(self) -> ArtifactOrder:
        """Which artifacts depend on which, by the contract."""
        return ArtifactOrder(self.loaded.contract)

    @property
    def contract(self) -> Contract:
        return self.loaded.contract


@dataclass(frozen=True)
class StoryContext:
    """The context of rules for one story. Each file is read at most once."""

    repository: RepositoryContext
    story: Story

    @property
    def contract(self) -> Contract:
        return self.repository.contract

    @property
    def layout(self) -> StoryLayout:
        return self.repository.layout

    @cached_property
    def _documents(self) -> dict[str, Document]:
        story = self.story
        documents = (story.document, story.token_log)
        return {document.path: document for document in documents if document is not None}

    def document(self, artifact: StoryArtifact) -> Document:
        """Read the Markdown file of an artifact."""
        if artifact.path not in self._documents:
            self._documents[artifact.path] = read_document(self.repository.root, artifact.path)
        return self._documents[artifact.path]

    def documents(self) -> Iterator[tuple[StoryArtifact, Document]]:
        """Yield the Markdown artifacts with exact names."""
        for artifact in self.story.artifacts:
            if artifact.is_exact and artifact.path.endswith(".md"):
                yield artifact, self.document(artifact)

    def is_newer_requirement(self, cause: KeyPath) -> bool:
        """Return whether the contract required this part of a file, or this file, only after the story had ended."""
        status = self.contract.statuses.get(self.story.status)
        if len(cause) < _REQUIREMENT_DEPTH or cause[0] not in ("artifacts", "statuses", "verdicts"):
            return False
        if status is None or not status.terminal:
            return False
        today = _value_at(self.layout.data, cause[:-1])
        name = _value_at(today, cause[-1:]) if isinstance(today, (list, tuple)) else cause[-1]
        values = (_value_at(data, cause[:-1]) for data in self._data_at_end)
        return any(then is None or name not in then for then in values)

    @cached_property
    def _data_at_end(self) -> tuple[Mapping[str, Any], ...]:
        """The contracts of the time of the last entry of the ledger."""
        past = PastContracts(str(self.repository.root), self.story.ledger_path, contract_at_commit)
        return past.data_of(self.story.ledger.main_line[-1]) if self.story.ledger.main_line else ()

    def newest_artifact(self, kind: str) -> StoryArtifact | None:
        """Return the newest artifact of a kind, the one that counts; None if there is none."""
        artifacts = reversed(self.story.artifacts_of_kind(kind))
        return next((item for item in artifacts if item.story_id in ("", self.story.id)), None)


@dataclass(frozen=True, slots=True)
class StoryRule:
    """A rule: its code, its check of one story or of all stories, and its text."""

    code: str
    check: Callable[[StoryContext], Iterator[RuleFinding]] | None
    check_all: Callable[[RepositoryContext], Iterator[RuleFinding]] | None
    text: str
    severity: Literal["error", "warning"] = "error"

    @classmethod
    def from_module(cls, module: ModuleType) -> StoryRule:
        """Return the rule of a module in `stories.rules`; its code is the module's name with hyphens."""
        code = module.__name__.rpartition(".")[2].replace("_", "-")
        text = (module.__doc__ or "").strip() + "\n"
        severity: Literal["error", "warning"] = getattr(module, "SEVERITY", "error")
        return cls(code, getattr(module, "check", None), getattr(module, "check_all", None), text, severity)

    def problems(self, context: StoryContext | RepositoryContext) -> Iterator[Problem]:
        """Run the rule on one story or on all stories."""
        if isinstance(context, StoryContext):
            findings = self.check(context) if self.check else iter(())
            repository, prefix = context.repository, f"{context.story.id}: "
        else:
            findings = self.check_all(context) if self.check_all else iter(())
            repository, prefix = context, ""
        for finding in findings:
            if isinstance(context, StoryContext) and context.is_newer_requirement(finding.cause):
                continue
            cause = (repository.loaded.place_of(*finding.cause),) if finding.cause else ()
            yield Problem(
                code=self.code,
                message=finding.message,
                fix=finding.fix,
                places=(finding.place,),
                cause=cause,
                subject=f"{prefix}{finding.subject}",
                severity=self.severity,
            )
