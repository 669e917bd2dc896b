"""A line of `owns` names a value that the contract cannot have: a section, a key or a word that is unknown.

Why: no file is ever compared with it, and whoever wrote the line believes that it is.

Example:

    owns:
      ".claude/agents/*.md": {model: "agents.{name}.modle"}

Mend: write the way to a text, a number, a truth value or a list of texts, such as `agents.{name}.model`. A
word in braces is `{name}`, `{stem}` or one that the pattern of the files holds.
"""

from __future__ import annotations

import re
import typing
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import is_dataclass
from typing import Any

from revi_docs.contract.model import Contract
from revi_docs.contract.parse import without_none
from revi_docs.contract.rule import Case
from revi_docs.contract.shape import keys_of
from revi_docs.problems.near import did_you_mean
from revi_docs.problems.problem import Problem

_WORD = re.compile(r"\{([^{}]*)\}")
_DOT = re.compile(r"\.(?![^{}]*\})")
_EVERYWHERE = ("name", "stem")

Lost = tuple[str, str]
"""Why a way leads nowhere, and what is known there."""


def check(case: Case) -> Iterator[Problem]:
    """Yields one problem for each way in `owns` that cannot lead to a value."""
    contract = case.contract
    for pattern, fields in contract.owns.items():
        for name, way in fields.items():
            lost = why_lost(contract, pattern, way)
            if lost:
                message, fix = lost
                yield Problem(
                    code="unknown-owned-value",
                    message=f"'{way}' leads to no value: {message}",
                    fix=fix,
                    places=(case.at("owns", pattern, name),),
                    subject=f"{pattern}#{name}",
                )


def why_lost(contract: Contract, pattern: str, way: str) -> Lost | None:
    """Why a way in `owns` leads to no value, and what mends it; None where it may lead to one."""
    words = dict.fromkeys((*_EVERYWHERE, *_WORD.findall(pattern)))
    for word in _WORD.findall(way):
        if word not in words:
            known = ", ".join(f"{{{other}}}" for other in words)
            return f"'{{{word}}}' stands for nothing", f"use one of: {known}{did_you_mean(word, words)}"
    return _step(Contract, contract, "", way)


def _step(hint: Any, value: Any, so_far: str, way: str) -> Lost | None:
    """`value` is what stands there, None where that depends on the file."""
    hint = without_none(hint)
    origin = typing.get_origin(hint)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return _item(typing.get_args(hint)[1], value, so_far, way)
    if is_dataclass(hint):
        return _key(typing.cast(type, hint), value, so_far, way)
    if origin is tuple:
        inner = typing.get_args(hint)[0]
        index = re.match(r"[0-9]+(?:\.|$)", way)
        if index:
            return _step(inner, None, f"{so_far}.{index[0].rstrip('.')}", way[index.end() :])
        if is_dataclass(inner) or way:
            return _known(so_far, way, ())
        return None
    return _known(so_far, way, ()) if way else None


def _key(kind: type, value: Any, so_far: str, way: str) -> Lost | None:
    step, *rest = _DOT.split(way, maxsplit=1)
    keys = keys_of(kind)
    if step not in keys:
        return _known(so_far, step, keys)
    part, hint = keys[step]
    inner = getattr(value, part.name, None)
    return _step(hint, inner, f"{so_far}.{step}".lstrip("."), "".join(rest))


def _item(inner: Any, value: Any, so_far: str, way: str) -> Lost | None:
    """A name may hold dots, and so may what a word stands for: each way to cut it off is tried."""
    ends = [*(dot.start() for dot in _DOT.finditer(way)), len(way)] if way else []
    if value is not None and way and not _WORD.search(way[: ends[0]]):
        ends = [end for end in ends if way[:end] in value]
    if not ends:
        return _known(so_far, way, () if value is None else value)
    tried = [
        _step(inner, (value or {}).get(way[:end]), f"{so_far}.{way[:end]}", way[end + 1 :]) for end in ends
    ]
    return None if None in tried else tried[0]


def _known(so_far: str, way: str, known: Iterable[str]) -> Lost:
    if not way:
        names = ", ".join(known)
        return f"{so_far or 'it'} holds several values", f"go on to one of them{names and f': {names}'}"
    step = _DOT.split(way, maxsplit=1)[0]
    return (
        f"{so_far or 'the contract'} has no '{step}'",
        f"correct the way to the value{did_you_mean(step, known)}",
    )
