"""The stories as index, roadmap and board list them. Templates see them as `stories` and `plan`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from revi_docs.contract.key_paths import KeyPath
from revi_docs.contract.model.declarations import contract_field
from revi_docs.problems.problem import Place

STORIES_KEY = "stories"
PLAN_KEY = "plan"


@dataclass(frozen=True, slots=True)
class IndexedStatus:
    """Where a story stands."""

    id: str = contract_field("The status that the ledger comes to; empty where it says nothing.")
    stated: str = contract_field("What the front matter says where that is something else; else empty.")


@dataclass(frozen=True, slots=True)
class IndexedStory:
    """A story in a list."""

    id: str = contract_field("Its id.")
    title: str = contract_field(
        "Its title; as long as there is no story file, what the plan says it delivers."
    )
    phase: str = contract_field("The number of its phase of the plan; empty where the plan does not list it.")
    status: IndexedStatus = contract_field("Where it stands.")
    depends_on: tuple[str, ...] = contract_field("The stories it waits for.")
    waits_for: tuple[str, ...] = contract_field("Of these, the ones that are not done.")
    wave: int = contract_field(
        "What can run side by side has the same number; zero for what waits in a circle."
    )
    is_over: bool = contract_field("Whether it stands in a status that ends it.")
    file: str = contract_field("The path of its story file; empty where there is none.")


@dataclass(frozen=True, slots=True)
class IndexedPhase:
    """A phase of the plan."""

    id: str = contract_field("Its number.")
    title: str = contract_field("What it is about.")
    gate: str = contract_field("When it is passed.")


@dataclass(frozen=True, slots=True)
class StoryIndex:
    """Stories and phases by id, in order, and where each value stands."""

    stories: Mapping[str, IndexedStory]
    plan: Mapping[str, IndexedPhase]
    places: Mapping[KeyPath, Place]

    def stories_of_phase(self, phase: str) -> tuple[IndexedStory, ...]:
        """The stories of a phase of the plan; of "" those that the plan does not list."""
        return tuple(story for story in self.stories.values() if story.phase == phase)
