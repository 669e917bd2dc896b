"""The formats, by name: each makes one string of all problems and knows nothing of the terminal."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence

from revi_docs.problems.problem import Place, Problem
from revi_docs.report.colour import Paint, plain

MOST_PLACES = 5
"""How many places of one problem the text form names."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")

Format = Callable[[Sequence[Problem], Paint], str]


def text(problems: Sequence[Problem], paint: Paint = plain) -> str:
    """`file:line:col: code: message`; indented below it other places, `because:`, `fix:` and the diff."""
    return "".join(_told(problem, paint) for problem in problems)


def _told(problem: Problem, paint: Paint) -> str:
    where = f"{problem.where}: " if problem.where else ""
    lines = [f"{paint('place', visible(where))}{paint('code', problem.code)}: {visible(problem.message)}"]
    more = problem.places[1:]
    lines += [f"  also: {visible(str(place))}" for place in more[:MOST_PLACES]]
    if len(more) > MOST_PLACES:
        lines.append(f"  also: {len(more) - MOST_PLACES} more places")
    lines += [f"  because: {place}" for place in problem.because]
    lines.append(f"  {paint('fix', 'fix:')} {visible(problem.fix)}")
    lines += [f"    {_shaded(visible(line), paint)}".rstrip() for line in problem.diff.split("\n")[:-1]]
    return "\n".join(lines) + "\n"


def visible(text: str) -> str:
    """The text with control characters written out, so that it cannot steer a terminal or break a line."""
    return _CONTROL.sub(lambda found: found[0].encode("unicode_escape").decode(), text)


def _shaded(line: str, paint: Paint) -> str:
    return paint({"+": "added", "-": "removed"}.get(line[:1], "plain"), line)


def as_json(problems: Sequence[Problem], _: Paint = plain) -> str:
    """One JSON document: `{"problems": [...]}`, each with all its places."""
    document = {"problems": [_as_data(problem) for problem in problems]}
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def _as_data(problem: Problem) -> dict[str, object]:
    return {
        "code": problem.code,
        "severity": "error",
        "message": problem.message,
        "fix": problem.fix,
        "places": [_place(place) for place in problem.places],
        "because": [_place(place) for place in problem.because],
        "subject": problem.subject,
        "fingerprint": problem.fingerprint,
        "diff": problem.diff,
    }


def _place(place: Place) -> dict[str, object]:
    return {"file": place.file, "line": place.line or None, "column": place.column or None}


def github(problems: Sequence[Problem], _: Paint = plain) -> str:
    """A workflow command for each problem, which GitHub shows at the line of the change."""
    return "".join(_annotation(problem) for problem in problems)


def _annotation(problem: Problem) -> str:
    properties = {"title": problem.code}
    if problem.where:
        properties = {"file": problem.where.file, **properties}
        if problem.where.line:
            properties |= {"line": str(problem.where.line), "col": str(problem.where.column or 1)}
    because = "".join(f"\nbecause: {place}" for place in problem.because)
    more = f"\nand in {len(problem.places) - 1} more places" if len(problem.places) > 1 else ""
    body = _escaped(f"{problem.message}{more}{because}\nfix: {problem.fix}")
    head = ",".join(f"{key}={_escaped(value, ':,')}" for key, value in properties.items())
    return f"::error {head}::{body}\n"


def _escaped(value: str, also: str = "") -> str:
    for letter in "%\r\n" + also:
        value = value.replace(letter, f"%{ord(letter):02X}")
    return value


FORMATS: dict[str, Format] = {"text": text, "json": as_json, "github": github}
