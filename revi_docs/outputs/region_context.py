"""What only the templates of regions see: the marker's arguments, and single values by the way to them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from revi_docs.contract.lookup import is_free_text, resolve_path
from revi_docs.contract.model import Contract
from revi_docs.contract.reference_targets import SINGULAR_BY_SECTION
from revi_docs.outputs.context.marker_arguments import MarkerArguments, MarkerError
from revi_docs.outputs.context.view import ItemView
from revi_docs.outputs.output_plan import RenderTask, reference_prefix

ValueLookup = Callable[[str], Any]


def region_context(
    task: RenderTask, contract: Contract, read_arguments: set[str], value_at: ValueLookup
) -> dict[str, Any]:
    """The names; `read` grows by the arguments that are looked at.

    `up` leads to the reference, and is not there where nothing may be linked to.
    """
    context = {
        "arguments": MarkerArguments(task.arguments, read_arguments),
        "is_prose": lambda dotted_path: is_free_text(contract, resolve_path(contract, dotted_path)),
        "singular_names": _SINGULAR_NAMES,
        "single_value": partial(single_value, value_at),
        "item_count": partial(item_count, value_at),
    }
    prefix = reference_prefix(task.path, contract)
    return context if prefix is None else {**context, "reference_prefix": prefix}


_SINGULAR_NAMES = {section: noun.replace("_", " ") for section, noun in SINGULAR_BY_SECTION.items()} | {
    "transitions": "transition"
}
"""Section → what one of its items is called in a sentence."""


def single_value(value_at: ValueLookup, dotted_path: str) -> Any:
    """The value, or the list of values, that a way leads to.

    A section stands for its names, an item for its own. Raises MarkerError where there is no such value.
    """
    value = value_at(dotted_path)
    if isinstance(value, ItemView):
        value = _item_id(dotted_path, value)
    if isinstance(value, Mapping):
        value = list(value)
    if value is None or value == "":
        raise MarkerError(f"the contract states no '{dotted_path}'")
    if isinstance(value, tuple) and any(isinstance(item, ItemView) for item in value):
        raise MarkerError(f"'{dotted_path}' is no single value, nor a list of some")
    return value


def _item_id(dotted_path: str, item: ItemView) -> Any:
    try:
        return item.id
    except AttributeError:
        raise MarkerError(
            f"'{dotted_path}' is no single value; write which of those below it is meant"
        ) from None


def item_count(value_at: ValueLookup, dotted_path: str) -> int:
    """How many there are of what a way leads to. Raises MarkerError where it is nothing to count."""
    value = value_at(dotted_path)
    if isinstance(value, (Mapping, tuple)):
        return len(value)
    raise MarkerError(f"'{dotted_path}' is nothing that could be counted")
