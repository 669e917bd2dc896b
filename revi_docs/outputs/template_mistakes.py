"""The messages of Jinja and of Python about a template, in words of its author, each with a fix."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from jinja2.filters import FILTERS as JINJA_FILTERS
from jinja2.tests import TESTS as JINJA_TESTS

from revi_docs.outputs.context.value_kinds import kind_named
from revi_docs.outputs.filters import FILTERS
from revi_docs.outputs.template_mistake_table import MISTAKES, Mistake
from revi_docs.problems.suggestions import suggestion_hint

_TAGS = (
    "for endfor if elif else endif macro endmacro call endcall filter endfilter set endset include import from "
    "extends block endblock with endwith raw endraw autoescape endautoescape"
)
_CANDIDATES: dict[str, Iterable[str]] = {
    # Templates have no random values.
    "filter": ({*JINJA_FILTERS, *FILTERS, "literal"}) - {"random"},
    "test": JINJA_TESTS,
    "tag": _TAGS.split(),
}
_TOKENS = {
    "end of statement block": "%}",
    "begin of statement block": "{%",
    "end of print statement": "}}",
    "begin of print statement": "{{",
    "begin of comment": "{#",
    "end of comment": "#}",
    "name": "NAME",
}
# Functions whose names in Python are not their names in templates.
_FUNCTIONS = {"<lambda>": "function", "__init__": "function", "find": "function"}


@cache
def _compiled_mistakes() -> list[tuple[re.Pattern[str], Mistake]]:
    """Compiled only after an error: most commands see none."""
    return [(re.compile(row.pattern, re.DOTALL), row) for row in MISTAKES]


def in_plain_words(message: str, names: Iterable[str] = ()) -> tuple[str, str]:
    """A message and its fix in words of a template's author; other messages are unchanged, and their fix is "".

    `names` are the names that every template sees.
    """
    for pattern, mistake in _compiled_mistakes():
        match = pattern.fullmatch(message)
        if match:
            values = _words(match.groupdict(""), {**_CANDIDATES, "name": names})
            return mistake.message.format(**values), mistake.fix.format(**values)
    return message, ""


def _words(groups: Mapping[str, str], candidates: Mapping[str, Iterable[str]]) -> dict[str, str]:
    values = {"hint": "".join(suggestion_hint(groups[name], candidates[name]) for name in candidates if name in groups)}
    for name, value in groups.items():
        if name in ("kind", "other"):
            values[name] = kind_named(value)
        elif name in ("token", "found"):
            values[name] = _TOKENS.get(value, value)
        elif name == "function":
            values[name] = _FUNCTIONS.get(value, value.lstrip("_"))
        else:
            values[name] = value
    return values
