"""Build the story index from the story folders and the plan.

A planned story without a folder has the contract's first initial status. Every value has its file and line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from revi_docs.contract.conditions import accepted_statuses
from revi_docs.contract.key_paths import KeyPath
from revi_docs.contract.loader import LoadedContract
from revi_docs.decide.errors import UnknownNameError
from revi_docs.problems.problem import Place
from revi_docs.records import ledger
from revi_docs.records.status_names import status_of_text
from revi_docs.stories.execution_plan import ExecutionPlan, PlannedStory, read_plan
from revi_docs.stories.story import Story
from revi_docs.stories.story_index import PLAN_KEY, STORIES_KEY, IndexedPhase, IndexedStatus, IndexedStory, StoryIndex
from revi_docs.stories.story_layout import StoryLayout, natural_sort_key
from revi_docs.stories.story_reader import read_stories


@dataclass(frozen=True, slots=True)
class StoryData:
    """The data of one story, from its folder or only from the plan."""

    id: str
    title: str
    status: str
    front_matter_status: str
    depends_on: tuple[str, ...]
    file: str
    places: Mapping[str, Place]


def data_from_folder(story: Story, planned_story: PlannedStory | None, layout: StoryLayout) -> StoryData:
    """Return the data from a story's folder; the plan supplies what the folder lacks."""
    front_matter_status = story.text_field("status")
    resolved_status = _resolve_status(front_matter_status, layout)
    has_ledger = ledger.RECORD_TYPE in layout.contract.records
    status = story.status if has_ledger or story.status else resolved_status
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
    """Return the place of each value; "" is the story itself."""
    status_entries = [entry for entry in story.ledger.main_line if entry.status_after]
    status_place = story.field_place("status")
    return {
        "": Place(story.path, 1, 1) if story.document or planned_story is None else planned_story.place,
        "title": story.field_place("title") if story.title or planned_story is None else planned_story.place,
        "status": story.ledger_place(status_entries[-1]) if status_entries else status_place,
        "front_matter_status": status_place,
        "depends_on": story.field_place("depends_on") if story.depends_on or not planned_story else planned_story.place,
    }


def data_from_plan(planned_story: PlannedStory, status: str) -> StoryData:
    """Return the data of a planned story that has no folder yet."""
    places = dict.fromkeys(("", "title", "status", "front_matter_status", "depends_on"), planned_story.place)
    return StoryData(planned_story.id, planned_story.delivers, status, "", planned_story.depends_on, "", places)


def _resolve_status(name: str, layout: StoryLayout) -> str:
    """Return the status that a name or alias refers to; an unknown name is returned unchanged."""
    try:
        return status_of_text(layout.decision_contract, name)
    except UnknownNameError:
        # The index shows what the file says; a rule reports the name.
        return name


def batch_numbers(dependencies: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Number the stories so that those with one number can run in parallel once all lower numbers are done.

    Numbers start at 1; stories in a cycle and their dependents get 0. Dependencies that are not keys of the
    mapping are ignored.
    """
    sorter = TopologicalSorter(
        {story: [other for other in others if other in dependencies] for story, others in dependencies.items()}
    )
    # After a CycleError the sorter still yields every story that no cycle blocks.
    with suppress(CycleError):
        sorter.prepare()
    numbers = dict.fromkeys(dependencies, 0)
    batch = 0
    while ready := sorter.get_ready():
        batch += 1
        numbers |= dict.fromkeys(ready, batch)
        sorter.done(*ready)
    return numbers


@dataclass(frozen=True)
class StoryIndexBuilder:
    """Builds the story index of one repository."""

    layout: StoryLayout
    plan: ExecutionPlan

    @cached_property
    def planned_stories(self) -> dict[str, PlannedStory]:
        """Planned stories by id; of duplicates the first counts."""
        # Reversed, so that the first of several rows overwrites the others.
        return {story.id: story for story in reversed(self.plan.stories)}

    @cached_property
    def phase_numbers(self) -> dict[str, str]:
        """Story → the number of its phase."""
        pairs = ((story.id, str(phase.number)) for phase in self.plan.phases for story in phase.stories)
        # Reversed, so that the first phase that lists a story wins.
        return dict(reversed(list(pairs)))

    @cached_property
    def initial_status(self) -> str:
        """The status of a planned story without a folder."""
        return next((status.id for status in self.layout.contract.statuses.values() if status.initial), "")

    def build(self, folder_stories: Iterable[StoryData]) -> StoryIndex:
        """Return the index of the stories with folders and of those that are only planned."""
        data_by_id = {item.id: item for item in folder_stories}
        for item in self.planned_stories.values():
            data_by_id.setdefault(item.id, data_from_plan(item, self.initial_status))
        sorted_data = [data_by_id[story] for story in sorted(data_by_id, key=natural_sort_key)]
        batches = batch_numbers({item.id: item.depends_on for item in sorted_data})
        done_ids = {item.id for item in sorted_data if item.status in self._done_statuses}
        stories = {item.id: self._index_entry(item, batches[item.id], done_ids) for item in sorted_data}
        # Here, too, the first of two phases with the same number wins; reversing twice keeps the order of the plan.
        phases = {str(item.number): item for item in reversed(self.plan.phases)}
        plan = {name: IndexedPhase(name, phases[name].title, phases[name].gate) for name in reversed(phases)}
        return StoryIndex(stories, plan, dict(_index_places(self.plan, sorted_data)))

    @cached_property
    def _done_statuses(self) -> frozenset[str]:
        """The statuses in which a story no longer blocks its dependents."""
        return frozenset(accepted_statuses(self.layout.contract))

    def _index_entry(self, data: StoryData, batch: int, done_ids: set[str]) -> IndexedStory:
        status = self.layout.contract.statuses.get(data.status)
        return IndexedStory(
            id=data.id,
            title=data.title,
            phase=self.phase_numbers.get(data.id, ""),
            status=IndexedStatus(data.status, data.front_matter_status),
            depends_on=data.depends_on,
            waits_for=tuple(dependency for dependency in data.depends_on if dependency not in done_ids),
            batch=batch,
            is_terminal=status is not None and status.terminal,
            file=data.file,
        )


def _index_places(plan: ExecutionPlan, stories: Iterable[StoryData]) -> Iterator[tuple[KeyPath, Place]]:
    # The receiver keeps the last place of a key, and the first one in the plan must win.
    for phase in reversed(plan.phases):
        yield (PLAN_KEY, str(phase.number)), phase.place
    planned_places = {story.id: story.place for story in reversed(plan.stories)}
    for story in stories:
        key_path = (STORIES_KEY, story.id)
        yield key_path, story.places[""]
        yield (*key_path, "title"), story.places["title"]
        yield (*key_path, "status"), story.places["status"]
        yield (*key_path, "status", "front_matter_status"), story.places["front_matter_status"]
        for name in ("depends_on", "waits_for", "batch"):
            yield (*key_path, name), story.places["depends_on"]
        if story.id in planned_places:
            yield (*key_path, "phase"), planned_places[story.id]


def build_story_index(root: Path, loaded: LoadedContract) -> StoryIndex:
    """Build the index of a repository; empty if the contract does not define where stories are."""
    if not loaded.contract.project.stories:
        return StoryIndex({}, {}, {})
    layout = StoryLayout(root, loaded.contract)
    builder = StoryIndexBuilder(layout, read_plan(root, loaded))
    stories = (story for story in read_stories(root, loaded) if layout.artifact_names.is_story_id(story.id))
    return builder.build(data_from_folder(story, builder.planned_stories.get(story.id), layout) for story in stories)
