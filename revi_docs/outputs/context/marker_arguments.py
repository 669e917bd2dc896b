"""The arguments of a region's marker, as its template sees them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NoReturn

import jinja2

from revi_docs.problems.suggestions import did_you_mean


class MarkerError(ValueError):
    """An argument that the template cannot use; `hint` ends the sentence that says what to do."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class MissingArgumentError(jinja2.UndefinedError):
    """An argument that the template needs and the marker does not give."""


class MarkerArguments(Mapping[str, str]):
    """The arguments of a region's marker; which of them are read is recorded."""

    def __init__(self, arguments: tuple[tuple[str, str], ...], read_names: set[str]) -> None:
        self._value = dict(arguments)
        self._read_names = read_names

    def __getitem__(self, name: str) -> str:
        self._read_names.add(name)
        return self._value[name]

    def __iter__(self) -> Iterator[str]:
        self._read_names.update(self._value)
        return iter(self._value)

    def __len__(self) -> int:
        return len(self._value)

    def choice(self, name: str, choices: Iterable[str], default: str = "") -> str:
        """The argument, one of the known names; without it the default. Raises MarkerError for another."""
        value = self.get(name, default)
        if name not in self._value:
            return value
        names = list(choices)
        if value not in names:
            self.reject(name, "and there is no such thing", did_you_mean(value, names))
        return names[names.index(value)]

    def reject(self, name: str, reason: str, hint: str = "") -> NoReturn:
        """Says that the argument cannot be used. Raises MarkerError."""
        raise MarkerError(f"the marker says {name}={self._value.get(name, '')}, {reason}", hint)
