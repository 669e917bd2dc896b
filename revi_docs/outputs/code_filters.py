"""Filters for generated code: names in a language's letter case, literals, comments, links to pages.

Like every filter, each escapes for one kind of place and keeps track of the contract value that it shows.
"""

from __future__ import annotations

import json
import keyword
import posixpath
import re
import textwrap
from collections.abc import Callable, Mapping
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context

from revi_docs.outputs import escape
from revi_docs.outputs.context.traced_markup import TracedMarkup, join_traced, traced

# `HTTPServer` is `HTTP` and `Server`: capitals belong together unless a small letter follows.
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")
_PLAIN_KEY = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_PAGE_REFERENCE = re.compile(r"\bpage:(\S+)")
# Arbitrary: leaves room for an indent and a comment sign in a line of 110 columns.
_COMMENT_WIDTH = 96


def split_words(name: str) -> list[str]:
    """`in-progress`, `inProgress`, `IN_PROGRESS` → in, progress."""
    return [word.lower() for word in _WORD.findall(name)]


def snake(name: str) -> str:
    """`originalError` → `original_error`; a keyword of Python gets a trailing underscore."""
    identifier = "_".join(split_words(name))
    return f"{identifier}_" if keyword.iskeyword(identifier) else identifier


def camel(name: str) -> str:
    """`delay_ms` → `delayMs`."""
    first, *rest = split_words(name) or [""]
    return first + "".join(word.capitalize() for word in rest)


def pascal(name: str) -> str:
    """`error_record` → `ErrorRecord`."""
    return "".join(word.capitalize() for word in split_words(name))


def constant(name: str) -> str:
    """`in-progress` → `IN_PROGRESS`."""
    return "_".join(split_words(name)).upper()


def kebab(name: str) -> str:
    """`errorRecord` → `error-record`."""
    return "-".join(split_words(name))


def _python_literal(value: Any) -> TracedMarkup:
    """A value as a Python literal on one line; lists are tuples."""
    if isinstance(value, Mapping):
        pairs = (map(_python_literal, pair) for pair in value.items())
        return join_traced(("{", join_traced((join_traced(pair, ": ") for pair in pairs), ", "), "}"))
    if isinstance(value, (list, tuple)):
        members = join_traced(map(_python_literal, value), ", ")
        return join_traced(("(", members, ",)" if len(value) == 1 else ")"))
    constants = {None: "None", True: "True", False: "False"}
    if value is None or isinstance(value, bool):
        return traced(constants[value], value)
    return traced(_scalar_literal(value), value)


def _typescript_key(value: Any) -> TracedMarkup:
    """The name of a property in TypeScript, quoted if necessary."""
    name = str(value)
    if name == "__proto__":  # `__proto__: value` would set the prototype
        return traced(f"[{_scalar_literal(name)}]", value)
    return traced(name if _PLAIN_KEY.fullmatch(name) else _scalar_literal(name), value)


def _typescript_literal(value: Any) -> TracedMarkup:
    """A value as a TypeScript literal on one line."""
    if isinstance(value, Mapping):
        pairs = ((_typescript_key(name), _typescript_literal(item)) for name, item in value.items())
        members = join_traced((join_traced(pair, ": ") for pair in pairs), ", ")
        return join_traced(("{ ", members, " }")) if members else TracedMarkup("{}")
    if isinstance(value, (list, tuple)):
        return join_traced(("[", join_traced(map(_typescript_literal, value), ", "), "]"))
    return traced(_scalar_literal(value), value)


def _scalar_literal(value: Any) -> str:
    return escape.quoted(value) if isinstance(value, str) else json.dumps(value)


def _comment_filter(convert: Callable[[str], str]) -> Callable[..., TracedMarkup]:
    """A text as the lines of a comment, each starting with `begin`; the text cannot end the comment."""

    def apply(value: Any, begin: str = "", width: int = _COMMENT_WIDTH) -> TracedMarkup:
        wrapped = textwrap.wrap(convert(str(value)), width, break_long_words=False, break_on_hyphens=False)
        return traced("\n".join(f"{begin}{line}" for line in wrapped), value)

    return apply


@pass_context
def _page_url(context: Context, page: str) -> TracedMarkup:
    """The URL of a page of the site, such as `reference/statuses/index.md#stages`.

    It is absolute if the contract has `project.site`, and otherwise relative from the output to the page's
    source.
    """
    path, _, anchor = str(page).partition("#")
    site = context["project"].site
    if site:
        name = path.removesuffix(".md").removesuffix("index").rstrip("/")
        target = "/".join(part for part in (str(site).rstrip("/"), name) if part) + "/"
    else:
        target = posixpath.relpath(f"docs_src/{path}", posixpath.dirname(context["path"]) or ".")
    return traced(escape.tsdoc(target) + (f"#{escape.tsdoc(anchor)}" if anchor else ""), site, page)


@pass_context
def _replace_page_urls(context: Context, source: str) -> TracedMarkup:
    """Source code of ours, with each `page:PATH` replaced by the URL of the page."""
    return TracedMarkup(_PAGE_REFERENCE.sub(lambda match: str(_page_url(context, match[1])), source))


def _case_filter(convert: Callable[[str], str]) -> Callable[[Any], TracedMarkup]:
    def apply(value: Any) -> TracedMarkup:
        return traced(convert(str(value)), value)

    return apply


CODE_FILTERS: dict[str, Callable[..., Any]] = {
    "camel": _case_filter(camel),
    "constant": _case_filter(constant),
    "kebab": _case_filter(kebab),
    "page_url": _page_url,
    "page_urls": _replace_page_urls,
    "key": _typescript_key,
    "pascal": _case_filter(pascal),
    "pydoc": _comment_filter(escape.docstring),
    "python": _python_literal,
    "snake": _case_filter(snake),
    "tsdoc": _comment_filter(escape.tsdoc),
    "typescript": _typescript_literal,
}
