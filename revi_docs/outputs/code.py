"""Contract values as they are to stand in code: names in a language's case, literals, comments, links.

Like every filter, each gives text that is safe where it is meant to stand and that still knows which value
of the contract it shows.
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
from revi_docs.outputs.shown import Shown, joined, shown

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")
_PLAIN_KEY = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_PAGE = re.compile(r"\bpage:(\S+)")
_WIDTH = 96


def words(name: str) -> list[str]:
    """`in-progress`, `inProgress`, `IN_PROGRESS` → in, progress."""
    return [word.lower() for word in _WORD.findall(name)]


def snake(name: str) -> str:
    """`originalError` → `original_error`; a word that Python keeps to itself gets a line behind it."""
    made = "_".join(words(name))
    return f"{made}_" if keyword.iskeyword(made) else made


def camel(name: str) -> str:
    """`delay_ms` → `delayMs`."""
    first, *rest = words(name) or [""]
    return first + "".join(word.capitalize() for word in rest)


def pascal(name: str) -> str:
    """`error_record` → `ErrorRecord`."""
    return "".join(word.capitalize() for word in words(name))


def constant(name: str) -> str:
    """`in-progress` → `IN_PROGRESS`."""
    return "_".join(words(name)).upper()


def kebab(name: str) -> str:
    """`errorRecord` → `error-record`."""
    return "-".join(words(name))


def _python(value: Any) -> Shown:
    """A value as a Python literal on one line; lists are tuples."""
    if isinstance(value, Mapping):
        parts = [joined((_python(name), _python(part)), ": ") for name, part in value.items()]
        return joined(("{", joined(parts, ", "), "}"), "")
    if isinstance(value, (list, tuple)):
        inside = joined(map(_python, value), ", ")
        return joined(("(", inside, ",)" if len(value) == 1 else ")"), "")
    words_of_python = {None: "None", True: "True", False: "False"}
    if value is None or isinstance(value, bool):
        return shown(words_of_python[value], value)
    return shown(_literal(value), value)


def _key(value: Any) -> Shown:
    """The name of a property in TypeScript, quoted where it must be."""
    name = str(value)
    if name == "__proto__":
        return shown(f"[{_literal(name)}]", value)
    return shown(name if _PLAIN_KEY.fullmatch(name) else _literal(name), value)


def _typescript(value: Any) -> Shown:
    """A value as a TypeScript literal on one line."""
    if isinstance(value, Mapping):
        parts = [joined((_key(name), _typescript(part)), ": ") for name, part in value.items()]
        return joined(("{ ", joined(parts, ", "), " }"), "") if parts else Shown("{}")
    if isinstance(value, (list, tuple)):
        return joined(("[", joined(map(_typescript, value), ", "), "]"), "")
    return shown(_literal(value), value)


def _literal(value: Any) -> str:
    return escape.quoted(value) if isinstance(value, str) else json.dumps(value)


def _comment(make: Callable[[str], str]) -> Callable[..., Shown]:
    """A text as the lines of a comment, each behind `begin`; nothing in it can end the comment."""

    def apply(value: Any, begin: str = "", width: int = _WIDTH) -> Shown:
        wrapped = textwrap.wrap(make(str(value)), width, break_long_words=False, break_on_hyphens=False)
        return shown("\n".join(f"{begin}{line}" for line in wrapped), value)

    return apply


@pass_context
def _page(context: Context, page: str) -> Shown:
    """The address of a page of the site, `reference/statuses/index.md#stages`.

    It begins with the address of the site where `project.site` gives it; else it leads from the output to
    the page's source.
    """
    path, _, anchor = str(page).partition("#")
    site = context["project"].site
    if site:
        name = path.removesuffix(".md").removesuffix("index").rstrip("/")
        target = "/".join(part for part in (str(site).rstrip("/"), name) if part) + "/"
    else:
        target = posixpath.relpath(f"docs_src/{path}", posixpath.dirname(context["path"]) or ".")
    return shown(escape.tsdoc(target) + (f"#{escape.tsdoc(anchor)}" if anchor else ""), site, page)


@pass_context
def _pages(context: Context, source: str) -> Shown:
    """Code of ours as it stands, with the address of each page in the place of `page:` and its path."""
    return Shown(_PAGE.sub(lambda match: str(_page(context, match[1])), source))


def _styled(make: Callable[[str], str]) -> Callable[[Any], Shown]:
    def apply(value: Any) -> Shown:
        return shown(make(str(value)), value)

    return apply


CODE_FILTERS: dict[str, Callable[..., Any]] = {
    "camel": _styled(camel),
    "constant": _styled(constant),
    "kebab": _styled(kebab),
    "page": _page,
    "pages": _pages,
    "key": _key,
    "pascal": _styled(pascal),
    "pydoc": _comment(escape.docstring),
    "python": _python,
    "snake": _styled(snake),
    "tsdoc": _comment(escape.tsdoc),
    "typescript": _typescript,
}
