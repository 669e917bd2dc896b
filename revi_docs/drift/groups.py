"""What has drifted, put together by what is behind it: one cause, however many places show it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from revi_docs.contract.reading import Path
from revi_docs.drift.because import Difference
from revi_docs.drift.standing import FieldPart, Standing, State
from revi_docs.outputs.render import Rendered


@dataclass(frozen=True, slots=True)
class Spot:
    """One place that one cause is behind."""

    standing: Standing
    difference: Difference


@dataclass(slots=True)
class Groups:
    """The places of stale text by their cause: a value, one of several values, or a template."""

    values: dict[Path, list[Spot]] = field(default_factory=dict)
    guesses: dict[tuple[Path, ...], list[Spot]] = field(default_factory=dict)
    templates: dict[str, list[Spot]] = field(default_factory=dict)

    def add(self, standing: Standing, rendered: Rendered, found: tuple[Difference, ...]) -> None:
        """Adds a stale text to what is behind its differences, or to its template where nothing is known."""
        for difference in found:
            spot = Spot(standing, difference)
            if difference.guessed:
                self.guesses.setdefault(difference.paths, []).append(spot)
            else:
                for path in difference.paths:
                    self.values.setdefault(path, []).append(spot)
        if not any(difference.paths for difference in found):
            first = found[0] if found else Difference(1, 1)
            self.templates.setdefault(rendered.planned.template, []).append(Spot(standing, first))

    def fold(self) -> None:
        """Where an item's name is among the values, the item stands for all in it.

        A guess that holds a value known for certain is that value.
        """
        folded: dict[Path, list[Spot]] = {}
        for paths in list(self.guesses):
            known = [path for path in paths if path in self.values]
            if known:
                self.values[known[0]] += self.guesses.pop(paths)
        for path, spots in self.values.items():
            owners = (path[:end] for end in range(2, len(path)) if path[:end] in self.values)
            folded.setdefault(next(owners, path), []).extend(spots)
        self.values = folded

    def join(self, fields: Iterable[Standing]) -> list[Standing]:
        """The fields that are findings of their own; the others are added to the value behind them.

        Where outputs prove that the contract has changed, fields that all show one other value show the
        old one.
        """
        fields = list(fields)
        groups: dict[Path, list[Standing]] = {}
        for one in fields:
            if isinstance(one.part, FieldPart) and one.state is State.DIFFERS:
                groups.setdefault(one.part.path, []).append(one)
        alike = {
            path for path in groups if path in self.values and len({one.found for one in groups[path]}) == 1
        }
        for path in alike:
            self.values[path] += [Spot(one, Difference(0, 0)) for one in groups[path]]
        joined = {id(one) for path in alike for one in groups[path]}
        return [one for one in fields if id(one) not in joined]
