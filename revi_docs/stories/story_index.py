"""The story index, for the index page, roadmap and board. Templates read it as `stories` and `plan`."""

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
    """The status of a story."""

    id: str = contract_field("The status from the ledger; empty if the ledger has none.")
    front_matter_status: str = contract_field("The front-matter status if it differs; otherwise empty.")


@dataclass(frozen=True, slots=True)
class IndexedStory:
    """A story in the index."""

    id: str = contract_field("The story's id.")
    title: str = contract_field("The title; without a story file, what it delivers according to the plan.")
    phase: str = contract_field("The number of its phase in the plan; empty if the plan does not list it.")
    status: IndexedStatus = contract_field("The current status.")
    depends_on: tuple[str, ...] = contract_field("The stories that it depends on.")
    waits_for: tuple[str, ...] = contract_field("The dependencies that are not done.")
    batch: int = contract_field("Stories with the same number can run in parallel; 0 in a dependency cycle.")
    is_terminal: bool = contract_field("Whether its status is terminal.")
    file: str = contract_field("The path of its story file; empty if there is none.")


@dataclass(frozen=True, slots=True)
class IndexedPhase:
    """A phase of the plan."""

    id: str = contract_field("The phase number.")
    title: str = contract_field("The title of the phase.")
    gate: str = contract_field("The condition for passing it.")


@dataclass(frozen=True, slots=True)
class StoryIndex:
    """Stories and phases by id, in order, and the place of each value."""

    stories: Mapping[str, IndexedStory]
    plan: Mapping[str, IndexedPhase]
    places: Mapping[KeyPath, Place]
