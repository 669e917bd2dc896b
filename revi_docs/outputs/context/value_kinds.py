"""What the values of templates are called in messages: words of a template's author instead of names of classes."""

from __future__ import annotations

from typing import Any

_NAMES_BY_KIND = {
    "a string": "str string Markup TracedStr TracedMarkup TracedPlatformValue PlatformValue bytes",
    "a number": "int float TracedInt TracedFloat",
    "a duration": "Duration TracedDuration",
    "true or false": "bool",
    "nothing": "NoneType None",
    "a list": "list tuple ItemsView set frozenset range",
    "a mapping": "dict SectionView mappingproxy",
    "an item of the contract": "ItemView",
    "the marker": "OutputMarker MarkerArguments",
    "the loop": "LoopContext",
    "a group of variables": "Namespace",
    "a block": "BlockReference",
    "a template": "TemplateReference TemplateModule",
    "a macro": "Macro",
    "a function": "function method builtin_function_or_method partial type",
    "a series of values": "generator map filter zip reversed dict_keys dict_values dict_items KeysView ValuesView",
}
_KINDS = {name: kind for kind, names in _NAMES_BY_KIND.items() for name in names.split()}


def kind_named(class_name: str) -> str:
    """The words for a class by its name, with or without its module; "a value" for one that has none."""
    return _KINDS.get(class_name.rpartition(".")[2], "a value")


def kind_of(value: Any) -> str:
    """The words for the kind of a value, such as "a string"."""
    return kind_named(type(value).__name__)
