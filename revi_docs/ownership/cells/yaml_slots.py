"""Where a YAML file shows a value: the value of a key, or an entry that a list lacks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import yaml

from revi_docs.files.markdown.front_matter_edits import FieldEditError, field_equals, format_value, replaced_value
from revi_docs.files.size_limits import SizeError
from revi_docs.files.yaml.yaml_address import (
    AddressedValue,
    EntryStep,
    YamlAddress,
    YamlDocument,
    addressed_values,
    collection_names,
    named_collection,
    parse_yaml_document,
)
from revi_docs.files.yaml.yaml_edits import apply_edits
from revi_docs.files.yaml.yaml_fields import Field
from revi_docs.files.yaml.yaml_members import appended
from revi_docs.ownership.cells.contract_values import OwnedValue

_FLOW_CHARACTERS = ",[]{}"
"""Characters that end a value without quotes between braces or brackets."""


@dataclass(frozen=True, slots=True)
class YamlSlot:
    """The value of an item ("" for a single value) at an address; `field` is None if its mapping lacks the key."""

    address: YamlAddress
    name: str
    field: Field | None

    @property
    def keys(self) -> tuple[str, ...]:
        """What tells the values of one address apart."""
        return (self.name,)

    def actual(self, text: str) -> str | None:
        """Return the value as written, without quotes; None if it is missing."""
        if self.field is None:
            return None
        return self.field.value if isinstance(self.field.value, str) else text[self.field.start : self.field.end]

    def shows(self, text: str, expected: OwnedValue) -> bool:
        """Whether the file has the value, in any notation and letter case."""
        return self.field is not None and _is_equal(self.field, text, expected)

    def with_value(self, text: str, value: OwnedValue | None) -> str:
        """Return the text with the value, or without it; raises FieldEditError."""
        document = _parsed(text)
        target = next((v for v in addressed_values(document.root, self.address) if v.name == self.name), None)
        if target is None:
            return text
        if value is None:
            field = document.field(target.entry) if target.entry else None
            return text if field is None else text[: field.start] + text[field.end :]
        edited = self._edited(document, text, target, value)
        values = [v for v in addressed_values(_parsed(edited).root, self.address) if v.name == self.name and v.entry]
        fields = [_parsed(edited).field(v.entry) for v in values if v.entry]
        if not fields or not all(_is_equal(field, edited, value) for field in fields) or not _is_one_edit(text, edited):
            raise FieldEditError("the file would not read back as the expected value")
        return edited

    def _edited(self, document: YamlDocument, text: str, target: AddressedValue, value: OwnedValue) -> str:
        if target.entry:
            reserved = _FLOW_CHARACTERS if target.mapping.flow_style else ""
            return replaced_value(text, document.field(target.entry), value, reserved)
        member = f"{self.address.steps[-1]}: {format_value(value, '', _FLOW_CHARACTERS)}"
        return _with_member(text, target.mapping, [member], member)


@dataclass(frozen=True, slots=True)
class EntrySlot:
    """An entry that a list or mapping lacks; `values` are the addresses of its values."""

    address: YamlAddress
    name: str
    values: Mapping[YamlAddress, OwnedValue]

    def actual(self, text: str) -> str | None:  # noqa: ARG002  # the interface of a slot
        """Return None: the entry is missing."""
        return None

    def shows(self, text: str, expected: OwnedValue) -> bool:  # noqa: ARG002  # the interface of a slot
        """Return False: the entry is missing."""
        return False

    def with_value(self, text: str, value: OwnedValue | None) -> str:
        """Return the text with the entry after the last one, in its style; raises FieldEditError."""
        collection = named_collection(_parsed(text).root, self.address)
        if value is None or collection is None:
            return text
        edited = _with_member(text, collection, *self._member())
        new_collection = named_collection(_parsed(edited).root, self.address)
        names = [node.value for node in collection_names(collection, self.address)]
        new_names = [node.value for node in collection_names(new_collection, self.address)] if new_collection else []
        if new_names != [*names, self.name] or not _is_one_edit(text, edited):
            raise FieldEditError("the entry cannot be added to this list")
        return edited

    def _member(self) -> tuple[list[str], str]:
        """The entry as lines, without the indentation of the list, and as text between braces or brackets."""
        name = format_value(self.name, "", _FLOW_CHARACTERS)
        last_step = self.address.steps[-1] if self.address.steps else ""
        depth = len(self.address.steps) + (not isinstance(last_step, EntryStep))
        fields = [
            f"{address.steps[depth]}: {format_value(value, '', _FLOW_CHARACTERS)}"
            for address, value in self.values.items()
            if len(address.steps) == depth + 1
        ]
        if isinstance(last_step, EntryStep):
            fields = [f"{last_step.field}: {name}", *fields]
            return [f"- {fields[0]}", *(f"  {field}" for field in fields[1:])], f"{{{', '.join(fields)}}}"
        plain_values = [value for address, value in self.values.items() if len(address.steps) == depth]
        if plain_values:
            member = f"{name}: {format_value(plain_values[0], '', _FLOW_CHARACTERS)}"
            return [member], member
        lines = [f"{name}:", *(f"  {field}" for field in fields)] if fields else [f"{name}: {{}}"]
        return lines, f"{name}: {{{', '.join(fields)}}}"


def _parsed(text: str) -> YamlDocument:
    """Return the document; raises FieldEditError if it is not valid."""
    try:
        return parse_yaml_document(text)
    except (yaml.YAMLError, SizeError):
        raise FieldEditError("the file is not valid YAML") from None


def _is_equal(field: Field, text: str, expected: OwnedValue) -> bool:
    if field_equals(field, text, expected):
        return True
    return isinstance(expected, str) and isinstance(field.value, str) and field.value.casefold() == expected.casefold()


def _with_member(text: str, collection: yaml.CollectionNode, lines: list[str], flow_text: str) -> str:
    """Return the text with a member at the end of a list or mapping."""
    byte_order_mark = "\ufeff" if text.startswith("\ufeff") else ""
    body = text.removeprefix("\ufeff")
    indent = " " * collection.start_mark.column
    return byte_order_mark + apply_edits(
        body, [appended(body, collection, [f"{indent}{line}" for line in lines], flow_text)]
    )


def _is_one_edit(old_text: str, new_text: str) -> bool:
    """Whether two files differ in one value only, or in one that was added."""
    old_events, new_events = list(_events(old_text)), list(_events(new_text))
    shortest = min(len(old_events), len(new_events))
    start = next((n for n in range(shortest) if old_events[n] != new_events[n]), shortest)
    end = next((n for n in range(shortest - start) if old_events[-1 - n] != new_events[-1 - n]), shortest - start)
    changed = (*old_events[start : len(old_events) - end], *new_events[start : len(new_events) - end])
    is_insertion = start + end == len(old_events)
    return is_insertion or all(event[0] in _VALUE_EVENTS for event in changed)


_VALUE_EVENTS = ("AliasEvent", "ScalarEvent", "SequenceStartEvent", "SequenceEndEvent")


def _events(text: str) -> Iterator[tuple[str, object, object, object]]:
    """Yield what a parser reads: kind, anchor, tag and value."""
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        anchor, tag, value = (getattr(event, name, None) for name in ("anchor", "tag", "value"))
        yield type(event).__name__, anchor, tag, value
