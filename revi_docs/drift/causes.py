"""Which values of the contract a drifted line depends on, where it does not simply print them.

What a render read shortly before a line is tried with other values: where that turns the wanted text
into the one on disk, or brings it nearer, that value is the cause; where it changes the line at all, the
line depends on it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from functools import cached_property
from itertools import accumulate

from revi_docs.contract.lookup import value_at
from revi_docs.contract.model import Contract
from revi_docs.contract.reading import Path
from revi_docs.drift.alternatives import Alternative, alternatives
from revi_docs.drift.because import MOST, Difference, changed
from revi_docs.outputs.plan import Planned
from revi_docs.outputs.render import Renderer
from revi_docs.outputs.trail import Read
from revi_docs.problems.problem import ReviError

MOST_TRIED = 600
"""How many renders with other values one report may cost."""

MOST_NEAR = 24
"""How many of the reads nearest to a line are tried."""

MOST_FRUITLESS = 3
"""After how many searches in vain a template is left alone: it has probably been edited itself."""


@dataclass(slots=True)
class Search:
    """Looks for causes; what has been one already is tried first."""

    renderer: Renderer
    contract: Contract
    _known: list[Alternative] = field(default_factory=list)
    _tried: int = 0
    _fruitless: Counter[str] = field(default_factory=Counter)

    def refine(
        self, planned: Planned, fit: Callable[[str], str], found: str, differences: tuple[Difference, ...]
    ) -> tuple[Difference, ...]:
        """The differences with their causes. `fit` makes of a render what is compared with `found`."""
        doubtful = dict.fromkeys(one.lines for one in differences if not one.sure)
        causes = {
            lines: self._causes(planned, fit, found, lines, differences) for lines in list(doubtful)[:MOST]
        }
        return tuple(
            replace(one, paths=causes[one.lines], guessed=len(causes[one.lines]) > 1)
            if not one.sure and causes.get(one.lines)
            else one
            for one in differences
        )

    def _causes(
        self,
        planned: Planned,
        fit: Callable[[str], str],
        found: str,
        lines: tuple[int, int],
        differences: tuple[Difference, ...],
    ) -> tuple[Path, ...]:
        if self._fruitless[planned.template] >= MOST_FRUITLESS:
            return ()
        text, reads = self.renderer.follow(planned)
        wanted = fit(text).split("\n")
        trial = _Trial(found.split("\n"), wanted, lines)
        sure = dict.fromkeys(path for one in differences if one.sure for path in one.paths)
        near = list(dict.fromkeys((*sure, *_near(reads, *_stretch(text, wanted, lines)))))
        here = [one for one in differences if one.lines == lines]
        printed = {path for one in here for path in one.shown}
        told = any(one.paths for one in here)
        judged: dict[Path, tuple[int, int]] = {}
        for one in (*self._known, *self._alternatives(near)):
            if self._tried >= MOST_TRIED:
                break
            verdict = self._try(planned, fit, one, trial)
            if verdict == (0, 0):
                return self._proven(planned, fit, one, trial)
            if verdict and (verdict[0] == 0 or not (told or one.lacks_an_item or one.about in printed)):
                judged[one.about] = min(verdict, judged.get(one.about, verdict))
        if not judged and lines[0] == lines[1]:
            judged = dict.fromkeys(self._container(near), (1, 0))
        if not judged:
            self._fruitless[planned.template] += 1
        guilty = {path: verdict for path, verdict in judged.items() if path in sure}
        return _best(guilty or judged)

    def _alternatives(self, near: list[Path]) -> Iterator[Alternative]:
        """Other values, those near to the stretch first; sections without an item last."""
        found = [one for path in near for one in alternatives(self.contract, path) if one not in self._known]
        yield from sorted(found, key=lambda one: one.lacks_an_item)

    def _proven(
        self, planned: Planned, fit: Callable[[str], str], one: Alternative, trial: _Trial
    ) -> tuple[Path, ...]:
        """The cause that gives the text on disk; where any item's absence does, it is their section."""
        if one not in self._known:
            self._known.append(one)
        others = (more for more in alternatives(self.contract, one.path) if more.about != one.about)
        if one.lacks_an_item and any(self._try(planned, fit, more, trial) == (0, 0) for more in others):
            return (one.path,)
        return (one.about,)

    def _try(
        self, planned: Planned, fit: Callable[[str], str], one: Alternative, trial: _Trial
    ) -> tuple[int, int] | None:
        self._tried += 1
        try:
            text, _ = self.renderer.supposing(one.path, one.value).follow(planned)
        except (ReviError, LookupError):
            return None
        return trial.judge(fit(text).split("\n"))

    def _container(self, near: list[Path]) -> list[Path]:
        """The list or mapping that was gone through last: what is on disk too much has been in it."""
        for path in near:
            try:
                if isinstance(value_at(self.contract, path), (Mapping, tuple)):
                    return [path]
            except LookupError:
                continue
        return []


