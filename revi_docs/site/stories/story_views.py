"""View models of the story pages, from the story index and the files of each story."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import NamedTuple

from revi_docs.contract.loader import LoadedContract
from revi_docs.contract.model import Contract, Status
from revi_docs.records.jsonl import read_lines
from revi_docs.records.run_spans import RunSpan, run_spans
from revi_docs.site.stories.story_sections import story_sections
from revi_docs.stories.story import AgentLogRow, Story
from revi_docs.stories.story_index import IndexedStory, StoryIndex
from revi_docs.stories.story_index_builder import build_story_index
from revi_docs.stories.story_layout import StoryLayout
from revi_docs.stories.story_reader import read_stories

_DETAIL_FIELDS = ("by", "cause", "verdict", "command", "phase")


@dataclass(frozen=True, slots=True)
class PhaseTokenTotals:
    """The tokens of one phase and its limits; `recorded` is None if not all tokens were counted."""

    recorded: int | None
    warning: int = 0
    hard: int = 0

    @property
    def is_over(self) -> bool:
        """Whether the recorded tokens reached the hard limit."""
        return self.recorded is not None and 0 < self.hard <= self.recorded


def readable_time(milliseconds: int, zone: tzinfo) -> str:
    """A time for readers, such as `2026-02-11 14:32`; the head of its column names the zone."""
    return f"{datetime.fromtimestamp(milliseconds / 1000, zone):%Y-%m-%d %H:%M}"


def breach_text(totals: PhaseTokenTotals) -> str:
    """The recorded tokens and the hard limit that they reached, such as `535,120 of 500,000`."""
    return f"{totals.recorded:,} of {totals.hard:,}"


class TimelineEntry(NamedTuple):
    """One event of a ledger, as text."""

    time: str
    event: str
    actor: str
    reason: str


@dataclass(frozen=True, slots=True)
class StoryView:
    """The data of one story page.

    `files` are pairs of an artifact kind and a path below the folder; `sections` are the name and the Markdown lines
    of each section of the story file that the page shows.
    """

    entry: IndexedStory
    folder: str = ""
    files: tuple[tuple[str, str], ...] = ()
    timeline: tuple[TimelineEntry, ...] = ()
    log: tuple[AgentLogRow, ...] = ()
    tokens_by_phase: Mapping[str, PhaseTokenTotals] | None = None
    sections: tuple[tuple[str, tuple[str, ...]], ...] = ()
    run: tuple[RunSpan, ...] = ()
    trace_problem: str = ""

    @property
    def id(self) -> str:
        return self.entry.id

    @property
    def phases_over(self) -> dict[str, PhaseTokenTotals]:
        """The phases that reached their hard limit."""
        return {phase: totals for phase, totals in (self.tokens_by_phase or {}).items() if totals.is_over}


@dataclass(frozen=True, slots=True)
class StoryViews:
    """All stories, their index and plan, and the contract."""

    contract: Contract
    index: StoryIndex
    stories: tuple[StoryView, ...]
    zone: tzinfo = UTC

    def status_of(self, story: StoryView) -> Status | None:
        """The status of a story as declared in the contract."""
        return self.contract.statuses.get(story.entry.status.id)


def load_story_views(root: Path, loaded: LoadedContract) -> StoryViews:
    """Load the stories of a repository; none if the contract does not declare a story folder."""
    index = build_story_index(root, loaded)
    layout = StoryLayout(root, loaded.contract)
    stories_by_id = {story.id: story for story in read_stories(root, loaded) if story.id in index.stories}
    stories = (_story_view(story, stories_by_id.get(story.id), layout) for story in index.stories.values())
    return StoryViews(loaded.contract, index, tuple(stories), layout.zone)


def _story_view(entry: IndexedStory, story: Story | None, layout: StoryLayout) -> StoryView:
    if story is None:
        return StoryView(entry)
    return StoryView(
        entry,
        story.folder,
        tuple((item.kind, item.name) for item in story.artifacts),
        tuple(_timeline(story, layout.zone)),
        story.log,
        dict(_phase_totals(story, layout)),
        tuple(story_sections(story.document, [layout.log_section])) if story.document else (),
        *_run(story, layout),
    )


def _run(story: Story, layout: StoryLayout) -> tuple[tuple[RunSpan, ...], str]:
    """The spans of the story's trace, and what of it cannot be read; "" if all of it can."""
    trace = layout.contract.trace
    if trace is None or not story.folder:
        return (), ""
    try:
        lines = list(read_lines(f"{story.folder}/{trace.file}", str(layout.root)))
    except OSError as error:
        # A page for readers of the site: what is missing is said on the page, and `lint` reports it.
        return (), f"The trace cannot be read: {error.strerror or type(error).__name__}."
    invalid = [line for line in lines if line.error]
    problem = f"Line {invalid[0].number} of the trace cannot be read: {invalid[0].error}." if invalid else ""
    if len(invalid) > 1:
        problem = f"{len(invalid):,} lines of the trace cannot be read. {problem}"
    return tuple(run_spans(story.id, (line.value for line in lines if not line.error))), problem


def _timeline(story: Story, zone: tzinfo) -> Iterator[TimelineEntry]:
    for entry in story.ledger.entries:
        values = entry.fields
        details = [str(values[name]) for name in _DETAIL_FIELDS if values.get(name)]
        preposition = "to" if entry.event == "moved" else "in"
        target = f" {preposition} {entry.status_after}" if entry.status_after else ""
        reason = str(values.get("reason") or ", ".join(map(str, values.get("evidence") or ())))
        detail_text = f" ({', '.join(details)})" if details else ""
        event = f"{entry.event}{target}{detail_text}"
        yield TimelineEntry(readable_time(entry.timestamp_ms, zone), event, str(values["actor"]), reason)


def _phase_totals(story: Story, layout: StoryLayout) -> Iterator[tuple[str, PhaseTokenTotals]]:
    """Phase → recorded tokens, in the order of the contract, for phases with a token record."""
    budgets, factor = layout.decision_contract.budgets, _multiplier(story, layout)
    for phase in layout.contract.phases:
        deltas = [row.number("delta") for row in story.tokens if row.phase == phase]
        if not deltas:
            continue
        limits = budgets.phases.get(phase) if budgets else None
        warning, hard = (int(limits.warning * factor), int(limits.hard * factor)) if limits else (0, 0)
        counts = [delta for delta in deltas if delta is not None]
        yield phase, PhaseTokenTotals(sum(counts) if len(counts) == len(deltas) else None, warning, hard)


def _multiplier(story: Story, layout: StoryLayout) -> float:
    multiplier = layout.decision_contract.budgets.multiplier if layout.decision_contract.budgets else None
    if multiplier is None:
        return 1.0
    try:
        return float(story.text_field(multiplier.key) or multiplier.default)
    except ValueError:
        return multiplier.default
