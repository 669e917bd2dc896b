"""How many tokens were used, by kind, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple


class Usage(NamedTuple):
    """Tokens by the kinds that `budgets.counts` and `budgets.shows` name."""

    input: int = 0
    output: int = 0
    cache_creation: int = 0
    cache_read: int = 0

    def of(self, kinds: Iterable[str]) -> int:
        """The tokens of these kinds together."""
        named = self._asdict()
        return sum(named.get(kind, 0) for kind in kinds)

    def plus(self, other: Usage) -> Usage:
        return Usage(*(mine + theirs for mine, theirs in zip(self, other, strict=True)))

    def since(self, before: Usage) -> Usage | None:
        """What came on top of an earlier count; None where a kind went back, so that nobody knows."""
        rest = Usage(*(mine - theirs for mine, theirs in zip(self, before, strict=True)))
        return None if min(rest) < 0 else rest


class Count(NamedTuple):
    """What was counted. `why` says why it may be too little; it is complete where that is empty.

    `replies` is how many replies of a model there are, `malformed` how many lines could not be read.
    """

    usage: Usage = Usage()
    replies: int = 0
    malformed: int = 0
    files: int = 0
    why: tuple[str, ...] = ()

    @property
    def complete(self) -> bool:
        return not self.why


def whole(value: object) -> int | None:
    """A number of tokens; None for what is none."""
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return value
    return None


def stated(data: Mapping[str, object], names: Iterable[str]) -> Usage | None:
    """The usage that stands under four names, in the order of the kinds; None where one is no number."""
    found = [whole(data.get(name)) for name in names]
    known = [one for one in found if one is not None]
    return Usage(*known) if len(known) == len(found) else None
