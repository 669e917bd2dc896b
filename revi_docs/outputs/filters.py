"""The filters of templates. Each escapes for one output context and keeps track of contract values."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Sized
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context

from revi_docs.contract.model.declarations import Duration
from revi_docs.contract.relations import MANUAL, SYSTEM
from revi_docs.files.generated_marker import MARKER
from revi_docs.outputs import escape
from revi_docs.outputs.blank_lines import without_extra_blank_lines
from revi_docs.outputs.code_filters import CODE_FILTERS
from revi_docs.outputs.context.traced_markup import (
    MARKER_STAND_IN,
    OutputMarker,
    TracedMarkup,
    TracedText,
    join_traced,
    traced,
)
from revi_docs.outputs.context.value_spans import MARK_OR_TEXT
from revi_docs.outputs.context.view import TracedFloat, TracedInt, TracedStr
from revi_docs.outputs.sentences import summary

MAX_FREE_IDS = 10
"""Arbitrary: how many free ids are at least after the last story, and at most between two."""

MAX_DIGITS = 15
"""Arbitrary: a longer number is not one that somebody counts up."""

MAX_SEPARATED_ITEMS = 60
"""Arbitrary, more than any workflow has: a line for each status on the page of each status grows with the square."""


def _text_filter(convert: Callable[[str], str]) -> Callable[[Any], TracedMarkup]:
    def apply(value: Any) -> TracedMarkup:
        # A stand-in is converted in place of the marker, whose colon would be escaped.
        if isinstance(value, OutputMarker):
            return TracedMarkup(convert(MARKER_STAND_IN).replace(MARKER_STAND_IN, MARKER))
        return traced(convert(str(value)), value)

    return apply


def _number(value: Any) -> TracedMarkup:
    """60000 → 60,000; 2.0 → 2."""
    text = f"{value:,}" if isinstance(value, int) else f"{value:,g}"
    return traced(text, value)


def _display(value: Any, form: str = "") -> TracedMarkup:
    """A single value for a sentence: names as code, numbers with separators, booleans as yes and no.

    `form` is the name of another filter to use.
    """
    # Before numbers: a boolean is an integer in Python.
    if isinstance(value, bool):
        return TracedMarkup("yes" if value else "no")
    # A duration is an integer of milliseconds, but is displayed as written.
    is_number = isinstance(value, (int, float)) and not isinstance(value, Duration)
    default_filter = "number" if is_number else "text" if isinstance(value, Duration) else "code"
    return traced(FILTERS[form or default_filter](value), value)


def _items(values: Any, form: str = "code", between: str = ", ") -> TracedMarkup:
    """A list: each item through the filter `form`, joined with `between`."""
    return join_traced((FILTERS[form](value) for value in values), between)


def _data(value: Any) -> TracedMarkup:
    """Any value as JSON, with keys in their given order."""
    text = TracedText()
    _write_json(text, value, "\n")
    return text.markup()


def _write_json(text: TracedText, value: Any, line_start: str) -> None:
    """Add a value as JSON. `line_start` is a line break with the indent of the value."""
    if type(value) in _JSON_SCALARS:  # first: most values are texts and numbers
        _write_json_leaf(text, value, value)
    elif isinstance(value, Mapping):
        _write_json_container(text, "{}", value.items(), line_start)
    elif isinstance(value, (list, tuple)):
        _write_json_container(text, "[]", ((None, item) for item in value), line_start)
    elif isinstance(value, OutputMarker):
        text.add(f'"{MARKER}"')
    else:
        _write_json_leaf(text, value, value)


def _write_json_container(text: TracedText, brackets: str, entries: Iterable[tuple[Any, Any]], line_start: str) -> None:
    separator, inner = brackets[0], f"{line_start}  "
    for name, item in entries:
        text.add(f"{separator}{inner}")
        separator = ","
        if name is not None:
            _write_json_leaf(text, str(name), name)
            text.add(": ")
        _write_json(text, item, inner)
    text.add(f"{line_start}{brackets[1]}" if separator == "," else brackets)


def _write_json_leaf(text: TracedText, value: Any, source: Any) -> None:
    text.add(escape.escape_output_markers(_encode_json(value), "\\u003a"), getattr(source, "path", None))


_JSON_SCALARS = frozenset({str, int, bool, float, type(None), TracedStr, TracedInt, TracedFloat})
_encode_json = json.JSONEncoder(ensure_ascii=False).encode


def _names_in(groups: Iterable[Iterable[Any]]) -> dict[Any, None]:
    """The different names in several lists, for tests with `in`, which a list would answer by a search."""
    return {name: None for group in groups for name in group}


def _with_neighbors(used: Iterable[Any], items: Sized) -> Any:
    """All items if they are few, so that a line for each separates new ones of two branches; else the used ones."""
    return items if len(items) <= MAX_SEPARATED_ITEMS else used


def _with_free_ids(ids: Iterable[Any]) -> Iterator[Any]:
    """Ids in order, and between and after them the ids that are free.

    So each new story has a place of its own, between lines that do not change, and branches that add stories merge.
    """
    number, width, prefix = 0, 0, ""
    for item in ids:
        text = str(item)
        item_prefix = text.rstrip("0123456789")
        digits = text[len(item_prefix) :]
        if len(digits) > MAX_DIGITS:
            item_prefix, digits = text, ""
        if item_prefix != prefix:
            yield from _free_ids(prefix, width, number, _end_of_free_ids(number))
            prefix, number = item_prefix, 0
        if digits and int(digits) - number <= MAX_FREE_IDS:
            yield from _free_ids(prefix, len(digits), number, int(digits) - 1)
        yield item
        width, number = len(digits), int(digits or 0)
    yield from _free_ids(prefix, width, number, _end_of_free_ids(number))


def _free_ids(prefix: str, width: int, number: int, last: int) -> Iterator[str]:
    """The ids after a number; none for ids without numbers."""
    return (f"{prefix}{free:0{width}}" for free in range(number + 1, last + 1) if width)


def _end_of_free_ids(number: int) -> int:
    """The last free id after the last story: the same for branches that add a few stories."""
    return (number // MAX_FREE_IDS + 2) * MAX_FREE_IDS


def _split_by_command(pairs: Iterable[Any]) -> tuple[list[Any], list[Any]]:
    """The transitions, each ((from, to), moves), that some command makes, and the others."""
    by_command: list[Any] = []
    others: list[Any] = []
    for pair in pairs:
        has_command = any(move.by not in (MANUAL, SYSTEM) for move in pair[1])
        (by_command if has_command else others).append(pair)
    return by_command, others


def _by_endpoint(pairs: Iterable[Any], position: int) -> dict[Any, Any]:
    """Status → moves, of transitions, each ((from, to), moves); `position` is 0 for the source, 1 for the target."""
    return {endpoints[position]: moves for endpoints, moves in pairs}


def _by_transition(pairs: Iterable[Any]) -> defaultdict[int, dict[Any, list[Any]]]:
    """Index of an entry of `transitions` → source → its moves; `pairs` are ((from, to), moves).

    So the place of a move depends on its own entry, and not on whether another entry has the same two statuses.
    """
    moves_by_index: defaultdict[int, dict[Any, list[Any]]] = defaultdict(dict)
    for ends, moves in pairs:
        for move in moves:
            moves_by_index[move.transition_index].setdefault(ends[0], []).append(move)
    return moves_by_index


def _with_other_transitions(
    pairs: Iterable[Any], names: Sequence[str]
) -> list[tuple[str, list[tuple[Any, list[Any]]]]]:
    """(name of an entry of `transitions`, its moves by source), of `pairs`; of all entries, if they are few."""
    moves_by_index = _by_transition(pairs)
    indexes = range(len(names)) if len(names) <= MAX_SEPARATED_ITEMS else sorted(moves_by_index)
    return [(names[index], list(moves_by_index.get(index, {}).items())) for index in indexes]


def _toml_text(text: str) -> TracedMarkup:
    """A rendered text for a multi-line string of TOML, in which the marks of values stay as they are."""
    return TracedMarkup(MARK_OR_TEXT.sub(lambda match: match[0] if match["mark"] else escape.toml(match[0]), text))


@pass_context
def _local_name(context: Context, name: Any) -> Any:
    """The name of an agent or command as the target of the output accepts it."""
    return _renamed(name, context["platform"].local_name)


@pass_context
def _typed_name(context: Context, name: Any) -> Any:
    """The name by which a person starts a command on the target of the output."""
    return _renamed(name, lambda text: str(context["typed_name"](text, context["platform"].id)))


def _renamed(name: Any, rename: Callable[[str], str]) -> Any:
    """Another name for the same value of the contract."""
    result = TracedStr(rename(str(name)))
    result.path = getattr(name, "path", ())
    return result


def _without_arguments(tool: Any) -> Any:
    """The name of a tool without its arguments: `Bash(git log:*)` → `Bash`."""
    return _renamed(tool, lambda text: text.partition("(")[0])


FILTERS: dict[str, Callable[..., Any]] = {
    "by_endpoint": _by_endpoint,
    "by_transition": _by_transition,
    "code": _text_filter(escape.code),
    "comment": _text_filter(escape.comment),
    "data": _data,
    "display": _display,
    "html": _text_filter(escape.html_text),
    "items": _items,
    "local_name": _local_name,
    "names_in": _names_in,
    "number": _number,
    "one_blank_line": lambda text: TracedMarkup(without_extra_blank_lines(text)),
    "quoted": _text_filter(escape.quoted),
    "quoted_body": _text_filter(escape.quoted_body),
    "split_by_command": _split_by_command,
    "summary": _text_filter(lambda text: escape.markdown(summary(text))),
    "text": _text_filter(escape.markdown),
    "toml_text": _toml_text,
    "typed_name": _typed_name,
    "without_arguments": _without_arguments,
    "with_free_ids": _with_free_ids,
    "with_neighbors": _with_neighbors,
    "with_other_transitions": _with_other_transitions,
    **CODE_FILTERS,
}
