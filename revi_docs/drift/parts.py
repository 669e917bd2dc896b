"""The owned stretches of hand-written files against the contract: regions and single fields."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from revi_docs.drift.owned import Assignment, Owned
from revi_docs.drift.pages import Page, Pages, unmerged
from revi_docs.drift.standing import FieldPart, RegionPart, Standing, State
from revi_docs.files import regions
from revi_docs.files.fields import RefusedError, agrees, with_field
from revi_docs.files.markers import MARKERS
from revi_docs.files.regions import Region
from revi_docs.outputs.plan import Planned
from revi_docs.outputs.render import Rendered
from revi_docs.problems.problem import Problem


@dataclass(frozen=True, slots=True)
class Parts:
    """The standing of every region and field, and what stands in the way of judging or mending one."""

    standings: tuple[Standing, ...]
    problems: tuple[Problem, ...]


def compare_parts(pages: Pages, owned: Owned, rendered: Mapping[Planned, Rendered]) -> Parts:
    """How the owned parts of all hand-written files stand."""
    found: dict[Page, list[Standing]] = {}
    problems = list(owned.problems)
    for path, page, region in pages.all_regions():
        planned = pages.planned[path, region.begin]
        if planned in rendered:
            found.setdefault(page, []).append(_of_region(page, region, rendered[planned]))
    for assignment in owned.assignments.values():
        one = _of_field(assignment)
        refused = one.state is not State.CLEAN and _refused(assignment)
        if refused:
            problems.append(refused)
        else:
            found.setdefault(assignment.page, []).append(one)
    standings: list[Standing] = []
    for page, several in found.items():
        if page.theirs is None:
            standings += several
        elif _outside(page.text, page.path, owned) == _outside(page.theirs, page.path, owned):
            edits = [one for one in several if _is_by_hand(one, page.theirs)]
            standings += edits
            wanted = edited(page, (one for one in several if one not in edits)).encode("utf-8")
            standings.append(Standing(page.path, State.CONFLICTED, page.content, wanted))
        else:
            problems.append(unmerged(page))
    return Parts(tuple(standings), tuple(problems))


def _is_by_hand(one: Standing, theirs: str) -> bool:
    """Whether people edited a region of a page in conflict: both sides have it alike, so git did not."""
    if one.state is not State.TAMPERED or not isinstance(one.part, RegionPart):
        return False
    region = one.part.region
    return one.part.page.text[region.begin : region.end] in theirs


def _refused(assignment: Assignment) -> Problem | None:
    """Why a field cannot be written, if it cannot: a person must do it."""
    try:
        with_field(assignment.page.text, assignment.name, assignment.wanted)
    except RefusedError as error:
        return Problem(
            code="field-differs",
            message=f"'{assignment.name}' must be '{told(assignment.wanted)}'; {error}",
            fix="write it by hand",
            places=(assignment.place,),
            subject=f"{assignment.page.path}#{assignment.name}",
        )
    return None


def _of_region(page: Page, region: Region, rendered: Rendered) -> Standing:
    found = page.text[region.start : region.end]
    wanted = region.fitted(rendered.content.decode("utf-8"))
    part = RegionPart(page, region, wanted)
    state = State.STALE
    if found == wanted:
        state = State.CLEAN if region.seal == region.proof(wanted) else State.STALE
    elif not found.strip(" \t\r\n>"):
        state = State.MISSING
    elif region.seal != region.proof(found):
        state = State.TAMPERED
    return Standing(page.path, state, found.encode("utf-8"), wanted.encode("utf-8"), rendered, part)


def _of_field(assignment: Assignment) -> Standing:
    page, field = assignment.page, assignment.field
    part = FieldPart(page, assignment)
    wanted = told(assignment.wanted).encode("utf-8")
    if field is None:
        return Standing(page.path, State.ABSENT, None, wanted, part=part)
    found = page.text[field.start : field.end].encode("utf-8")
    state = State.CLEAN if agrees(field, page.text, assignment.wanted) else State.DIFFERS
    return Standing(page.path, state, found, wanted, part=part)


def told(value: str | tuple[str, ...]) -> str:
    """A field's value for people."""
    return value if isinstance(value, str) else ", ".join(value)


def edited(page: Page, standings: Iterable[Standing]) -> str:
    """The page's text with the given parts set right. Raises RefusedError."""
    text = page.text
    parts = [one.part for one in standings if one.part]
    marked = [part for part in parts if isinstance(part, RegionPart)]
    for part in sorted(marked, key=lambda one: one.region.begin, reverse=True):
        region = part.region
        text = text[: region.begin] + region.sealed(part.content) + text[region.end :]
    for field in parts:
        if isinstance(field, FieldPart):
            text = with_field(text, field.assignment.name, field.assignment.wanted)
    return text


def _outside(text: str, path: str, owned: Owned) -> str | None:
    """What of a text belongs to people; None where that cannot be told."""
    found: tuple[Region, ...] = ()
    if path.lower().endswith(tuple(MARKERS)):
        found, problems = regions.find(path, text)
        if problems:
            return None
    for region in reversed(found):
        text = text[: region.begin] + "".join(region.written) + text[region.end :]
    try:
        for file, name in owned.assignments:
            text = with_field(text, name, None) if file == path else text
    except RefusedError:
        return None
    return text
