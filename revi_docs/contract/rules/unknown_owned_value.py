"""A way in `owns` leads to nothing that a field can hold.

Why: the field is never compared, so what stands in it may differ from the contract for good.

Example:

    agents: {helper: {}}
    owns:
      "notes/*.md": {model: "agents.{stem}.modle"}

Mend: write a section, an item or a placeholder that stands for one, and a key that is a text, a number,
a truth value, a length of time or a list of texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

from revi_docs.contract.model import Contract
from revi_docs.contract.parse import form_of
from revi_docs.contract.rule import MOST_GUESSES, Case
from revi_docs.contract.shape import keys_of
from revi_docs.problems.near import did_you_mean
from revi_docs.problems.problem import Problem

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_WORD = re.compile(r"\{([A-Za-z][A-Za-z0-9_]*)\}")

Fault = tuple[str, str]
"""What is wrong, and what mends it."""


@dataclass(frozen=True, slots=True)
class _Reached:
    """How far a way leads: the declared type there, and the value, None where there is none.

    `any` says that a placeholder stands before it, so that there are many values.
    """

    kind: Any
    value: Any
    way: str = ""
    any: bool = False


def check(case: Case) -> Iterator[Problem]:
    """Yields one problem for each way that leads nowhere, and for each file taken away that has fields."""
    number = 0
    for pattern, fields in case.contract.owns.items():
        if pattern.startswith("!") and fields:
            said = f"'{pattern}' takes files away, so its fields have no effect"
            yield _problem(case, (pattern,), (said, "write '{}' behind it, or remove the '!'"))
            continue
        words = ("name", "stem", *_WORD.findall(pattern))
        for field, way in fields.items():
            fault = _meaningless(way, words, number) or _astray(
                _Reached(Contract, case.contract), way, number
            )
            if fault:
                number += 1
                yield _problem(case, (pattern, field), fault)


def _problem(case: Case, path: tuple[str, ...], fault: Fault) -> Problem:
    return Problem(
        code="unknown-owned-value",
        message=fault[0],
        fix=fault[1],
        places=(case.at("owns", *path),),
        subject=f"owns.{'.'.join(path)}",
    )


def _meaningless(way: str, words: tuple[str, ...], number: int) -> Fault | None:
    """The first placeholder that stands for nothing."""
    for word in _PLACEHOLDER.findall(way):
        if word not in words:
            known = ", ".join(f"{{{other}}}" for other in dict.fromkeys(words))
            guess = _guess(word, words, number)
            return f"'{way}' holds '{{{word}}}', which stands for nothing", f"use one of: {known}{guess}"
    return None


def _astray(reached: _Reached, way: str, number: int) -> Fault | None:
    """Where a way leaves what the model declares, or ends at what no field can hold."""
    rest = way
    while rest:
        known = _steps(reached)
        fits = (name for name in known if rest == name or rest.startswith(f"{name}."))
        step = max(fits, key=len, default=_first_step(reached, rest))
        if step not in known and not _may_be(reached, step):
            return _no_such_step(reached, way, step, _guess(step, known, number))
        reached = _one_further(reached, step)
        rest = rest[len(step) + 1 :]
    return None if _is_single(reached.kind) else _no_single_value(reached, way)


def _first_step(reached: _Reached, rest: str) -> str:
    """The piece before the first dot; placeholders with dots between them are one name together."""
    pieces = rest.split(".")
    together = list(takewhile(_PLACEHOLDER.search, pieces)) if form_of(reached.kind)[0] == "mapping" else []
    return ".".join(together or pieces[:1])


def _steps(reached: _Reached) -> tuple[str, ...]:
    form, inner = form_of(reached.kind)
    if form == "item":
        return tuple(keys_of(inner))
    if form == "mapping":
        return tuple(reached.value or ())
    return tuple(map(str, range(len(reached.value or ())))) if form == "list" else ()


def _may_be(reached: _Reached, step: str) -> bool:
    """Whether the step stands for an item, or for one of which nobody can say yet whether it is there."""
    form, _ = form_of(reached.kind)
    if form == "mapping":
        return reached.any or _PLACEHOLDER.search(step) is not None
    return form == "list" and reached.any and step.isdecimal()


def _one_further(reached: _Reached, step: str) -> _Reached:
    form, kind = form_of(reached.kind)
    value = None
    if form == "item":
        part, kind = keys_of(kind)[step]
        value = None if reached.value is None else getattr(reached.value, part.name)
    elif reached.value:
        value = reached.value.get(step) if form == "mapping" else reached.value[int(step)]
    many = reached.any or _PLACEHOLDER.search(step) is not None
    return _Reached(kind, value, f"{reached.way}.{step}".removeprefix("."), many)


def _is_single(kind: Any) -> bool:
    form, inner = form_of(kind)
    return form == "scalar" or (form == "list" and form_of(inner)[0] == "scalar")


def _no_such_step(reached: _Reached, way: str, step: str, guess: str) -> Fault:
    form, inner = form_of(reached.kind)
    where = reached.way or "revi.yml"
    said = f"'{way}' leads nowhere: {where} has no '{step}'"
    if form == "item":
        return said, f"{_one_of(inner)}{guess}"
    if form == "mapping":
        return said, f"add '{step}' to {where}, or write a placeholder in its place{guess}"
    return said, f"leave out '.{step}'"


def _no_single_value(reached: _Reached, way: str) -> Fault:
    form, inner = form_of(reached.kind)
    said = f"'{way}' is no single value, and a field holds one"
    if form == "item":
        return said, f"go on behind it; {_one_of(inner)}" if way else _one_of(inner)
    return said, "go on with one of its items, or with a placeholder for all, and a key behind it"


def _one_of(kind: type) -> str:
    """What may stand behind an item; the sections of the contract are too many to be told."""
    if kind is Contract:
        return "begin with a section of revi.yml"
    return f"use one of: {', '.join(keys_of(kind))}"


def _guess(word: str, known: tuple[str, ...], number: int) -> str:
    return did_you_mean(word, known) if number < MOST_GUESSES else ""
