"""Group drifted places by cause, so that one cause is one problem."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from revi_docs.contract.key_paths import KeyPath
from revi_docs.drift.attribution import Difference
from revi_docs.drift.file_status import DriftState, FieldPart, FileStatus
from revi_docs.outputs.renderer import RenderResult


@dataclass(frozen=True, slots=True)
class DriftPlace:
    """A place that one cause explains."""

    status: FileStatus
    difference: Difference


@dataclass(slots=True)
class CauseGroups:
    """Stale places by cause: a value, one of several candidate values, or a template."""

    by_value: dict[KeyPath, list[DriftPlace]] = field(default_factory=dict)
    by_candidates: dict[tuple[KeyPath, ...], list[DriftPlace]] = field(default_factory=dict)
    by_template: dict[str, list[DriftPlace]] = field(default_factory=dict)

    def add(self, status: FileStatus, rendered: RenderResult, found_differences: tuple[Difference, ...]) -> None:
        """Add a stale text to the causes of its differences, or to its template if there are none."""
        for difference in found_differences:
            drift_place = DriftPlace(status, difference)
            if difference.is_ambiguous:
                self.by_candidates.setdefault(difference.paths, []).append(drift_place)
            else:
                for path in difference.paths:
                    self.by_value.setdefault(path, []).append(drift_place)
        if not any(difference.paths for difference in found_differences):
            first = found_differences[0] if found_differences else Difference(1, 1)
            self.by_template.setdefault(rendered.task.template, []).append(DriftPlace(status, first))

    def merge_into_items(self) -> None:
        """Merge values into an item that is a cause itself, and candidates into a known cause."""
        merged: dict[KeyPath, list[DriftPlace]] = {}
        # Candidates first: their places move along when a value is merged into its item.
        for paths in list(self.by_candidates):
            certain_paths = [path for path in paths if path in self.by_value]
            if certain_paths:
                self.by_value[certain_paths[0]] += self.by_candidates.pop(paths)
        for path, drift_places in self.by_value.items():
            # The outermost item wins. A whole section, a path of one name, does not absorb its items.
            item_paths = (path[:end] for end in range(2, len(path)) if path[:end] in self.by_value)
            merged.setdefault(next(item_paths, path), []).extend(drift_places)
        self.by_value = merged

    def absorb_fields(self, fields: Iterable[FileStatus]) -> list[FileStatus]:
        """Add outdated fields to the value that explains them; return the other fields.

        If outputs prove that a value changed, fields that all have the same other value have the old one.
        """
        fields = list(fields)
        by_path: dict[KeyPath, list[FileStatus]] = {}
        for status in fields:
            if isinstance(status.part, FieldPart) and status.state is DriftState.FIELD_DIFFERS:
                by_path.setdefault(status.part.path, []).append(status)
        uniform_paths = {
            path for path in by_path if path in self.by_value and len({status.actual for status in by_path[path]}) == 1
        }
        for path in uniform_paths:
            self.by_value[path] += [DriftPlace(status, Difference(0, 0)) for status in by_path[path]]
        absorbed = {id(status) for path in uniform_paths for status in by_path[path]}
        return [status for status in fields if id(status) not in absorbed]
