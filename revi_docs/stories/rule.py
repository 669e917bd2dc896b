"""What a rule of stories is, and what it is given to judge."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import ModuleType
from typing import Literal

from revi_docs.contract.load import Loaded
from revi_docs.contract.model import Contract
from revi_docs.contract.reading import Path as Way
from revi_docs.problems.problem import Place, Problem
from revi_docs.stories.document import Document, read_document
from revi_docs.stories.order import Order
from revi_docs.stories.plan import Plan, read_plan
from revi_docs.stories.shelf import Shelf
from revi_docs.stories.story import Artifact, Story, Summary


@dataclass(frozen=True, slots=True)
class Told:
    """What a rule found: what is wrong, what mends it, and where.

    `about` names it, so that it is known again when its wording or its line changes. `because` is the way
    to the value of the contract it comes from.
    """

    message: str
    fix: str
    place: Place
    about: str
    because: Way = ()


@dataclass(frozen=True)
class Repository:
    """All stories together: what is left to judge once each has been read."""

    root: Path
    loaded: Loaded
    shelf: Shelf
    summaries: list[Summary] = field(default_factory=list)

    @cached_property
    def plan(self) -> Plan:
        return read_plan(self.root, self.loaded)

    @cached_property
    def order(self) -> Order:
        return Order(self.loaded.contract)

    @property
    def contract(self) -> Contract:
        return self.loaded.contract


@dataclass(frozen=True)
class Case:
    """One story as a rule sees it, with the contract it follows. Each file is read at most once."""

    repository: Repository
    story: Story

    @property
    def contract(self) -> Contract:
        return self.repository.contract

    @property
    def shelf(self) -> Shelf:
        return self.repository.shelf

    @cached_property
    def _read(self) -> dict[str, Document]:
        story = self.story
        known = (story.document, story.token_log)
        return {one.path: one for one in known if one is not None}

    def document(self, artifact: Artifact) -> Document:
        """The Markdown file that an artifact is."""
        if artifact.path not in self._read:
            self._read[artifact.path] = read_document(self.repository.root, artifact.path)
        return self._read[artifact.path]

    def documents(self) -> Iterator[tuple[Artifact, Document]]:
        """The artifacts of Markdown whose names follow the contract."""
        for artifact in self.story.artifacts:
            if artifact.exact and artifact.path.endswith(".md"):
                yield artifact, self.document(artifact)

    def newest(self, kind: str) -> Artifact | None:
        """The newest artifact of a kind: it counts."""
        found = [one for one in self.story.of_kind(kind) if one.story in ("", self.story.id)]
        return found[-1] if found else None


@dataclass(frozen=True, slots=True)
class StoryRule:
    """A rule: its code, how it judges one story or all together, and its text in plain words."""

    code: str
    check: Callable[[Case], Iterator[Told]] | None
    across: Callable[[Repository], Iterator[Told]] | None
    text: str
    severity: Literal["error", "warning"] = "error"

    @classmethod
    def of(cls, module: ModuleType) -> StoryRule:
        """The rule that a module of `stories.rules` states; its name is the rule's code."""
        code = module.__name__.rpartition(".")[2].replace("_", "-")
        text = (module.__doc__ or "").strip() + "\n"
        severity: Literal["error", "warning"] = getattr(module, "SEVERITY", "error")
        return cls(code, getattr(module, "check", None), getattr(module, "across", None), text, severity)

    def problems(self, judged: Case | Repository) -> Iterator[Problem]:
        """What the rule finds in a story, or in all together."""
        if isinstance(judged, Case):
            found = self.check(judged) if self.check else iter(())
            repository, prefix = judged.repository, f"{judged.story.id}: "
        else:
            found = self.across(judged) if self.across else iter(())
            repository, prefix = judged, ""
        for told in found:
            because = (repository.loaded.at(*told.because),) if told.because else ()
            yield Problem(
                code=self.code,
                message=told.message,
                fix=told.fix,
                places=(told.place,),
                because=because,
                subject=f"{prefix}{told.about}",
                severity=self.severity,
            )
