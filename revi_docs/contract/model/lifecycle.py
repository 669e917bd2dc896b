"""A story's life: statuses, verdicts and the ways between them."""

from __future__ import annotations

from dataclasses import dataclass

from revi_docs.contract.model.declarations import NAME_PATTERN, UPPERCASE_WORDS_PATTERN, contract_field
from revi_docs.contract.model.item import Item


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """Names of the project and how its stories are laid out."""

    name: str = contract_field("What the site and the documents call it.", "Workflow", prose=True)
    summary: str = contract_field("One sentence about the workflow.", "", prose=True)
    site: str = contract_field("Address of the built site, with which links in code begin.", "", prose=True)
    prefix: str = contract_field("What story ids begin with.", "", pattern=NAME_PATTERN)
    story_id: str = contract_field("Regular expression that a story id matches whole.", "")
    stories: str = contract_field("Folder of one story, with `{id}` in it.", "")
    time_zone: str = contract_field("IANA time zone of every written time.", "")
    timestamp: str = contract_field("Form of a timestamp in file names.", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage(Item):
    """A column of the board; a label, not a folder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase(Item):
    """A stretch of work with its own budget and lock."""

    label: str = contract_field("How people call it.", "", prose=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Status(Item):
    """Where a story stands."""

    stage: str = contract_field("The board's column.", "", reference_kind="stages")
    initial: bool = contract_field(
        "Whether a story may begin here; without any, the first status begins.", False
    )
    terminal: bool = contract_field("Whether a story ends here.", False)
    counts_as_blocked: bool = contract_field("Whether a summary counts stories here as held up.", False)


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictSet(Item):
    """The verdicts one kind of judgement may give."""

    values: tuple[str, ...] = contract_field(
        "The verdicts, best first.", key_pattern=UPPERCASE_WORDS_PATTERN, ordered=True
    )
    stays: tuple[str, ...] = contract_field(
        "Verdicts after which the story stays where it is.", (), accepts_single=True
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Transition:
    """A way from one status to another, and who takes it."""

    sources: tuple[str, ...] = contract_field(
        "The statuses it leaves.", yaml_key="from", accepts_single=True, reference_kind="statuses"
    )
    target: str = contract_field("The status it reaches.", yaml_key="to", reference_kind="statuses")
    by: str = contract_field(
        "A command, `manual` (a person, with actor and reason) or `system`.", reference_kind="initiators"
    )
    event: str | None = contract_field("What happens in the command or system.", None, pattern=NAME_PATTERN)
    verdict: tuple[str, ...] = contract_field("The verdicts that lead this way.", (), accepts_single=True)
    note: str = contract_field("When this way is taken, where that is not plain.", "", prose=True)
