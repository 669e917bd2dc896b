"""Compare the owned parts of hand-written files, regions and fields, with the contract."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from revi_docs.drift.edit_evidence import EditEvidence
from revi_docs.drift.file_status import DriftState, FieldPart, FileStatus, RegionPart
from revi_docs.files.markdown import regions
from revi_docs.files.markdown.front_matter_edits import FieldEditError
from revi_docs.files.markdown.markers import SYNTAX_BY_SUFFIX
from revi_docs.files.markdown.regions import Region
from revi_docs.outputs.output_plan import RenderTask
from revi_docs.outputs.renderer import RenderResult
from revi_docs.ownership.field_assignments import FieldAssignment, OwnedFields
from revi_docs.ownership.hand_written_files import HandWrittenFile, HandWrittenFiles, merge_conflict
from revi_docs.problems.problem import Problem


@dataclass(frozen=True, slots=True)
class OwnedParts:
    """The status of every region and field, and the problems that prevent comparing or writing them."""

    statuses: tuple[FileStatus, ...]
    problems: tuple[Problem, ...]


def compare_owned_parts(
    files: HandWrittenFiles,
    owned_fields: OwnedFields,
    rendered: Mapping[RenderTask, RenderResult],
    evidence: EditEvidence,
) -> OwnedParts:
    """Compare the owned parts of all hand-written files."""
    statuses_by_file: dict[HandWrittenFile, list[FileStatus]] = {}
    problems = list(owned_fields.problems)
    for status in evidence.settle(_region_statuses(files, rendered)):
        if isinstance(status.part, RegionPart):
            statuses_by_file.setdefault(status.part.file, []).append(status)
    for assignment in owned_fields.assignments.values():
        status = _field_status(assignment)
        unwritable = status.state is not DriftState.CLEAN and _unwritable_problem(assignment)
        if unwritable:
            problems.append(unwritable)
        else:
            statuses_by_file.setdefault(assignment.file, []).append(status)
    statuses: list[FileStatus] = []
    for file, file_statuses in statuses_by_file.items():
        if file.other_side is None:
            statuses += file_statuses
        elif _hand_written_text(file.text, file.path, owned_fields) == _hand_written_text(
            file.other_side, file.path, owned_fields
        ):
            manual_edits = [status for status in file_statuses if _is_manual_edit(status, file.other_side)]
            statuses += manual_edits
            expected = apply_edits(file, (status for status in file_statuses if status not in manual_edits)).encode(
                "utf-8"
            )
            statuses.append(FileStatus(file.path, DriftState.CONFLICTED, file.content, expected))
        else:
            problems.append(merge_conflict(file))
    return OwnedParts(tuple(statuses), tuple(problems))


def _is_manual_edit(status: FileStatus, other_side: str) -> bool:
    """Whether a region in a conflicted file has manual edits: both sides contain it, so git did not."""
    if status.state is not DriftState.TAMPERED or not isinstance(status.part, RegionPart):
        return False
    region = status.part.region
    return status.part.file.text[region.marker_start : region.content_end] in other_side


def _unwritable_problem(assignment: FieldAssignment) -> Problem | None:
    """Return the problem that prevents writing a field, if any."""
    try:
        assignment.slot.with_value(assignment.file.text, assignment.expected)
    except FieldEditError as error:
        return Problem(
            code="field-differs",
            message=f"'{assignment.name}' must be '{display_value(assignment.expected)}'; {error}",
            fix="edit this field manually",
            places=(assignment.place,),
            subject=f"{assignment.file.path}#{assignment.name}",
        )
    return None


def _region_statuses(files: HandWrittenFiles, rendered: Mapping[RenderTask, RenderResult]) -> Iterator[FileStatus]:
    for path, file, region in files.all_regions():
        planned = files.planned_regions[path, region.marker_start]
        if planned in rendered:
            yield _region_status(file, region, rendered[planned])


def _region_status(file: HandWrittenFile, region: Region, rendered: RenderResult) -> FileStatus:
    actual = file.text[region.content_start : region.content_end]
    expected = region.format_content(rendered.content.decode("utf-8"))
    part = RegionPart(file, region, expected)
    state = DriftState.DIFFERS
    # With the right content, `sync` may still have to replace a marker of an earlier version.
    if actual == expected:
        state = DriftState.STALE if region.former_checksum else DriftState.CLEAN
    # Nothing but the marks of a quotation: there is no text of a person to lose.
    elif not actual.strip(" \t\r\n>"):
        state = DriftState.MISSING
    return FileStatus(file.path, state, actual.encode("utf-8"), expected.encode("utf-8"), rendered, part)


def _field_status(assignment: FieldAssignment) -> FileStatus:
    file, slot = assignment.file, assignment.slot
    part = FieldPart(file, assignment)
    expected = display_value(assignment.expected).encode("utf-8")
    actual = slot.actual(file.text)
    if actual is None:
        return FileStatus(file.path, DriftState.FIELD_MISSING, None, expected, part=part)
    state = DriftState.CLEAN if slot.shows(file.text, assignment.expected) else DriftState.FIELD_DIFFERS
    return FileStatus(file.path, state, actual.encode("utf-8"), expected, part=part)


def display_value(value: str | tuple[str, ...]) -> str:
    """Format the value of a field for display."""
    return value if isinstance(value, str) else ", ".join(value)


def apply_edits(file: HandWrittenFile, statuses: Iterable[FileStatus]) -> str:
    """Return the text of a file with the given parts updated; raises FieldEditError."""
    text = file.text
    parts = [item.part for item in statuses if item.part]
    region_parts = [part for part in parts if isinstance(part, RegionPart)]
    # From the end, so that the offsets of earlier regions remain valid.
    for part in sorted(region_parts, key=lambda item: item.region.marker_start, reverse=True):
        region = part.region
        text = text[: region.marker_start] + region.marker + part.content + text[region.content_end :]
    for field_part in parts:
        if isinstance(field_part, FieldPart):
            text = field_part.assignment.slot.with_value(text, field_part.assignment.expected)
    return text


def _hand_written_text(text: str, path: str, owned_fields: OwnedFields) -> str | None:
    """Return the text without its owned parts, or None if they cannot be separated."""
    file_regions: tuple[Region, ...] = ()
    if path.lower().endswith(tuple(SYNTAX_BY_SUFFIX)):
        file_regions, problems = regions.find_regions(path, text)
        if problems:
            return None
    # From the end, so that the offsets of earlier regions remain valid.
    for region in reversed(file_regions):
        text = text[: region.marker_start] + region.marker + text[region.content_end :]
    try:
        for (field_path, _), assignment in owned_fields.assignments.items():
            text = assignment.slot.with_value(text, None) if field_path == path else text
    except FieldEditError:
        return None
    return text
