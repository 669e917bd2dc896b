"""The stories as their pages show them: what the listing knows, and what stands in each folder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import tzinfo
from pathlib import Path

from revi_docs.contract.load import Loaded
from revi_docs.contract.model import Contract
from revi_docs.records.times import written
from revi_docs.stories.listed import ListedStory, Listing
from revi_docs.stories.listing import listing
from revi_docs.stories.reading import read_stories
from revi_docs.stories.shelf import Shelf
from revi_docs.stories.story import Story


@dataclass(frozen=True, slots=True)
class Use:
    """The tokens of one phase and its limits; `recorded` is None where nobody counted them."""

    recorded: int | None
    warning: int = 0
    hard: int = 0


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a ledger, for people."""

    time: str
    what: str
    who: str
    why: str


@dataclass(frozen=True, slots=True)
class Row:
    """One row of an Agent Log."""

    time: str
    actor: str
    what: str
    files: str


@dataclass(frozen=True, slots=True)
class ShownStory:
    """One story with all that its page shows. `files` are pairs of a kind and a path below the folder."""

    listed: ListedStory
    folder: str = ""
    files: tuple[tuple[str, str], ...] = ()
    steps: tuple[Step, ...] = ()
    log: tuple[Row, ...] = ()
    use: Mapping[str, Use] | None = None

    @property
    def id(self) -> str:
        return self.listed.id


@dataclass(frozen=True, slots=True)
class Shown:
    """All stories, the plan, and the contract that they follow."""

    contract: Contract
    listing: Listing
    stories: tuple[ShownStory, ...]

    def of_status(self, status: str) -> tuple[ShownStory, ...]:
        """The stories that stand in a status."""
        return tuple(one for one in self.stories if one.listed.status.id == status)


def shown(root: Path, loaded: Loaded) -> Shown:
    """The stories of a repository; none where its contract lays out none."""
    listed = listing(root, loaded)
    shelf = Shelf(root, loaded.contract)
    found = {one.id: one for one in read_stories(root, loaded) if one.id in listed.stories}
    stories = (_shown(one, found.get(one.id), shelf) for one in listed.stories.values())
    return Shown(loaded.contract, listed, tuple(stories))


def _shown(listed: ListedStory, story: Story | None, shelf: Shelf) -> ShownStory:
    if story is None:
        return ShownStory(listed)
    return ShownStory(
        listed,
        story.folder,
        tuple((one.kind, one.name) for one in story.artifacts),
        tuple(_steps(story, shelf.zone)),
        tuple(Row(one.time, one.actor, one.what, one.files) for one in story.log),
        dict(_use(story, shelf)),
    )


def _steps(story: Story, zone: tzinfo) -> Iterator[Step]:
    for entry in story.ledger.entries:
        said = entry.fields
        ways = [str(said[name]) for name in ("by", "cause", "verdict", "command", "phase") if said.get(name)]
        reached = (
            f" to {entry.reached}"
            if entry.event == "moved"
            else f" in {entry.reached}"
            if entry.reached
            else ""
        )
        reason = str(said.get("reason") or ", ".join(map(str, said.get("evidence") or ())))
        by = f" ({', '.join(ways)})" if ways else ""
        yield Step(written(entry.at_ms, zone), f"{entry.event}{reached}{by}", str(said["actor"]), reason)


def _use(story: Story, shelf: Shelf) -> Iterator[tuple[str, Use]]:
    """Phase → its use, in the contract's order, for phases that have a record."""
    budgets, factor = shelf.decided.budgets, _multiplier(story, shelf)
    for phase in shelf.contract.phases:
        deltas = [row.number("delta") for row in story.tokens if row.phase == phase]
        if not deltas:
            continue
        limits = budgets.phases.get(phase) if budgets else None
        warning, hard = (int(limits.warning * factor), int(limits.hard * factor)) if limits else (0, 0)
        known = [one for one in deltas if one is not None]
        yield phase, Use(sum(known) if len(known) == len(deltas) else None, warning, hard)


def _multiplier(story: Story, shelf: Shelf) -> float:
    known = shelf.decided.budgets.multiplier if shelf.decided.budgets else None
    if known is None:
        return 1.0
    try:
        return float(story.text(known.key) or known.default)
    except ValueError:
        return known.default
