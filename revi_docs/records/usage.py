"""Token usage by kind, and the completeness of a count."""

from __future__ import annotations

from collections.abc import Iterable
from operator import sub
from typing import NamedTuple


class Usage(NamedTuple):
    """Tokens by kind; the field names are the kinds of `budgets.counts` and `budgets.shows`."""

    input: int = 0
    output: int = 0
    cache_creation: int = 0
    cache_read: int = 0

    def total_of(self, kinds: Iterable[str]) -> int:
        """The sum of the tokens of these kinds."""
        tokens_by_kind = self._asdict()
        return sum(tokens_by_kind.get(kind, 0) for kind in kinds)

    def plus(self, other: Usage) -> Usage:
        """The sum by kind."""
        return sum_usage((self, other))

    def minus(self, earlier: Usage) -> Usage | None:
        """The increase since an earlier count; None if a kind decreased."""
        difference = Usage(*map(sub, self, earlier))
        return None if min(difference) < 0 else difference


class UsageCount(NamedTuple):
    """A token count. `gaps` are the reasons why it may be too low; without gaps it is complete.

    `replies` is the number of model replies, `malformed` the number of unreadable lines.
    """

    usage: Usage = Usage()
    replies: int = 0
    malformed: int = 0
    files: int = 0
    gaps: tuple[str, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether the count contains all tokens, as far as is known."""
        return not self.gaps


def non_negative_int(value: object) -> int | None:
    """The value if it is an integer of at least 0 (`bool` excluded), else None."""
    # `type(...) is int` excludes booleans, which are integers in Python.
    return value if type(value) is int and value >= 0 else None


def sum_usage(usages: Iterable[Usage]) -> Usage:
    """The sum by kind."""
    return Usage(*map(sum, zip(*usages, strict=True)))


def parse_usage(data: object, names: Iterable[str]) -> Usage | None:
    """The usage from the four fields `names`, in the order of the kinds; None if one is not a number."""
    if not isinstance(data, dict):
        return None
    numbers = [number for name in names if (number := non_negative_int(data.get(name))) is not None]
    return Usage(*numbers) if len(numbers) == len(Usage._fields) else None
