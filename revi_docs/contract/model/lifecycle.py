"""A story's life: statuses, verdicts and the ways between them."""

from __future__ import annotations

from dataclasses import dataclass

from revi_docs.contract.model.item import Item
from revi_docs.contract.shape import NAME, WORDS, says


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """Names of the project and how its stories are laid out."""

    name: str = says("What the site and the documents call it.", "Workflow", prose=True)
    summary: str = says("One sentence about the workflow.", "", prose=True)
    site: str = says("Address of the built site, with which links in code begin.", "", prose=True)
    prefix: str = says("What story ids begin with.", "", pattern=NAME)
    story_id: str = says("Regular expression that a story id matches whole.", "")
    stories: str = says("Folder of one story, with `{id}` in it.", "")
    time_zone: str = says("IANA time zone of every written time.", "")
    timestamp: str = says("Form of a timestamp in file names.", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage(Item):
    """A column of the board; a label, not a folder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase(Item):
    """A stretch of work with its own budget and lock."""

    label: str = says("How people call it.", "", prose=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Status(Item):
    """Where a story stands."""

    stage: str = says("The board's column.", "", ref="stages")
    initial: bool = says("Whether a story may begin here; without any, the first status begins.", False)
    terminal: bool = says("Whether a story ends here.", False)
    counts_as_blocked: bool = says("Whether a summary counts stories here as held up.", False)


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictSet(Item):
    """The verdicts one kind of judgement may give."""

    values: tuple[str, ...] = says("The verdicts, best first.", keys=WORDS, ordered=True)
    stays: tuple[str, ...] = says("Verdicts after which the story stays where it is.", (), many=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Transition:
    """A way from one status to another, and who takes it."""

    sources: tuple[str, ...] = says("The statuses it leaves.", key="from", many=True, ref="statuses")
    target: str = says("The status it reaches.", key="to", ref="statuses")
    by: str = says("A command, `manual` (a person, with actor and reason) or `system`.", ref="movers")
    event: str | None = says("What happens in the command or system.", None, pattern=NAME)
    verdict: tuple[str, ...] = says("The verdicts that lead this way.", (), many=True)
    note: str = says("When this way is taken, where that is not plain.", "", prose=True)
