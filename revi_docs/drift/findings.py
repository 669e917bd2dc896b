"""Standings as problems: where it differs, which line of the contract is behind it, what mends it.

One cause in 200 places is one problem with 200 places.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial

from revi_docs.contract.load import Loaded
from revi_docs.contract.reading import Path, dotted
from revi_docs.drift.because import Difference, differences
from revi_docs.drift.causes import Search
from revi_docs.drift.diff import PROOF, decoded, diff
from revi_docs.drift.field_findings import field_findings
from revi_docs.drift.groups import Groups, Spot
from revi_docs.drift.standing import FieldPart, RegionPart, Standing, State
from revi_docs.files.proof import BLANK
from revi_docs.files.regions import Region
from revi_docs.outputs.render import Renderer
from revi_docs.outputs.spans import unbracket
from revi_docs.problems.problem import Place, Problem, in_order

SYNC = "run 'revi-docs sync'"


def findings(standings: Iterable[Standing], loaded: Loaded, renderer: Renderer) -> tuple[Problem, ...]:
    """The problems of all standings that are not clean."""
    loaded = renderer.late.placed(loaded)
    problems: list[Problem] = []
    groups = Groups()
    missing: dict[str, list[Spot]] = {}
    turned: list[Spot] = []
    search = Search(renderer, loaded.contract)
    fields: list[Standing] = []
    for standing in standings:
        if isinstance(standing.part, FieldPart):
            fields.append(standing)
        elif _differs_in_line_ends(standing):
            turned.append(Spot(standing, Difference(1, 1)))
        elif standing.rendered is None or _is_alone(standing):
            problems += [_single(standing, loaded, search)] if standing.state is not State.CLEAN else []
        elif standing.state is State.MISSING:
            missing.setdefault(standing.rendered.planned.entry, []).append(Spot(standing, Difference(0, 0)))
        else:
            groups.add(standing, standing.rendered, differing(standing, search))
    groups.fold()
    fields = groups.join(fields)
    problems += [_older_value(path, spots, loaded) for path, spots in groups.values.items()]
    problems += [_one_of_them(paths, spots, loaded) for paths, spots in groups.guesses.items()]
    problems += [_older_template(template, spots, loaded) for template, spots in groups.templates.items()]
    problems += [_missing(entry, spots, loaded) for entry, spots in missing.items()]
    problems += [_line_ends(turned)] if turned else []
    problems += field_findings(fields, loaded)
    return in_order(problems)


def differing(standing: Standing, search: Search) -> tuple[Difference, ...]:
    """Where an output differs from its render; the proof itself counts only where nothing else does."""
    found, wanted = decoded(standing.found), decoded(standing.wanted)
    if standing.state is State.STALE:
        found = found.replace("\r\n", "\n")
    if standing.rendered is not None:
        planned = standing.rendered.planned
        text, spans = unbracket(_fitted(standing, search.renderer.render_bracketed(planned)))
        found_blank = PROOF.sub(BLANK, found)
        result = differences(found_blank, text, spans)
        if result and standing.state is State.CONFLICTED:
            return result
        if result:
            return search.refine(planned, partial(_fitted, standing), found_blank, result)
    return differences(found, wanted) or differences(decoded(standing.found), wanted)


def _fitted(standing: Standing, text: str) -> str:
    """A render as it stands in the file."""
    return standing.part.region.fitted(text) if isinstance(standing.part, RegionPart) else text


def _older_value(path: Path, spots: list[Spot], loaded: Loaded) -> Problem:
    return _shared(
        spots, "shows an older " + dotted(path), "show an older " + dotted(path), dotted(path)
    ).because_of(loaded.at(*path))


def _one_of_them(paths: tuple[Path, ...], spots: list[Spot], loaded: Loaded) -> Problem:
    """Several values could be behind it, and nothing tells which."""
    names = [dotted(path) for path in paths]
    said = f"on {', '.join(names[:-1])} or {names[-1]}, one of which has changed"
    problem = _shared(spots, f"depends {said}", f"depend {said}", " ".join(names))
    return problem.because_of(*dict.fromkeys(loaded.at(*path) for path in paths))


def _older_template(template: str, spots: list[Spot], loaded: Loaded) -> Problem:
    """No printed value is behind it: the template has changed, or what it asks about and does not print.

    Where the output of a single item is concerned, that item is the one to look at.
    """
    said = f"older than templates/{template} or what it reads"
    problem = _shared(spots, f"is {said}", f"are {said}", template)
    rendered = spots[0].standing.rendered
    if (
        len(spots) > 1
        or rendered is None
        or (rendered.planned.section, rendered.planned.id) not in loaded.places
    ):
        return problem
    return problem.because_of(loaded.at(rendered.planned.section, rendered.planned.id))


def _is_alone(standing: Standing) -> bool:
    """Whether it is a problem of its own: what is stale or missing may have its cause with others."""
    if isinstance(standing.part, RegionPart):
        return standing.state is not State.STALE or standing.found == standing.wanted
    return standing.state not in (State.STALE, State.MISSING)


def _differs_in_line_ends(standing: Standing) -> bool:
    found = standing.found or b""
    if standing.part or found == standing.wanted:
        return False
    return standing.state is State.STALE and found.replace(b"\r\n", b"\n") == standing.wanted


def _line_ends(spots: list[Spot]) -> Problem:
    """What git makes of every output where it is told to turn line ends: one cause, so one problem."""
    problem = _shared(spots, "has the line ends of Windows", "have the line ends of Windows", "line-ends")
    fix = f"put '* text=auto eol=lf' into .gitattributes, so that git leaves them alone, and {SYNC}"
    return replace(problem, fix=fix, diff="")


def _missing(entry: str, spots: list[Spot], loaded: Loaded) -> Problem:
    problem = _shared(spots, "does not exist", "do not exist", entry, "missing")
    return (
        problem.because_of(loaded.at("outputs", entry))
        if entry in (loaded.contract.outputs or ())
        else problem
    )


def _shared(spots: list[Spot], one: str, many: str, subject: str, code: str = "stale") -> Problem:
    """One problem of one cause, with all the places where it shows."""
    files = dict.fromkeys(spot.standing.path for spot in spots)
    noun = "files" if any(spot.standing.part for spot in spots) else "outputs"
    return Problem(
        code=code,
        message=f"{len(files)} {noun} {many}" if len(files) > 1 else one,
        fix=SYNC,
        places=tuple(sorted({_place(spot.standing, spot.difference) for spot in spots})),
        subject=subject,
        diff=diff(spots[0].standing),
    )


def _single(standing: Standing, loaded: Loaded, search: Search) -> Problem:
    message, fix = _TOLD[standing.state]
    subject = standing.path
    if isinstance(standing.part, RegionPart):
        message, fix = _told_of_region(standing, standing.part.region)
        subject += f"#{''.join(standing.part.region.written)}"
    elif standing.state is State.TAMPERED and standing.wanted is None:
        message, fix = (
            "is made no more, and was changed by hand",
            "remove it, or move what is yours elsewhere",
        )
    difference = Difference(0, 0)
    if standing.found is not None and standing.wanted is not None:
        difference = next(iter(differing(standing, search)), Difference(1, 1))
    because = tuple(dict.fromkeys(loaded.at(*path) for path in difference.paths))
    return Problem(
        code=standing.state.value,
        message=message,
        fix=fix.format(where=because[0] if because else "the contract or the template"),
        places=(_place(standing, difference),),
        because=because,
        subject=subject,
        diff=diff(standing),
    )


_TOLD = {
    State.TAMPERED: (
        "was changed by hand",
        "make the change in {where} and run 'revi-docs sync --force', which overwrites this file",
    ),
    State.CONFLICTED: ("holds git's conflict markers", SYNC + " once revi.yml and the templates are merged"),
    State.MISSING: ("does not exist", SYNC),
    State.ORPHANED: ("is made no more", SYNC + ", which removes it"),
    State.STALE: ("is not what the outputs make it", SYNC),
}


def _told_of_region(standing: Standing, region: Region) -> tuple[str, str]:
    """What is said of a region, where its template's values are not what is behind it."""
    who = f"the region '{region.name}'"
    message, fix = _TOLD[standing.state]
    if standing.state is State.MISSING:
        return f"{who} is empty", SYNC
    if standing.state is State.STALE:
        return f"{who} is right and bears no proof of it yet", SYNC
    if region.seal:
        return f"{who} {message}", fix.replace("this file", "the region")
    return (
        f"{who} holds what revi-docs did not write",
        "move what is yours out of it, then run 'revi-docs sync --force', which overwrites the region",
    )


def _place(standing: Standing, difference: Difference) -> Place:
    if isinstance(standing.part, FieldPart):
        return standing.part.place
    if standing.part is None or not difference.line:
        return Place(standing.path, difference.line, difference.column)
    start = standing.part.place
    shift = start.column - 1 if difference.line == 1 else 0
    return Place(standing.path, start.line + difference.line - 1, difference.column + shift)
