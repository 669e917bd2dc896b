"""Every word that the contract, its form and the checks use: none of them is a slip."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any, Literal, get_args, get_origin

from revi_docs.contract.codes import FORM_CODES
from revi_docs.contract.model import Contract
from revi_docs.contract.relations import MANUAL, SYSTEM
from revi_docs.contract.rules import RULES
from revi_docs.contract.shape import keys_of
from revi_docs.drift.codes import DRIFT_CODES
from revi_docs.drift.prose.codes import PROSE_CODES
from revi_docs.files.codes import FILE_CODES
from revi_docs.outputs.codes import OUTPUT_CODES

_PARTS = re.compile(r"[|,?<>\s]+")
_FILE_PARTS = re.compile(r"[-_.]*(?:\{[^}]*\}|[/.])+[-_.]*")
_LONGEST = 80
"""Longer texts are sentences."""


def known_words(contract: Contract) -> frozenset[str]:
    """The names, keys and values of the contract, the words of its form, and the codes of the checks.

    Other names of an item (`aliases`) are left out.
    """
    codes = (FILE_CODES, FORM_CODES, OUTPUT_CODES, DRIFT_CODES, PROSE_CODES)
    words = {MANUAL, SYSTEM, *(code for table in codes for code in table), *(rule.code for rule in RULES)}
    words.update(_form(Contract, set()))
    for text in _texts(contract):
        if len(text) <= _LONGEST:
            words.add(text)
            words.update(_PARTS.split(text))
            words.update(_FILE_PARTS.split(text))
    return frozenset(words)


def _texts(value: Any) -> Iterator[str]:
    """All texts of the contract but its sentences."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield key
            yield from _texts(inner)
    elif isinstance(value, tuple):
        for inner in value:
            yield from _texts(inner)
    elif is_dataclass(value):
        for part in fields(value):
            if part.name not in {"aliases", "meaning", "note", "reason", "advice", "summary", "deprecated"}:
                yield from _texts(getattr(value, part.name))


def _form(kind: Any, seen: set[Any]) -> Iterator[str]:
    """The keys that may be written, and the values where only certain ones may."""
    if get_origin(kind) is Literal:
        yield from (word for word in get_args(kind) if isinstance(word, str))
    elif isinstance(kind, type) and is_dataclass(kind) and kind not in seen:
        seen.add(kind)
        for key, (_, inner) in keys_of(kind).items():
            yield key
            yield from _form(inner, seen)
    else:
        for inner in get_args(kind):
            yield from _form(inner, seen)
