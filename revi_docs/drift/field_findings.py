"""Fields that do not agree with the contract, as problems: one for each value, with both ways to mend it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from revi_docs.contract.load import Loaded
from revi_docs.contract.reading import Path, dotted
from revi_docs.drift.parts import told
from revi_docs.drift.standing import FieldPart, Standing, State
from revi_docs.problems.problem import Place, Problem

_PLAIN = re.compile(r"[^\s!&*-][^\n]*")
"""What a field may hold to be named as it is: a value on one line, without a tag or anchor."""


def field_findings(standings: Iterable[Standing], loaded: Loaded) -> Iterator[Problem]:
    """One problem for each value of the contract that some files show otherwise, one where they lack it."""
    groups: dict[tuple[State, Path, str], list[Standing]] = {}
    for one in standings:
        if isinstance(one.part, FieldPart) and one.state is not State.CLEAN:
            groups.setdefault((one.state, one.part.path, one.part.assignment.name), []).append(one)
    for (state, path, name), several in groups.items():
        yield _problem(state, path, name, several, loaded)


def _problem(state: State, path: Path, name: str, several: list[Standing], loaded: Loaded) -> Problem:
    parts = [one.part for one in several if isinstance(one.part, FieldPart)]
    wanted = told(parts[0].assignment.wanted)
    found = sorted({(one.found or b"").decode("utf-8") for one in several})
    stated = loaded.at(*path)
    return Problem(
        code=state.value,
        message=_message(state, name, wanted, found, len(several)),
        fix=_fix(state, name, wanted, found, stated),
        places=tuple(sorted(part.place for part in parts)),
        because=(stated,),
        subject=f"{dotted(path)}#{name}",
    )


def _message(state: State, name: str, wanted: str, found: list[str], number: int) -> str:
    who = f"{number} files have" if number > 1 else "has"
    if state is State.ABSENT:
        return f"{who} no '{name}', which is to be '{wanted}'"
    other = f"'{name}: {found[0]}'" if len(found) == 1 else f"another '{name}'"
    return f"{who} {other} where the contract says '{wanted}'"


def _fix(state: State, name: str, wanted: str, found: list[str], stated: Place) -> str:
    if state is State.ABSENT:
        return f"run 'revi-docs sync', which writes '{name}: {wanted}'"
    plain = len(found) == 1 and _PLAIN.fullmatch(found[0])
    other = f"write '{found[0]}' at {stated}" if plain else f"correct {stated}"
    return f"run 'revi-docs sync' where the contract is right; {other} where the file is"
