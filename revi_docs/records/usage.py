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

    def total_of(self, kinds: Iterable[str]) -> int:
        """The tokens of these kinds together."""
        tokens_by_kind = self._asdict()
        return sum(tokens_by_kind.get(kind, 0) for kind in kinds)

    def plus(self, other: Usage) -> Usage:
        return Usage(
            *(own_tokens + other_tokens for own_tokens, other_tokens in zip(self, other, strict=True))
        )

    def minus(self, earlier: Usage) -> Usage | None:
        """What came on top of an earlier count; None where a kind went back, so that nobody knows."""
        difference = Usage(
            *(own_tokens - earlier_tokens for own_tokens, earlier_tokens in zip(self, earlier, strict=True))
        )
        return None if min(difference) < 0 else difference


class UsageCount(NamedTuple):
    """What was counted. `why` says why it may be too little; it is complete where that is empty.

    `replies` is how many replies of a model there are, `malformed` how many lines could not be read.
    """

    usage: Usage = Usage()
    replies: int = 0
    malformed: int = 0
    files: int = 0
    gaps: tuple[str, ...] = ()

    @property
    def complete(self) -> bool:
        return not self.gaps


def non_negative_int(value: object) -> int | None:
    """A number of tokens; None for what is none."""
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return value
    return None


def parse_usage(data: Mapping[str, object], names: Iterable[str]) -> Usage | None:
    """The usage that stands under four names, in the order of the kinds; None where one is no number."""
    numbers = [non_negative_int(data.get(name)) for name in names]
    valid_numbers = [number for number in numbers if number is not None]
    return Usage(*valid_numbers) if len(valid_numbers) == len(numbers) else None
