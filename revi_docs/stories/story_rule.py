"""What a rule of stories is, and what it is given to judge."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import ModuleType
from typing import Literal

from revi_docs.contract.key_paths import KeyPath
from revi_docs.contract.loader import LoadedContract
from revi_docs.contract.model import Contract
from revi_docs.problems.problem import Place, Problem
from revi_docs.stories.artifact_order import ArtifactOrder
from revi_docs.stories.document import Document, read_document
from revi_docs.stories.execution_plan import ExecutionPlan, read_plan
from revi_docs.stories.story import Story, StoryArtifact, StorySummary
from revi_docs.stories.story_layout import StoryLayout


@dataclass(frozen=True, slots=True)
class RuleFinding:
    """What a rule found: what is wrong, what mends it, and where.

    `about` names it, so that it is known again when its wording or its line changes. `because` is the way
    to the value of the contract it comes from.
    """

    message: str
    fix: str
    place: Place
    subject: str
    cause: KeyPath = ()


@dataclass(frozen=True)
class RepositoryContext:
    """All stories together: what is left to judge once each has been read."""

    root: Path
    loaded: LoadedContract
    layout: StoryLayout
    summaries: list[StorySummary] = field(default_factory=list)

    @cached_property
    def plan(self) -> ExecutionPlan:
        return read_plan(self.root, self.loaded)

    @cached_property
    def artifact_order(self) -> ArtifactOrder:
        return ArtifactOrder(self.loaded.contract)

    @property
    def contract(self) -> Contract:
        return self.loaded.contract


@dataclass(frozen=True)
class StoryContext:
    """One story as a rule sees it, with the contract it follows. Each file is read at most once."""

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
        """The Markdown file that an artifact is."""
        if artifact.path not in self._documents:
            self._documents[artifact.path] = read_document(self.repository.root, artifact.path)
        return self._documents[artifact.path]

    def documents(self) -> Iterator[tuple[StoryArtifact, Document]]:
        """The artifacts of Markdown whose names follow the contract."""
        for artifact in self.story.artifacts:
            if artifact.is_exact and artifact.path.endswith(".md"):
                yield artifact, self.document(artifact)

    def newest_artifact(self, kind: str) -> StoryArtifact | None:
        """The newest artifact of a kind: it counts."""
        artifacts = [
            artifact
            for artifact in self.story.artifacts_of_kind(kind)
            if artifact.story_id in ("", self.story.id)
        ]
        return artifacts[-1] if artifacts else None


@dataclass(frozen=True, slots=True)
class StoryRule:
    """A rule: its code, how it judges one story or all together, and its text in plain words."""

    code: str
    check: Callable[[StoryContext], Iterator[RuleFinding]] | None
    check_all: Callable[[RepositoryContext], Iterator[RuleFinding]] | None
    text: str
    severity: Literal["error", "warning"] = "error"

    @classmethod
    def from_module(cls, module: ModuleType) -> StoryRule:
        """The rule that a module of `stories.rules` states; its name is the rule's code."""
        code = module.__name__.rpartition(".")[2].replace("_", "-")
        text = (module.__doc__ or "").strip() + "\n"
        severity: Literal["error", "warning"] = getattr(module, "SEVERITY", "error")
        return cls(code, getattr(module, "check", None), getattr(module, "check_all", None), text, severity)

    def problems(self, context: StoryContext | RepositoryContext) -> Iterator[Problem]:
        """What the rule finds in a story, or in all together."""
        if isinstance(context, StoryContext):
            findings = self.check(context) if self.check else iter(())
            repository, prefix = context.repository, f"{context.story.id}: "
        else:
            findings = self.check_all(context) if self.check_all else iter(())
            repository, prefix = context, ""
        for finding in findings:
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
