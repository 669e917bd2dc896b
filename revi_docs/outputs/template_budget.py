"""A budget for one render: how many steps a template may take, and how much text it may produce on the way.

Jinja's sandbox limits what a template can reach, not how long it runs. Steps are counted instead of seconds, so
that every machine rejects the same templates. `counted_operations` counts what a template does.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import cache
from typing import Any

from jinja2 import Undefined

# Arbitrary: about three seconds of work, far above every template that renders one document.
MAX_STEPS = 3_000_000
# Characters of all results together: sixteen outputs of the largest size (4 MiB).
MAX_CHARACTERS = 64 * 1024 * 1024
# Characters that one operation may produce at most, estimated before it runs.
MAX_RESULT = 16 * 1024 * 1024
# Characters that cost as much as one step. Arbitrary: copying and comparing text is much faster than a step.
_CHARACTERS_PER_STEP = 64
# Measured: without it, three million calls of a test took 15 s, three million iterations of a loop 0.8 s.
_STEPS_PER_CALL = 10
# Arbitrary: counting a part of a list is several times faster than an iteration of a loop.
_PARTS_PER_STEP = 4
_HASH_TABLES = frozenset({dict, set, frozenset})  # not their subclasses, which could search in another way
_SCALARS = frozenset({bool, float, type(None)})
# Below it every integer is its own hash.
MAX_HASHED_NUMBER = 2**60
# Items of one value, those of inner lists included. Arbitrary: far above every list in a contract.
MAX_PARTS = 1_000_000


class BudgetError(Exception):
    """A template takes too many steps or produces too much text."""


class TemplateBudget:
    """What is left for one render."""

    def __init__(self) -> None:
        self.steps = MAX_STEPS
        self.characters = MAX_CHARACTERS

    def take_steps(self, count: int = 1) -> None:
        """Count steps. Raises BudgetError if the template has taken too many."""
        self.steps -= count
        if self.steps < 0:
            raise BudgetError(f"the template takes more than {MAX_STEPS:,} steps")

    def take_call(self) -> None:
        """Count a call."""
        self.take_steps(_STEPS_PER_CALL)

    def take_text(self, size: int) -> None:
        """Count characters or items of a result. Raises BudgetError if there are too many."""
        self.characters -= size
        if self.characters < 0:
            raise BudgetError(f"the values in the template exceed {MAX_CHARACTERS:,} characters together")
        if size >= _CHARACTERS_PER_STEP:  # most texts are shorter
            self.take_steps(size // _CHARACTERS_PER_STEP)

    def take_result(self, value: Any) -> None:
        """Count the size of a result."""
        if isinstance(value, str):
            size = len(value)
            # As `take_text`, which most results do without: this is counted more often than anything else.
            if size < _CHARACTERS_PER_STEP and size <= self.characters:
                self.characters -= size
            else:
                self.take_text(size)
        elif _has_size(type(value)):
            self.take_text(self._measure(value))

    def take_conversion(self, text: str) -> None:
        """Count an operation on a text that has no arguments."""
        self.take_steps(_STEPS_PER_CALL + (1 + len(text)) // _CHARACTERS_PER_STEP)

    def _measure(self, value: Any) -> int:
        if isinstance(value, str):
            return len(value)
        kind = type(value)
        if kind in _SCALARS:
            return 0
        if kind is list:  # most are the arguments of a filter, or the operands of `~`
            size = len(value)
            for part in value:
                if not isinstance(part, str):
                    break
                size += len(part)
            else:
                self.take_steps((1 + len(value)) // _PARTS_PER_STEP)
                return size
        size, parts = size_of(value)
        self.take_steps(parts // _PARTS_PER_STEP)
        return size

    def take_operand(self, value: Any) -> None:
        """Count the size of a value that is compared or hashed."""
        self.take_steps(self._measure(value) // _CHARACTERS_PER_STEP)

    def take_key(self, value: Any) -> None:
        """Count the size of a value that is hashed. Raises BudgetError for a number that can share its hash.

        The hash of a number is its remainder by 2**61 - 1: a table of large numbers can be made to compare them all.
        """
        size, parts = size_of(value, MAX_HASHED_NUMBER)
        self.take_steps(parts // _PARTS_PER_STEP + size // _CHARACTERS_PER_STEP)

    def take_search(self, value: Any, container: Any) -> None:
        """Count `value in container`. Finding a string in a hash table takes the same time whatever its size.

        Strings only: their hashes are random in each process, while numbers can be chosen to have equal hashes.
        """
        self.take_operand(value)
        if not isinstance(value, str):
            self.take_operand(container)
        elif type(container) in _HASH_TABLES:
            self.take_steps()
        elif isinstance(container, Mapping):  # a view of a section: as a hash table, of which only the names count
            self.take_steps(len(container) // _CHARACTERS_PER_STEP)
        else:
            self.take_operand(container)

    def check_operation(self, subject: Any, arguments: Any) -> None:
        """Count one operation. Raises BudgetError if its result could be enormous, whatever the operation is.

        The result of `replace`, `join`, `indent`, `translate` and the like is at most the subject times the
        argument, in characters or as a number.
        """
        # A number has no characters, but its text does.
        subject_size = 1 + self._measure(subject)
        if not arguments:
            self.take_steps(_STEPS_PER_CALL + subject_size // _CHARACTERS_PER_STEP)
            return
        argument_size = self._measure(arguments)
        self.take_steps(_STEPS_PER_CALL + (subject_size + argument_size) // _CHARACTERS_PER_STEP)
        if subject_size * max(argument_size, _largest_number(arguments)) > MAX_RESULT:
            raise BudgetError(f"the result of one operation could exceed {MAX_RESULT:,} characters")


def size_of(value: Any, max_number: int | None = None) -> tuple[int, int]:
    """The characters and items in a value, and the number of its parts, those of inner lists included.

    Raises BudgetError for a value with too many parts: lists that contain one list many times are small in memory.
    Raises it for an integer above `max_number`, too.
    """
    size, parts = 0, 0
    pending: list[Collection[Any]] = [(value,)]
    while pending:
        members = pending.pop()
        parts += len(members)
        if parts > MAX_PARTS:
            raise BudgetError(f"a value has more than {MAX_PARTS:,} parts")
        for part in members:
            if isinstance(part, str):  # first: most values are strings
                size += len(part)
                continue
            if isinstance(part, int):
                size += part.bit_length() // 8
                if max_number is not None and abs(part) > max_number:
                    raise BudgetError(f"a number in a key or an argument exceeds {max_number:,}")
            elif max_number is None and _has_size(type(part)):
                size += len(part)
            if type(part) is dict:
                pending.append((*part, *part.values()))
            elif isinstance(part, (list, tuple, set, frozenset)):
                pending.append(part)
    return size, parts


def _is_sized(kind: type) -> bool:
    """Whether values of a type have a length. An undefined value has none: it raises an error if it is measured."""
    return hasattr(kind, "__len__") and not issubclass(kind, Undefined)


_has_size: Callable[[type], bool] = cache(_is_sized)


def _largest_number(values: Any) -> int:
    numbers = (
        abs(value) for value in (values if isinstance(values, (list, tuple)) else (values,)) if isinstance(value, int)
    )
    return max(numbers, default=0)
