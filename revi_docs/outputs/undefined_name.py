"""What a template gets for a name that does not exist: an error as soon as it is used."""

from __future__ import annotations

from typing import Any

import jinja2
from jinja2.utils import missing

from revi_docs.contract.key_paths import KeyPath, format_key_path
from revi_docs.outputs.context.marker_arguments import MarkerArguments, MissingArgumentError
from revi_docs.outputs.context.value_kinds import kind_of
from revi_docs.outputs.context.view import describe_view
from revi_docs.problems.suggestions import suggestion_hint


class UndefinedName(jinja2.StrictUndefined):
    """An undefined name; the message of a missing key names the part of the contract and similar keys."""

    __slots__ = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # A missing argument is a problem of the marker, not of the template.
        if isinstance(self._undefined_obj, MarkerArguments):
            self._undefined_exception = MissingArgumentError

    @property
    def _undefined_message(self) -> str:
        owner, names = describe_view(self._undefined_obj)
        name = str(self._undefined_name)
        if self._undefined_hint or self._undefined_obj is missing:
            return super()._undefined_message
        if owner is None:
            return f"{_described(self._undefined_obj)} has no {_element(self._undefined_name)}"
        return f"{owner} has no '{name}'{suggestion_hint(name, names)}"


def _element(name: Any) -> str:
    return f"element {name}" if isinstance(name, int) else f"'{name}'"


def _described(value: Any) -> str:
    """A value in words; for the name of an item also its section, because items are often read from their names."""
    path: KeyPath = getattr(value, "path", ())
    if len(path) > 1 and path[-1] == value:
        return f"the string '{value}', a name in {format_key_path(path[:-1])},"
    return kind_of(value)
