"""Build the names that a template sees; the package docstring describes them."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any
from urllib.parse import quote

from revi_docs.contract.lookup import is_free_text, resolve_path
from revi_docs.contract.model import Contract
from revi_docs.contract.reference_targets import SINGULAR_BY_SECTION
from revi_docs.outputs.context.lazy_stories import LazyStories
from revi_docs.outputs.context.marker_arguments import MarkerArguments, MarkerError
from revi_docs.outputs.context.read_log import ReadLog
from revi_docs.outputs.context.template_functions import TemplateFunctions
from revi_docs.outputs.context.view import ItemsView, ItemView, view

ValueLookup = Callable[[str], Any]


def template_context(
    functions: TemplateFunctions, stories: LazyStories, path: str, read_log: ReadLog
) -> dict[str, Any]:
    """The names for the template of any output. `path` is the output's path in the repository."""
    contract = view(functions.contract, (), read_log.used_paths)
    return {
        **{name: view(value, path, read_log.used_paths) for name, value, path in functions.sections},
        **functions.bind(read_log.reads_by_call),
        **stories.story_globals(read_log.used_paths),
        "path": path,
        "relative_url": lambda target: quote(posixpath.relpath(target, posixpath.dirname(path) or ".")),
        "value_at": partial(_value_at, functions.contract, contract),
    }


def _value_at(contract: Contract, value: Any, dotted_path: str) -> Any:
    """The value at a dotted path, such as `budgets.phases.build.hard`. Raises UnknownValueError."""
    for step in resolve_path(contract, dotted_path):
        value = value.read_key(step) if isinstance(value, ItemView) else value[step]
    return value


def region_context(
    contract: Contract, value_at: ValueLookup, arguments: MarkerArguments, reference_prefix: str | None
) -> dict[str, Any]:
    """The additional names for the template of a region.

    `reference_prefix`, the URL of the reference's folder, is missing if the file must not link to it.
    """
    names = {
        "arguments": arguments,
        "is_prose": lambda dotted_path: is_free_text(contract, resolve_path(contract, dotted_path)),
        "item_count": partial(_item_count, value_at),
        "single_value": partial(_single_value, value_at),
        "singular_names": _SINGULAR_NAMES,
    }
    return names if reference_prefix is None else {**names, "reference_prefix": reference_prefix}


_SINGULAR_NAMES = {section: name.replace("_", " ") for section, name in SINGULAR_BY_SECTION.items()} | {
    "transitions": "transition"
}
"""Section → name of one of its items in a sentence."""


def _single_value(value_at: ValueLookup, dotted_path: str) -> Any:
    """The value or list of values at a path; for a section its names, for an item its id.

    Raises MarkerError if there is no such value.
    """
    value = value_at(dotted_path)
    if isinstance(value, ItemView):
        value = getattr(value, "id", None)
        if value is None:
            raise MarkerError(f"'{dotted_path}' is not a single value; name one of its keys")
    if isinstance(value, Mapping):
        value = list(value)
    if value is None or value == "":
        raise MarkerError(f"the contract has no value '{dotted_path}'")
    if isinstance(value, ItemsView):
        raise MarkerError(f"'{dotted_path}' is not a single value or a list of values")
    return value


def _item_count(value_at: ValueLookup, dotted_path: str) -> int:
    """The number of items at a path. Raises MarkerError if it has none to count."""
    value = value_at(dotted_path)
    if isinstance(value, (Mapping, tuple, ItemsView)):
        return len(value)
    raise MarkerError(f"'{dotted_path}' cannot be counted: it is not a mapping or a list")
