"""Report file statuses as problems with place, cause and fix.

One cause that shows in 200 places is one problem with 200 places.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial

from revi_docs.contract.key_paths import KeyPath, format_key_path
from revi_docs.contract.loader import LoadedContract
from revi_docs.drift.attribution import Difference, find_differences, spans_in_expected
from revi_docs.drift.cause_groups import CauseGroups, DriftPlace
from revi_docs.drift.cause_search import CauseSearch
from revi_docs.drift.field_findings import field_findings
from revi_docs.drift.file_status import DriftState, FieldPart, FileStatus, RegionPart
from revi_docs.drift.output_problems import foreign_problem, missing_by_declaration, unknown_edits
from revi_docs.drift.status_diff import format_diff, to_text
from revi_docs.files.generated_marker import FORMER_CHECKSUM, MARKER
from revi_docs.files.repository_writer import linked_output
from revi_docs.outputs.context.value_spans import parse_spans
from revi_docs.outputs.renderer import Renderer
from revi_docs.problems.problem import Place, Problem, sorted_problems

RUN_SYNC = "run 'revi-docs sync'"


def drift_findings(statuses: Iterable[FileStatus], loaded: LoadedContract, renderer: Renderer) -> tuple[Problem, ...]:
    """Return the problems of all statuses that are not clean."""
    statuses = tuple(statuses)
    loaded = renderer.lazy_stories.with_places(loaded)
    problems: list[Problem] = []
    groups = CauseGroups()
    missing: dict[str, list[DriftPlace]] = {}
    line_ending_places: list[DriftPlace] = []
    former_markers: list[DriftPlace] = []
    search = CauseSearch(renderer, loaded.contract)
    fields: list[FileStatus] = []
    linked: dict[str, list[FileStatus]] = {}
    for status in statuses:
        if status.state is DriftState.LINKED:
            linked.setdefault(status.link, []).append(status)
        elif status.state is DriftState.FOREIGN:
            problems.append(foreign_problem(status, loaded))
        elif isinstance(status.part, FieldPart):
            fields.append(status)
        # Before differences are attributed: no contract value explains line ends.
        elif _differs_only_in_line_endings(status):
            line_ending_places.append(DriftPlace(status, Difference(1, 1)))
        elif _differs_only_in_former_marker(status):
            former_markers.append(DriftPlace(status, Difference(1, 1)))
        elif status.rendered is None or _is_separate_problem(status):
            if status.state is not DriftState.CLEAN:
                problems.append(_separate_problem(status, loaded, search))
        elif status.state is DriftState.MISSING:
            missing.setdefault(status.rendered.task.entry, []).append(DriftPlace(status, Difference(0, 0)))
        else:
            groups.add(status, status.rendered, output_differences(status, search))
    # Before fields are absorbed: merging changes which values count as causes.
    groups.merge_into_items()
    fields = groups.absorb_fields(fields)
    problems += [_outdated_value_problem(*group, loaded) for group in groups.by_value.items()]
    problems += [_ambiguous_value_problem(*group, loaded) for group in groups.by_candidates.items()]
    problems += [_outdated_template_problem(*group, loaded) for group in groups.by_template.items()]
    problems += [_missing_problem(*group, loaded) for group in missing_by_declaration(missing, loaded).items()]
    problems += [_linked_problem(link, linked_statuses) for link, linked_statuses in linked.items()]
    problems += [_line_endings_problem(line_ending_places)] if line_ending_places else []
    problems += [_former_marker_problem(former_markers)] if former_markers else []
    problems += unknown_edits(statuses)
    problems += field_findings(fields, loaded)
    return sorted_problems(problems)


def output_differences(status: FileStatus, search: CauseSearch) -> tuple[Difference, ...]:
    """Compare an output with its render; a checksum of earlier versions counts only if nothing else differs."""
    actual, expected = to_text(status.actual), to_text(status.expected)
    if status.state is DriftState.STALE:
        actual = actual.replace("\r\n", "\n")
    if status.rendered is not None:
        planned = status.rendered.task
        marked, spans = parse_spans(_as_in_file(status, search.renderer.render_with_marks(planned)))
        marked_actual = FORMER_CHECKSUM.sub(MARKER, actual)
        result = find_differences(marked_actual, expected, spans_in_expected(spans, marked, expected))
        if result and status.state is DriftState.CONFLICTED:
            return result
        if result:
            return search.refine(planned, partial(_as_in_file, status), marked_actual, result)
    return find_differences(actual, expected) or find_differences(to_text(status.actual), expected)


def _as_in_file(status: FileStatus, text: str) -> str:
    """Embed a render as it appears in the file."""
    return status.part.region.format_content(text) if isinstance(status.part, RegionPart) else text


def _outdated_value_problem(path: KeyPath, places: list[DriftPlace], loaded: LoadedContract) -> Problem:
    name = format_key_path(path)
    return _outdated_problem(places, f"{name} changed", name).with_cause(loaded.place_of(*path))


def _ambiguous_value_problem(paths: tuple[KeyPath, ...], places: list[DriftPlace], loaded: LoadedContract) -> Problem:
    """One of several values changed, and the text does not show which."""
    names = [format_key_path(path) for path in paths]
    reason = f"{', '.join(names[:-1])} or {names[-1]} changed"
    problem = _outdated_problem(places, reason, " ".join(names))
    return problem.with_cause(*dict.fromkeys(loaded.place_of(*path) for path in paths))


def _outdated_template_problem(template: str, places: list[DriftPlace], loaded: LoadedContract) -> Problem:
    """The template changed, or a value that it reads without printing it.

    If only the output of one item is concerned, the cause is that item.
    """
    problem = _outdated_problem(places, f"templates/{template} or a value that it reads changed", template)
    rendered = places[0].status.rendered
    item_path = (rendered.task.section, rendered.task.id) if rendered else ()
    if len(places) > 1 or item_path not in loaded.places:
        return problem
    return problem.with_cause(loaded.place_of(*item_path))


def _outdated_problem(places: list[DriftPlace], reason: str, subject: str) -> Problem:
    return _grouped_problem(places, f"is out of date: {reason}", f"are out of date: {reason}", subject)


def _is_separate_problem(status: FileStatus) -> bool:
    """Whether the status is a problem of its own; stale and missing files may share a cause."""
    if isinstance(status.part, RegionPart):
        return status.state is not DriftState.STALE
    return status.state not in (DriftState.STALE, DriftState.MISSING)


def _differs_only_in_line_endings(status: FileStatus) -> bool:
    actual = status.actual or b""
    if status.part or actual == status.expected:
        return False
    return status.state is DriftState.STALE and actual.replace(b"\r\n", b"\n") == status.expected


def _differs_only_in_former_marker(status: FileStatus) -> bool:
    """Whether the text is up to date, but an earlier version wrote its marker."""
    if status.state is not DriftState.STALE or status.rendered is None:
        return False
    if status.part:
        return status.actual == status.expected
    return FORMER_CHECKSUM.sub(MARKER, to_text(status.actual)).replace("\r\n", "\n") == to_text(status.expected)


def _linked_problem(link: str, statuses: list[FileStatus]) -> Problem:
    """Report a symbolic link once, however many outputs are below it."""
    if link == statuses[0].path:
        return linked_output(link, "is a symbolic link, and an output")
    outputs = "an output is" if len(statuses) == 1 else f"{len(statuses)} outputs are"
    return linked_output(link, f"is a symbolic link, and {outputs} below it")


def _line_endings_problem(places: list[DriftPlace]) -> Problem:
    """One problem for all files whose line endings git converted."""
    problem = _grouped_problem(places, "has CRLF line endings", "have CRLF line endings", "line-endings")
    fix = f"add '* text=auto eol=lf' to .gitattributes, then {RUN_SYNC}"
    return replace(problem, fix=fix, diff="")


def _former_marker_problem(places: list[DriftPlace]) -> Problem:
    """One problem for all files that an earlier version wrote."""
    return _grouped_problem(
        places, "has the checksum of an earlier version", "have checksums of an earlier version", "former-checksum"
    )


def _missing_problem(path: KeyPath, places: list[DriftPlace], loaded: LoadedContract) -> Problem:
    problem = _grouped_problem(places, "does not exist", "do not exist", str(path[-1]), "missing")
    cause = loaded.places.get(path)
    return problem.with_cause(cause) if cause else problem


def _grouped_problem(
    places: list[DriftPlace], singular: str, plural: str, subject: str, code: str = "stale"
) -> Problem:
    """Build one problem with all places of a cause."""
    files = dict.fromkeys(place.status.path for place in places)
    noun = "files" if any(place.status.part for place in places) else "outputs"
    return Problem(
        code=code,
        message=f"{len(files)} {noun} {plural}" if len(files) > 1 else singular,
        fix=RUN_SYNC,
        places=tuple(sorted({_problem_place(place.status, place.difference) for place in places})),
        subject=subject,
        diff=format_diff(places[0].status),
    )


def _separate_problem(status: FileStatus, loaded: LoadedContract, search: CauseSearch) -> Problem:
    message, fix = _tampered_message(status) if status.state is DriftState.TAMPERED else _MESSAGES[status.state]
    subject = status.path
    if isinstance(status.part, RegionPart):
        region = status.part.region
        message = f"the region '{region.name}' {'is empty' if status.state is DriftState.MISSING else message}"
        subject += f"#{region.marker}"
    difference = Difference(0, 0)
    if status.actual is not None and status.expected is not None:
        difference = next(iter(output_differences(status, search)), Difference(1, 1))
    causes = tuple(dict.fromkeys(loaded.place_of(*path) for path in difference.paths))
    return Problem(
        code=status.state.value,
        message=message,
        fix=fix.format(source=causes[0] if causes else "the contract or the template"),
        places=(_problem_place(status, difference),),
        cause=causes,
        subject=subject,
        diff=format_diff(status),
    )


_MESSAGES = {
    DriftState.CONFLICTED: ("contains git conflict markers", "merge revi.yml and the templates, then " + RUN_SYNC),
    DriftState.MISSING: ("does not exist", RUN_SYNC),
    DriftState.ORPHANED: ("no longer generated", RUN_SYNC + " to delete it"),
    DriftState.STALE: ("is out of date", RUN_SYNC),
}


def _tampered_message(status: FileStatus) -> tuple[str, str]:
    """Return message and fix for a text that people may have edited, with what is known about that."""
    subject = "the region" if status.part else "this file"
    message = "may have manual edits" if status.unknown else "has manual edits"
    fix = f"make the change in {{source}}, then run 'revi-docs sync --force' to overwrite {subject}"
    if status.expected is None:
        message, fix = f"no longer generated, but {message}", "delete it, or move your text to another file"
    if status.commit:
        message += f": edited in {status.commit[:10]}, which changed neither the contract nor a template"
    if status.unknown:
        message += f": {status.unknown}"
    return message, fix


def _problem_place(status: FileStatus, difference: Difference) -> Place:
    if isinstance(status.part, FieldPart):
        return status.part.place
    if status.part is None or not difference.line:
        return Place(status.path, difference.line, difference.column)
    part_start = status.part.place
    column_shift = part_start.column - 1 if difference.line == 1 else 0
    return Place(status.path, part_start.line + difference.line - 1, difference.column + column_shift)
