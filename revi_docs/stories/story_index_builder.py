"""The plan and the folders of the stories brought together into one listing.

A story of the plan that has no folder stands in the contract's first initial status. Every value knows the
file and line that it comes from.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from revi_docs.contract.key_paths import KeyPath
from revi_docs.contract.loader import LoadedContract
from revi_docs.decide.errors import UnknownNameError
from revi_docs.decide.name_lookup import resolve
from revi_docs.problems.problem import Place
from revi_docs.records import ledger
from revi_docs.stories.execution_plan import ExecutionPlan, PlannedStory, read_plan
from revi_docs.stories.parallel_batches import batch_numbers
from revi_docs.stories.story import Story
from revi_docs.stories.story_index import (
    PLAN_KEY,
    STORIES_KEY,
    IndexedPhase,
    IndexedStatus,
    IndexedStory,
    StoryIndex,
)
from revi_docs.stories.story_layout import StoryLayout, natural_sort_key
from revi_docs.stories.story_reader import read_stories


@dataclass(frozen=True, slots=True)
class StoryData:
    """What is known of a story before all are: from its folder, or from the plan alone."""

    id: str
    title: str
    status: str
    front_matter_status: str
    depends_on: tuple[str, ...]
    file: str
    places: Mapping[str, Place]


def data_from_folder(story: Story, planned_story: PlannedStory | None, layout: StoryLayout) -> StoryData:
    """What a story's folder says; of what it leaves open, what the plan says."""
    front_matter_status = story.text_field("status")
    resolved_status = _resolve_status(front_matter_status, layout)
    has_ledger = ledger.RECORD_TYPE in layout.contract.records
    status = story.status if has_ledger else resolved_status
    delivers = planned_story.delivers if planned_story else ""
    depends_on = story.depends_on or (planned_story.depends_on if planned_story else ())
    return StoryData(
        id=story.id,
        title=story.title or delivers,
        status=status,
        front_matter_status=front_matter_status if resolved_status != status else "",
        depends_on=depends_on,
        file=story.path if story.document else "",
        places=_places(story, planned_story),
    )


def _places(story: Story, planned_story: PlannedStory | None) -> dict[str, Place]:
    """Where each of these values stands."""
    status_entries = [entry for entry in story.ledger.entries if entry.status_after]
    status_place = story.field_place("status")
    return {
        "": Place(story.path, 1, 1) if story.document or planned_story is None else planned_story.place,
        "title": story.field_place("title") if story.title or planned_story is None else planned_story.place,
        "status": story.ledger_place(status_entries[-1].line) if status_entries else status_place,
        "stated": status_place,
        "depends_on": story.field_place("depends_on")
        if story.depends_on or not planned_story
        else planned_story.place,
    }


def data_from_plan(planned_story: PlannedStory, status: str) -> StoryData:
    """A story that has no folder yet."""
    places = dict.fromkeys(("", "title", "status", "stated", "depends_on"), planned_story.place)
    return StoryData(
        planned_story.id, planned_story.delivers, status, "", planned_story.depends_on, "", places
    )


def _resolve_status(name: str, layout: StoryLayout) -> str:
    """The status that a name stands for; itself where it is none."""
    try:
        return resolve(layout.decision_contract, "status", name).id
    except UnknownNameError:
        return name


@dataclass(frozen=True)
class StoryIndexBuilder:
    """Brings together the listing of one repository."""

    layout: StoryLayout
    plan: ExecutionPlan

    @cached_property
    def planned_stories(self) -> dict[str, PlannedStory]:
        """The plan's stories by id; the first counts of two."""
        return {story.id: story for story in reversed(self.plan.stories)}

    @cached_property
    def phase_numbers(self) -> dict[str, str]:
        """Story → the number of its phase."""
        pairs = ((story.id, str(phase.number)) for phase in self.plan.phases for story in phase.stories)
        return dict(reversed(list(pairs)))

    @cached_property
    def initial_status(self) -> str:
        """Where a story stands that has no folder yet."""
        return next((status.id for status in self.layout.contract.statuses.values() if status.initial), "")

    def build(self, folder_stories: Iterable[StoryData]) -> StoryIndex:
        """The listing of the stories that have folders and of those that are only planned."""
        data_by_id = {item.id: item for item in folder_stories}
        for item in self.planned_stories.values():
            data_by_id.setdefault(item.id, data_from_plan(item, self.initial_status))
        sorted_data = [data_by_id[story] for story in sorted(data_by_id, key=natural_sort_key)]
        batches = batch_numbers({item.id: item.depends_on for item in sorted_data})
        done_ids = {item.id for item in sorted_data if item.status in self._done_statuses}
        stories = {item.id: self._index_entry(item, batches[item.id], done_ids) for item in sorted_data}
        phases = {str(item.number): item for item in reversed(self.plan.phases)}
        plan = {name: IndexedPhase(name, phases[name].title, phases[name].gate) for name in reversed(phases)}
        return StoryIndex(stories, plan, dict(_index_places(self.plan, sorted_data)))

    @cached_property
    def _done_statuses(self) -> frozenset[str]:
        """The statuses in which nobody waits for a story any more."""
        if self.layout.contract.acceptance is not None:
            return frozenset(self.layout.contract.acceptance.statuses)
        return frozenset(status.id for status in self.layout.contract.statuses.values() if status.terminal)

    def _index_entry(self, data: StoryData, batch: int, done_ids: set[str]) -> IndexedStory:
        status = self.layout.contract.statuses.get(data.status)
        return IndexedStory(
            id=data.id,
            title=data.title,
            phase=self.phase_numbers.get(data.id, ""),
            status=IndexedStatus(data.status, data.front_matter_status),
            depends_on=data.depends_on,
            waits_for=tuple(dependency for dependency in data.depends_on if dependency not in done_ids),
            wave=batch,
            is_over=status is not None and status.terminal,
            file=data.file,
        )


def _index_places(plan: ExecutionPlan, stories: Iterable[StoryData]) -> Iterator[tuple[KeyPath, Place]]:
    for phase in reversed(plan.phases):
        yield (PLAN_KEY, str(phase.number)), phase.place
    planned_places = {story.id: story.place for story in reversed(plan.stories)}
    for story in stories:
        key_path = (STORIES_KEY, story.id)
        yield key_path, story.places[""]
        yield (*key_path, "title"), story.places["title"]
        yield (*key_path, "status"), story.places["status"]
        yield (*key_path, "status", "stated"), story.places["stated"]
        for name in ("depends_on", "waits_for", "wave"):
            yield (*key_path, name), story.places["depends_on"]
        if story.id in planned_places:
            yield (*key_path, "phase"), planned_places[story.id]


def build_story_index(root: Path, loaded: LoadedContract) -> StoryIndex:
    """The stories of a repository; an empty listing where the contract lays out none."""
    if not loaded.contract.project.stories:
        return StoryIndex({}, {}, {})
    layout = StoryLayout(root, loaded.contract)
    builder = StoryIndexBuilder(layout, read_plan(root, loaded))
    stories = (story for story in read_stories(root, loaded) if layout.artifact_names.is_story_id(story.id))
    return builder.build(
        data_from_folder(story, builder.planned_stories.get(story.id), layout) for story in stories
    )
