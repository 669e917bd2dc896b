"""Limits on the numbers in a template: widths, counts, products and powers make a value of any size in one step."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from typing import Any

from jinja2.exceptions import SecurityError

# The largest width, count or length in one step of a template. Arbitrary: far above every sensible use, and
# all nines, so that every larger width in a format has more digits.
MAX_SIZE = 999_999
# The largest product or power, in bits. Arbitrary: about 3,000 digits.
_MAX_BITS = 10_000
_EXCESSIVE_WIDTH = re.compile(rf"[0-9]{{{len(str(MAX_SIZE)) + 1},}}")
# `%*d` and `{:{width}}` take the width from an argument.
_WIDTH_FROM_VALUE = re.compile(r"%[^a-zA-Z%]*\*|\{[^{}:]*:[^{}]*\{")


def check_widths(text: str, values: Iterable[Any]) -> None:
    """Raise SecurityError if a format has an enormous width, written in it or passed as a value."""
    if _EXCESSIVE_WIDTH.search(text):
        raise SecurityError(f"a width in a format must not exceed {MAX_SIZE}")
    if _WIDTH_FROM_VALUE.search(text):
        check_numbers(values)


def check_numbers(values: Iterable[Any]) -> None:
    """Raise SecurityError if one of the values is an enormous number, or a mapping that has one."""
    for value in values:
        if isinstance(value, Mapping):
            check_numbers(value.values())
        elif isinstance(value, int) and abs(value) > MAX_SIZE:
            raise SecurityError(f"a number in this call must not exceed {MAX_SIZE}")


def exceeds_limit(operator: str, base: Any, factor: Any) -> bool:
    """Whether a product or power would be an enormous number, string or list."""
    if isinstance(base, int) and isinstance(factor, int):
        bits = base.bit_length() * factor if operator == "**" else base.bit_length() + factor.bit_length()
        return bits > _MAX_BITS
    for sequence, count in ((base, factor), (factor, base)):
        if isinstance(sequence, (str, bytes, list, tuple)) and isinstance(count, int):
            return len(sequence) * count > MAX_SIZE
    return False


def with_size_limit(function: Callable[..., Any]) -> Callable[..., Any]:
    """The filter with limits on its numeric arguments; the filtered value itself is not limited."""
    first_argument = 2 if hasattr(function, "jinja_pass_arg") else 1

    @wraps(function)
    def bounded(*args: Any, **kwargs: Any) -> Any:
        check_numbers((*args[first_argument:], *kwargs.values()))
        return function(*args, **kwargs)

    return bounded


def with_width_limit(function: Callable[..., Any]) -> Callable[..., Any]:
    """The filter `format` with limited widths."""

    @wraps(function)
    def bounded(text: Any, *args: Any, **kwargs: Any) -> Any:
        check_widths(str(text), (*args, *kwargs.values()))
        return function(text, *args, **kwargs)

    return bounded
