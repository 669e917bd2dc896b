"""Artifacts, records, traces and metrics."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from revi_docs.contract.model.declarations import NAME_PATTERN, contract_field
from revi_docs.contract.model.item import Item


@dataclass(frozen=True, slots=True, kw_only=True)
class Artifact(Item):
    """A file of a story or of the project."""

    file: str = contract_field(
        "Its file name, which can contain `{id}`, `{timestamp}` and `{prefix}`.", path_form="path"
    )
    sections: tuple[str, ...] = contract_field("The headings that it must have.", (), ordered=True, human_text=True)
    append_only: tuple[str, ...] = contract_field("The sections that are append-only.", (), human_text=True)
    front_matter: Mapping[str, str] = contract_field("Its front matter: field → type.", {})
    doc_type: str = contract_field("The `doc_type` in its front matter.", "", pattern=NAME_PATTERN)
    scope: Literal["story", "project"] = contract_field("Whether it belongs to a story or to the project.", "story")


@dataclass(frozen=True, slots=True, kw_only=True)
class Record(Item):
    """A record that is written or read: its fields, and its file if it has one."""

    file: str = contract_field("Its path in the story's folder.", "", path_form="path")
    fields: Mapping[str, str] = contract_field(
        "Its fields: name → type; a field whose type ends with `?` is optional.", {}
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Item):
    """A kind of event in a trace."""

    fields: Mapping[str, str] = contract_field("Its fields in addition to those of every event: name → type.", {})


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """The trace: events that are recorded while agents work."""

    file: str = contract_field("The path of the trace in the story's folder.", path_form="path")
    buffer: int = contract_field("The number of events that are buffered before they are written.", 1, minimum=1)
    fields: Mapping[str, str] = contract_field("The fields of every event: name → type.", {})
    events: Mapping[str, Event] = contract_field("The kinds of events.", {})


@dataclass(frozen=True, slots=True, kw_only=True)
class Metrics:
    """The metrics that are calculated from a trace."""

    story: str = contract_field("The record for the metrics of a story.", reference_kind="records")
    phase: str = contract_field("The record for the metrics of a phase.", reference_kind="records")
    status: Mapping[str, str] = contract_field(
        "Status of the last phase, `open` or `otherwise` → status of the story.", {}
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class LogLevel(Item):
    """A severity of log lines."""