@dataclass(frozen=True)
class _Trial:
    """The text on disk, the wanted one, and the stretch of the wanted one that differs."""

    found: list[str]
    wanted: list[str]
    lines: tuple[int, int]

    def judge(self, other: list[str]) -> tuple[int, int] | None:
        """(0, n) where it is nearer to the text on disk, n lines off; (1, 0) where it is other just here.

        (2, 0) where it is other elsewhere on the same line; None where it is the same.
        """
        off = _off(self.found, other)
        here = self._change_here(other) if off else None
        if here is None:
            return None if off else (0, 0)
        if off < self.off:
            return (0, off)
        return (1, 0) if self._is_just_here(other, *here) else (2, 0)

    @cached_property
    def off(self) -> int:
        """How many lines the wanted text is off."""
        return _off(self.found, self.wanted)

    def _change_here(self, other: list[str]) -> tuple[int, int] | None:
        """The lines, of the stretch or around it, that are other; None where the stretch is the same."""
        start, end = self.lines
        for tag, first, last, _, _ in SequenceMatcher(None, self.wanted, other, autojunk=False).get_opcodes():
            touches = first < end and last > start if start < end else first == start == last
            if tag != "equal" and touches:
                return first, last
        return None

    def _is_just_here(self, other: list[str], first: int, last: int) -> bool:
        """Whether, of a line that differs in a part only, it is that part."""
        start, end = self.lines
        if (end - start, last - first) != (1, 1) or not len(self.found) == len(self.wanted) == len(other):
            return True
        wanted = self.wanted[start]
        one, two = changed(self.found[start], wanted), changed(other[start], wanted)
        return one[0] <= two[1] and two[0] <= one[1]


def _off(one: list[str], other: list[str]) -> int:
    """How many lines are not alike."""
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
    return sum(max(b - a, d - c) for tag, a, b, c, d in blocks if tag != "equal")


def _stretch(text: str, wanted: list[str], lines: tuple[int, int]) -> tuple[int, int]:
    """Where in the rendered text the stretch begins and ends; a region's content is shifted by a line."""
    raw = text.split("\n")
    shift = len(text) - len(text.lstrip("\n")) - 1 if wanted[:1] == [""] and raw[:1] != [""] else 0
    starts = [0, *accumulate(len(line) + 1 for line in raw)]
    first = min(max(lines[0] + shift, 0), len(raw))
    last = min(max(lines[1] + shift, first), len(raw))
    return starts[first], max(starts[last] - 1, starts[first])


def _near(reads: tuple[Read, ...], start: int, end: int) -> Iterator[Path]:
    """The values read nearest to the stretch, the last read first."""
    ordered = sorted(
        ((abs(one.at - start), -number, one.path) for number, one in enumerate(reads) if one.at <= end),
        key=lambda one: one[:2],
    )
    yield from list(dict.fromkeys(path for _, _, path in ordered if path))[:MOST_NEAR]


def _best(judged: dict[Path, tuple[int, int]]) -> tuple[Path, ...]:
    """The causes with the best verdict, in the order in which they were tried."""
    best = min(judged.values(), default=None)
    found = [path for path, verdict in judged.items() if verdict == best]
    inner = [path for path in found if not any(path != more and more[: len(path)] == path for more in found)]
    return tuple((inner or found)[:MOST])
