"""The stories as index, roadmap and board list them. Templates see them as `stories` and `plan`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from revi_docs.contract.reading import Path
from revi_docs.contract.shape import says
from revi_docs.problems.problem import Place

STORIES = "stories"
PLAN = "plan"


@dataclass(frozen=True, slots=True)
class ListedStatus:
    """Where a story stands."""

    id: str = says("The status that the ledger comes to; empty where it says nothing.")
    stated: str = says("What the front matter says where that is something else; else empty.")


@dataclass(frozen=True, slots=True)
class ListedStory:
    """A story in a list."""

    id: str = says("Its id.")
    title: str = says("Its title; as long as there is no story file, what the plan says it delivers.")
    phase: str = says("The number of its phase of the plan; empty where the plan does not list it.")
    status: ListedStatus = says("Where it stands.")
    depends_on: tuple[str, ...] = says("The stories it waits for.")
    waits_for: tuple[str, ...] = says("Of these, the ones that are not done.")
    wave: int = says("What can run side by side has the same number; zero for what waits in a circle.")
    is_over: bool = says("Whether it stands in a status that ends it.")
    file: str = says("The path of its story file; empty where there is none.")


@dataclass(frozen=True, slots=True)
class ListedPhase:
    """A phase of the plan."""

    id: str = says("Its number.")
    title: str = says("What it is about.")
    gate: str = says("When it is passed.")


@dataclass(frozen=True, slots=True)
class Listing:
    """Stories and phases by id, in order, and where each value stands."""

    stories: Mapping[str, ListedStory]
    plan: Mapping[str, ListedPhase]
    places: Mapping[Path, Place]

    def of_phase(self, phase: str) -> tuple[ListedStory, ...]:
        """The stories of a phase of the plan; of "" those that the plan does not list."""
        return tuple(one for one in self.stories.values() if one.phase == phase)
