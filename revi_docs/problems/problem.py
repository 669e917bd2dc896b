"""A problem, the place it stands at, and the one exception that carries problems."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from typing import Literal

from revi_docs.problems.revi_error import ReviError as ReviError


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A spot in a file of the repository.

    `file` is relative to the repository with forward slashes; `line` and `column` count from 1,
    columns in characters. 0 stands for "the file as a whole". `end` is the column behind the last
    character that is meant, on the same line; 0 where that is not known.
    """

    file: str
    line: int = 0
    column: int = 0
    end: int = 0

    def __str__(self) -> str:
        if not self.line:
            return self.file
        return f"{self.file}:{self.line}:{self.column or 1}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong.

    `code` is a kebab-case key of the catalogue, `fix` says what to do next and is never empty.
    `places` are all the places of this one problem, the first being the one to show; `because`
    are the lines of the contract it comes from. `subject` names what the problem is about, so
    that the same problem is recognised when its wording changes. A `warning` is shown and fails nothing.
    """

    code: str
    message: str
    fix: str
    places: tuple[Place, ...] = ()
    cause: tuple[Place, ...] = ()
    subject: str = ""
    severity: Literal["error", "warning"] = "error"
    diff: str = field(default="", compare=False)

    @property
    def first_place(self) -> Place | None:
        """The first place, the one to show."""
        return self.places[0] if self.places else None

    @property
    def fingerprint(self) -> str:
        """The same for the same problem from run to run, whatever its wording and its line: 16 digits."""
        file = self.first_place.file if self.first_place and not self.subject else ""
        identity = f"{self.code}\0{self.subject}\0{file}".encode("utf-8", "surrogatepass")
        return blake2b(identity, digest_size=8).hexdigest()

    def with_cause(self, *places: Place) -> Problem:
        """The same problem with the lines of the contract that it comes from."""
        return replace(self, cause=places)


def errors(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems that make a command fail: all but the warnings."""
    return tuple(problem for problem in problems if problem.severity == "error")


def sorted_problems(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems once each, sorted by place, then code and wording."""
    return tuple(sorted(dict.fromkeys(problems), key=_sort_key))


def _sort_key(problem: Problem) -> tuple[Place, str, str]:
    return (problem.first_place or Place(""), problem.code, problem.message)
