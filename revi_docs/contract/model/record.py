"""What is written: artifacts, records, traces and metrics."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from revi_docs.contract.model.declarations import NAME_PATTERN, contract_field
from revi_docs.contract.model.item import Item


@dataclass(frozen=True, slots=True, kw_only=True)
class Artifact(Item):
    """A file of a story or of the project."""

    file: str = contract_field("Its name, with `{id}`, `{timestamp}` or `{prefix}`.")
    sections: tuple[str, ...] = contract_field(
        "The headings it must have.", (), ordered=True, human_text=True
    )
    append_only: tuple[str, ...] = contract_field("The headings that only grow.", (), human_text=True)
    front_matter: Mapping[str, str] = contract_field("Front-matter field → type.", {})
    doc_type: str = contract_field("What its front matter says it is.", "", pattern=NAME_PATTERN)
    scope: Literal["story", "project"] = contract_field(
        "Whether it belongs to a story or to the project.", "story"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Record(Item):
    """A record that is written or read: its fields, and its file where it has one."""

    file: str = contract_field("Where it stands in a story's folder.", "")
    fields: Mapping[str, str] = contract_field("Field → type; a type that ends in `?` may be absent.", {})


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Item):
    """One kind of line in a trace."""

    fields: Mapping[str, str] = contract_field("Field → type, besides those of every event.", {})


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """What is recorded while agents work."""

    file: str = contract_field("Where it stands in a story's folder.")
    buffer: int = contract_field("How many events may wait before they are written.", 1, minimum=1)
    fields: Mapping[str, str] = contract_field("Fields of every event.", {})
    events: Mapping[str, Event] = contract_field("The kinds of events.", {})


@dataclass(frozen=True, slots=True, kw_only=True)
class Metrics:
    """What is computed from a trace."""

    story: str = contract_field("The record for a story.", reference_kind="records")
    phase: str = contract_field("The record for a phase.", reference_kind="records")
    status: Mapping[str, str] = contract_field(
        "Last phase's status, `open` or `otherwise` → the story's.", {}
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class LogLevel(Item):
    """How loud a log line is."""
