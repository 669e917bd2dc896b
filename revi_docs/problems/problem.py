"""A problem, its place in a file, and the exception that carries problems."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from typing import Literal


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A position in a file of the repository.

    `file` is relative to the repository, with forward slashes. `line` and `column` count from 1, columns in
    characters; 0 means the whole file or line. `end` is the exclusive end column on the same line, or 0 if
    unknown. `origin` names a value that is not in a file of the repository, such as `revi:statuses.open` of a
    shipped edition; the position is then where the repository refers to it.
    """

    file: str
    line: int = 0
    column: int = 0
    end: int = 0
    origin: str = ""

    def __str__(self) -> str:
        if not self.line:
            return self.file
        return f"{self.file}:{self.line}:{self.column or 1}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One problem.

    `code` is a kebab-case key of the catalog of codes; `fix` says what to do and is never empty. `places` are
    all places of the problem, the main one first; `cause` are the lines of the contract that it comes from.
    `subject` names what the problem is about and keeps its fingerprint stable when the message changes. A
    `warning` does not make a command fail.
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
        """The main place."""
        return self.places[0] if self.places else None

    @property
    def fingerprint(self) -> str:
        """16 hexadecimal digits that identify the problem across runs, independent of message and line."""
        file = self.first_place.file if self.first_place and not self.subject else ""
        # surrogatepass: file names from disk may contain lone surrogates.
        identity = f"{self.code}\0{self.subject}\0{file}".encode("utf-8", "surrogatepass")
        return blake2b(identity, digest_size=8).hexdigest()

    def with_cause(self, *places: Place) -> Problem:
        """A copy with the lines of the contract that the problem comes from."""
        return replace(self, cause=places)


def errors(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems that make a command fail: all except warnings."""
    return tuple(problem for problem in problems if problem.severity == "error")


def sorted_problems(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems without duplicates, sorted by place, code and message."""
    return tuple(sorted(dict.fromkeys(problems), key=_sort_key))


def _sort_key(problem: Problem) -> tuple[Place, str, str]:
    return (problem.first_place or Place(""), problem.code, problem.message)
