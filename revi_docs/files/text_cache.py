"""A cache of what is computed from a text, with bounded memory: of many short texts, and of a few long ones."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

Result = TypeVar("Result")

_SHORT = 32_768
"""Characters: 99 of 100 pages and story documents are shorter. Measured in this repository."""

_SHORT_TEXTS = 1024
"""All pages of a repository are read for regions, then for prose: at most 32 MB."""

_LONG_TEXTS = 16
"""Arbitrary: the regions, tables and prose of a file are read in quick succession."""


def cache_by_text(compute: Callable[[str], Result]) -> Callable[[str], Result]:
    """Make a function of a text return the result of an earlier call with the same text."""
    compute_short, compute_long = lru_cache(_SHORT_TEXTS)(compute), lru_cache(_LONG_TEXTS)(compute)

    @wraps(compute)
    def call(text: str) -> Result:
        return compute_short(text) if len(text) <= _SHORT else compute_long(text)

    return call
