"""What has drifted, put together by what is behind it: one cause, however many places show it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from revi_docs.contract.key_paths import KeyPath
from revi_docs.drift.attribution import Difference
from revi_docs.drift.file_status import DriftState, FieldPart, FileStatus
from revi_docs.outputs.renderer import RenderResult


@dataclass(frozen=True, slots=True)
class DriftPlace:
    """One place that one cause is behind."""

    status: FileStatus
    difference: Difference


@dataclass(slots=True)
class CauseGroups:
    """The places of stale text by their cause: a value, one of several values, or a template."""

    by_value: dict[KeyPath, list[DriftPlace]] = field(default_factory=dict)
    by_candidates: dict[tuple[KeyPath, ...], list[DriftPlace]] = field(default_factory=dict)
    by_template: dict[str, list[DriftPlace]] = field(default_factory=dict)

    def add(
        self, status: FileStatus, rendered: RenderResult, found_differences: tuple[Difference, ...]
    ) -> None:
        """Adds a stale text to what is behind its differences, or to its template where nothing is known."""
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
        """Where an item's name is among the values, the item stands for all in it.

        A guess that holds a value known for certain is that value.
        """
        merged: dict[KeyPath, list[DriftPlace]] = {}
        for paths in list(self.by_candidates):
            certain_paths = [path for path in paths if path in self.by_value]
            if certain_paths:
                self.by_value[certain_paths[0]] += self.by_candidates.pop(paths)
        for path, drift_places in self.by_value.items():
            item_paths = (path[:end] for end in range(2, len(path)) if path[:end] in self.by_value)
            merged.setdefault(next(item_paths, path), []).extend(drift_places)
        self.by_value = merged

    def absorb_fields(self, fields: Iterable[FileStatus]) -> list[FileStatus]:
        """The fields that are findings of their own; the others are added to the value behind them.

        Where outputs prove that the contract has changed, fields that all show one other value show the
        old one.
        """
        fields = list(fields)
        by_path: dict[KeyPath, list[FileStatus]] = {}
        for status in fields:
            if isinstance(status.part, FieldPart) and status.state is DriftState.FIELD_DIFFERS:
                by_path.setdefault(status.part.path, []).append(status)
        uniform_paths = {
            path
            for path in by_path
            if path in self.by_value and len({status.actual for status in by_path[path]}) == 1
        }
        for path in uniform_paths:
            self.by_value[path] += [DriftPlace(status, Difference(0, 0)) for status in by_path[path]]
        absorbed = {id(status) for path in uniform_paths for status in by_path[path]}
        return [status for status in fields if id(status) not in absorbed]
