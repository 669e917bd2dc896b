"""What only the templates of regions see: the marker's arguments, and single values by the way to them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from revi_docs.contract.lookup import is_words, path_of
from revi_docs.contract.model import Contract
from revi_docs.contract.names import SINGULAR
from revi_docs.outputs.given import Given, MarkerError
from revi_docs.outputs.plan import Planned, way_to_reference
from revi_docs.outputs.view import Item

ValueAt = Callable[[str], Any]


def region_names(planned: Planned, contract: Contract, read: set[str], value_at: ValueAt) -> dict[str, Any]:
    """The names; `read` grows by the arguments that are looked at.

    `up` leads to the reference, and is not there where nothing may be linked to.
    """
    names = {
        "arguments": Given(planned.arguments, read),
        "is_words": lambda way: is_words(contract, path_of(contract, way)),
        "nouns": _NOUNS,
        "single": partial(single, value_at),
        "size": partial(size, value_at),
    }
    up = way_to_reference(planned.path, contract)
    return names if up is None else {**names, "up": up}


_NOUNS = {section: noun.replace("_", " ") for section, noun in SINGULAR.items()} | {
    "transitions": "transition"
}
"""Section → what one of its items is called in a sentence."""


def single(value_at: ValueAt, way: str) -> Any:
    """The value, or the list of values, that a way leads to.

    A section stands for its names, an item for its own. Raises MarkerError where there is no such value.
    """
    value = value_at(way)
    if isinstance(value, Item):
        value = _name(way, value)
    if isinstance(value, Mapping):
        value = list(value)
    if value is None or value == "":
        raise MarkerError(f"the contract states no '{way}'")
    if isinstance(value, tuple) and any(isinstance(one, Item) for one in value):
        raise MarkerError(f"'{way}' is no single value, nor a list of some")
    return value


def _name(way: str, item: Item) -> Any:
    try:
        return item.id
    except AttributeError:
        raise MarkerError(f"'{way}' is no single value; write which of those below it is meant") from None


def size(value_at: ValueAt, way: str) -> int:
    """How many there are of what a way leads to. Raises MarkerError where it is nothing to count."""
    value = value_at(way)
    if isinstance(value, (Mapping, tuple)):
        return len(value)
    raise MarkerError(f"'{way}' is nothing that could be counted")
