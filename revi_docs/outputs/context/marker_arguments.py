"""The arguments of a region's marker, as its template sees them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NoReturn

import jinja2

from revi_docs.problems.suggestions import suggestion_hint


class MarkerError(ValueError):
    """An argument that the template cannot use."""


class MissingArgumentError(jinja2.UndefinedError):
    """An argument that the template needs and the marker does not have."""


class MarkerArguments(Mapping[str, str]):
    """The arguments of a region's marker; records which of them are read."""

    def __init__(self, arguments: tuple[tuple[str, str], ...], read_names: set[str]) -> None:
        self._arguments = dict(arguments)
        self._read_names = read_names

    def __getitem__(self, name: str) -> str:
        self._read_names.add(name)
        return self._arguments[name]

    def __iter__(self) -> Iterator[str]:
        self._read_names.update(self._arguments)
        return iter(self._arguments)

    def __len__(self) -> int:
        return len(self._arguments)

    def choice(self, name: str, choices: Iterable[str], default: str = "") -> str:
        """The argument, which must be one of `choices`, or the default. Raises MarkerError."""
        value = self.get(name, default)
        if name not in self._arguments:
            return value
        names = list(choices)
        if value not in names:
            self.reject(name, f"is not a valid value{suggestion_hint(value, names)}")
        return names[names.index(value)]

    def reject(self, name: str, reason: str) -> NoReturn:
        """Report that the argument cannot be used, by raising MarkerError."""
        raise MarkerError(f"{name}={self._arguments.get(name, '')} {reason}")
