"""The plan and the folders of the stories brought together into one listing.

A story of the plan that has no folder stands in the contract's first initial status. Every value knows the
file and line that it comes from.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from revi_docs.contract.load import Loaded
from revi_docs.contract.reading import Path as Way
from revi_docs.decide.errors import UnknownNameError
from revi_docs.decide.names import resolve
from revi_docs.problems.problem import Place
from revi_docs.records import ledger
from revi_docs.stories.listed import PLAN, STORIES, ListedPhase, ListedStatus, ListedStory, Listing
from revi_docs.stories.plan import Plan, PlannedStory, read_plan
from revi_docs.stories.reading import read_stories
from revi_docs.stories.shelf import Shelf, in_order_of_number
from revi_docs.stories.story import Story
from revi_docs.stories.waves import waves


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a story before all are: from its folder, or from the plan alone."""

    id: str
    title: str
    status: str
    stated: str
    depends_on: tuple[str, ...]
    file: str
    places: Mapping[str, Place]


def of_folder(story: Story, planned: PlannedStory | None, shelf: Shelf) -> Known:
    """What a story's folder says; of what it leaves open, what the plan says."""
    stated = story.text("status")
    meant = _meant(stated, shelf)
    has_ledger = ledger.RECORD in shelf.contract.records
    status = story.status if has_ledger else meant
    delivers = planned.delivers if planned else ""
    waits = story.depends_on or (planned.depends_on if planned else ())
    return Known(
        id=story.id,
        title=story.title or delivers,
        status=status,
        stated=stated if meant != status else "",
        depends_on=waits,
        file=story.path if story.document else "",
        places=_places(story, planned),
    )


def _places(story: Story, planned: PlannedStory | None) -> dict[str, Place]:
    """Where each of these values stands."""
    steps = [one for one in story.ledger.entries if one.reached]
    stated = story.of_field("status")
    return {
        "": Place(story.path, 1, 1) if story.document or planned is None else planned.place,
        "title": story.of_field("title") if story.title or planned is None else planned.place,
        "status": story.in_ledger(steps[-1].line) if steps else stated,
        "stated": stated,
        "depends_on": story.of_field("depends_on") if story.depends_on or not planned else planned.place,
    }


def of_plan(planned: PlannedStory, status: str) -> Known:
    """A story that has no folder yet."""
    places = dict.fromkeys(("", "title", "status", "stated", "depends_on"), planned.place)
    return Known(planned.id, planned.delivers, status, "", planned.depends_on, "", places)


def _meant(stated: str, shelf: Shelf) -> str:
    """The status that a name stands for; itself where it is none."""
    try:
        return resolve(shelf.decided, "status", stated).id
    except UnknownNameError:
        return stated


@dataclass(frozen=True)
class Lister:
    """Brings together the listing of one repository."""

    shelf: Shelf
    plan: Plan

    @cached_property
    def planned(self) -> dict[str, PlannedStory]:
        """The plan's stories by id; the first counts of two."""
        return {one.id: one for one in reversed(self.plan.stories)}

    @cached_property
    def phases(self) -> dict[str, str]:
        """Story → the number of its phase."""
        pairs = ((one.id, str(phase.number)) for phase in self.plan.phases for one in phase.stories)
        return dict(reversed(list(pairs)))

    @cached_property
    def first_status(self) -> str:
        """Where a story stands that has no folder yet."""
        return next((one.id for one in self.shelf.contract.statuses.values() if one.initial), "")

    def listing(self, found: Iterable[Known]) -> Listing:
        """The listing of the stories that have folders and of those that are only planned."""
        known = {one.id: one for one in found}
        for one in self.planned.values():
            known.setdefault(one.id, of_plan(one, self.first_status))
        ordered = [known[story] for story in sorted(known, key=in_order_of_number)]
        numbers = waves({one.id: one.depends_on for one in ordered})
        done = {one.id for one in ordered if one.status in self._done}
        stories = {one.id: self._listed(one, numbers[one.id], done) for one in ordered}
        phases = {str(one.number): one for one in reversed(self.plan.phases)}
        plan = {name: ListedPhase(name, phases[name].title, phases[name].gate) for name in reversed(phases)}
        return Listing(stories, plan, dict(_all_places(self.plan, ordered)))

    @cached_property
    def _done(self) -> frozenset[str]:
        """The statuses in which nobody waits for a story any more."""
        if self.shelf.contract.acceptance is not None:
            return frozenset(self.shelf.contract.acceptance.statuses)
        return frozenset(one.id for one in self.shelf.contract.statuses.values() if one.terminal)

    def _listed(self, one: Known, wave: int, done: set[str]) -> ListedStory:
        status = self.shelf.contract.statuses.get(one.status)
        return ListedStory(
            id=one.id,
            title=one.title,
            phase=self.phases.get(one.id, ""),
            status=ListedStatus(one.status, one.stated),
            depends_on=one.depends_on,
            waits_for=tuple(other for other in one.depends_on if other not in done),
            wave=wave,
            is_over=status is not None and status.terminal,
            file=one.file,
        )


def _all_places(plan: Plan, known: Iterable[Known]) -> Iterator[tuple[Way, Place]]:
    for phase in reversed(plan.phases):
        yield (PLAN, str(phase.number)), phase.place
    planned = {one.id: one.place for one in reversed(plan.stories)}
    for one in known:
        way = (STORIES, one.id)
        yield way, one.places[""]
        yield (*way, "title"), one.places["title"]
        yield (*way, "status"), one.places["status"]
        yield (*way, "status", "stated"), one.places["stated"]
        for name in ("depends_on", "waits_for", "wave"):
            yield (*way, name), one.places["depends_on"]
        if one.id in planned:
            yield (*way, "phase"), planned[one.id]


def listing(root: Path, loaded: Loaded) -> Listing:
    """The stories of a repository; an empty listing where the contract lays out none."""
    if not loaded.contract.project.stories:
        return Listing({}, {}, {})
    shelf = Shelf(root, loaded.contract)
    lister = Lister(shelf, read_plan(root, loaded))
    stories = (one for one in read_stories(root, loaded) if shelf.naming.is_id(one.id))
    return lister.listing(of_folder(one, lister.planned.get(one.id), shelf) for one in stories)
