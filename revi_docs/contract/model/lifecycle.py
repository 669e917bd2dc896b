"""The lifecycle of a story: statuses, verdicts and transitions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from revi_docs.contract.model.condition import Condition
from revi_docs.contract.model.declarations import NAME_PATTERN, UPPERCASE_WORDS_PATTERN, contract_field
from revi_docs.contract.model.item import Item


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """The name of the project and the layout of its stories."""

    name: str = contract_field("The name of the project on the site and in documents.", "Workflow", prose=True)
    summary: str = contract_field("A summary of the workflow in one sentence.", "", prose=True)
    site: str = contract_field("The URL of the built site, for links in generated code.", "", prose=True)
    version: str = contract_field("The version of the plugin, such as `1.0.0`.", "", prose=True)
    license: str = contract_field("The license of the plugin, such as `MIT`.", "", prose=True)
    prefix: str = contract_field("The prefix of story ids.", "", pattern=NAME_PATTERN)
    story_id: str = contract_field(
        "A regular expression that matches a whole story id; `\\d`, `\\w` and `\\s` mean ASCII characters.", ""
    )
    stories: str = contract_field(
        "The folder of a story, with `{id}`. Before it, `*` is a folder with any name and `**` any number of folders.",
        "",
        path_form="pattern",
    )
    time_zone: str = contract_field("The IANA time zone of all times that are written.", "")
    timestamp: str = contract_field("The format of timestamps in file names.", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage(Item):
    """A column of the board: a label, not a folder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase(Item):
    """A phase of the work, with its own budget and lock."""

    label: str = contract_field("Its display name.", "", prose=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Status(Item):
    """A status of a story."""

    stage: str = contract_field("Its column on the board.", "", reference_kind="stages")
    initial: bool = contract_field(
        "Whether a story can start here. If no status is initial, stories start in the first one.", False
    )
    terminal: bool = contract_field("Whether a story ends here.", False)
    counts_as_blocked: bool = contract_field("Whether summaries count stories in this status as blocked.", False)
    may_edit: tuple[str, ...] = contract_field(
        "Patterns of the files that a command may change while a story is in this status, besides its stories and "
        "generated files; the last match decides, and a pattern that starts with `!` excludes files. Without it, all.",
        (),
        accepts_single=True,
        ordered=True,
        path_form="pattern",
    )
    requires: tuple[Condition, ...] = contract_field(
        "What every story in this status must show; a terminal status with conditions is an accepted one.",
        (),
        accepts_single=True,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictSet(Item):
    """The verdicts that one kind of review can return."""

    values: tuple[str, ...] = contract_field(
        "The verdicts, best first.", key_pattern=UPPERCASE_WORDS_PATTERN, ordered=True
    )
    stays: tuple[str, ...] = contract_field(
        "The verdicts after which the story keeps its status.", (), accepts_single=True
    )
    requires: Mapping[str, tuple[Condition, ...]] = contract_field(
        "What a verdict requires before it moves a story: verdict → conditions.",
        {},
        key_pattern=UPPERCASE_WORDS_PATTERN,
        accepts_single=True,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Transition:
    """A transition from one status to another, and what triggers it."""

    sources: tuple[str, ...] = contract_field(
        "The statuses from which it leads.", yaml_key="from", accepts_single=True, reference_kind="statuses"
    )
    target: str = contract_field("The status to which it leads.", yaml_key="to", reference_kind="statuses")
    by: str = contract_field(
        "A command, `manual` (a person, with actor and reason) or `system`.", reference_kind="initiators"
    )
    event: str | None = contract_field(
        "The event in the command or the system that triggers it.", None, pattern=NAME_PATTERN
    )
    verdict: tuple[str, ...] = contract_field("The verdicts that trigger it.", (), accepts_single=True)
    requires: tuple[Condition, ...] = contract_field(
        "What the story must show before it moves.", (), accepts_single=True
    )
    force: bool = contract_field("Whether a person can make the transition although its conditions are not met.", False)
    note: str = contract_field("When the transition is taken, if that is not obvious.", "", prose=True)
