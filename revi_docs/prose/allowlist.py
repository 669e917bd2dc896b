"""Words that are never typos: those of the contract, its schema and the codes of the checks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any, Literal, get_args, get_origin

from revi_docs.contract.codes import FORM_CODES
from revi_docs.contract.model import Contract
from revi_docs.contract.model.declarations import keys_of
from revi_docs.contract.relations import MANUAL, SYSTEM
from revi_docs.contract.rules import RULES
from revi_docs.drift.codes import DRIFT_CODES
from revi_docs.files.codes import FILE_CODES
from revi_docs.outputs.codes import OUTPUT_CODES
from revi_docs.outputs.override_codes import OVERRIDE_CODES
from revi_docs.ownership.codes import OWNED_FIELD_CODES
from revi_docs.prose.codes import PROSE_CODES

_SEPARATORS = re.compile(r"[|,?<>\s]+")
# Placeholders, slashes and dots of a path, with the separators beside them: `story-{id}.md` has the words `story` and
# `md`.
_PATH_SEPARATORS = re.compile(r"(?:(?<![-_.])[-_.]+)?(?:\{[^{}]*\}|[/.])[-_.]*")
_SENTENCE_FIELDS = set("aliases description note reason advice summary deprecated".split())
"""Fields that contain prose or former names."""

_MAX_LENGTH = 80
"""Longer texts are sentences, not names; arbitrary."""


def allowed_words(contract: Contract) -> frozenset[str]:
    """Return the names, keys and values of the contract, the words of its schema, and all codes.

    Former names of items (`aliases`) are not included.
    """
    codes = (FILE_CODES, FORM_CODES, OUTPUT_CODES, OVERRIDE_CODES, DRIFT_CODES, OWNED_FIELD_CODES, PROSE_CODES)
    words = {MANUAL, SYSTEM, *(code for table in codes for code in table), *(rule.code for rule in RULES)}
    words.update(_schema_words(Contract, set()))
    for text in _text_values(contract):
        if len(text) <= _MAX_LENGTH:
            words.add(text)
            words.update(_SEPARATORS.split(text))
            words.update(_PATH_SEPARATORS.split(text))
    return frozenset(words)


def _text_values(value: Any) -> Iterator[str]:
    """Yield all texts of the contract except its sentences."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield key
            yield from _text_values(inner)
    elif isinstance(value, tuple):
        for inner in value:
            yield from _text_values(inner)
    elif is_dataclass(value):
        for field in fields(value):
            if field.name not in _SENTENCE_FIELDS:
                yield from _text_values(getattr(value, field.name))


def _schema_words(type_hint: Any, visited: set[Any]) -> Iterator[str]:
    """Yield all keys of the schema, and the allowed values of enumerations."""
    if get_origin(type_hint) is Literal:
        yield from (word for word in get_args(type_hint) if isinstance(word, str))
    elif isinstance(type_hint, type) and is_dataclass(type_hint) and type_hint not in visited:
        visited.add(type_hint)
        for key, (_, inner) in keys_of(type_hint).items():
            yield key
            yield from _schema_words(inner, visited)
    else:
        for inner in get_args(type_hint):
            yield from _schema_words(inner, visited)
