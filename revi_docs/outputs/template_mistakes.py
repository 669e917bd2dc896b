"""The messages of Jinja and of Python about a template, in words of its author, each with a fix."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from jinja2.filters import FILTERS as JINJA_FILTERS
from jinja2.tests import TESTS as JINJA_TESTS

from revi_docs.outputs.context.value_kinds import kind_named
from revi_docs.outputs.filters import FILTERS
from revi_docs.problems.suggestions import did_you_mean


class _Mistake(NamedTuple):
    """A message as a pattern. The groups `kind` and `other` name classes, `token` and `found` tokens of Jinja.

    `{hint}` in the text is the name most similar to the group `filter`, `test`, `tag` or `name`.
    """

    pattern: str
    message: str
    fix: str = ""


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
}
_KIND = r"""["'](?P<kind>[\w.]+)["']"""
_OTHER = r"""["'](?P<other>[\w.]+)["']"""
_FUNCTION = r"(?:[\w.<>]*\.)?(?:sync_)?(?:do_|test_)?(?P<function>[\w<>]+)\(\)"
_ADD = "join texts with '~'; make a number of a text with the filter 'int'"
_CONVERT = "make both of one kind first, for example with the filter 'int' or 'string'"
_CORRECT_CALL = "correct the arguments"

_SYNTAX = (
    _Mistake(
        r"No filter named '(?P<filter>.*)'\.", "there is no filter '{filter}'{hint}", "correct the name of the filter"
    ),
    _Mistake(
        r"No test named '(?P<test>.*?)'(?: found)?\.", "there is no test '{test}'{hint}", "correct the name after 'is'"
    ),
    _Mistake(
        r"Unexpected end of template\. .* is '(?P<tag>\w+)'\.",
        "the tag '{tag}' is never closed",
        "add {{% end{tag} %}}",
    ),
    _Mistake(
        r"Encountered unknown tag '(?P<tag>end\w+)'\..* is '(?P<open>\w+)'\.",
        "the tag '{tag}' does not close '{open}', which is open here",
        "write {{% end{open} %}} first",
    ),
    _Mistake(r"Encountered unknown tag '(?P<tag>\w+)'.*", "there is no tag '{tag}'{hint}", "correct the tag"),
    _Mistake(
        r"Expected an expression, got '(?P<found>.*)'",
        "a value or a name is missing before '{found}'",
        "write it, or remove the tag",
    ),
    _Mistake(
        r"unexpected end of template, expected '(?P<token>.*)'\.",
        "'{token}' is missing",
        "close the tag with '{token}'",
    ),
    _Mistake(r"expected token '(?P<token>.*)', got '(?P<found>.*)'", "here must be '{token}', not '{found}'"),
    _Mistake(r"Missing end of comment tag", "a comment is never closed", "close it with '#}}'"),
    _Mistake(r"Missing end of raw directive", "the tag 'raw' is never closed", "add {{% endraw %}}"),
)
_NAMES = (
    _Mistake(
        r"(?P<text>the text '.*'), a name in (?P<section>.*), has no '(?P<key>.*)'",
        "{text} is a name in {section} and has no '{key}'",
        "read it from the item: {section}[…].{key}",
    ),
    _Mistake(r"'(?P<name>.*)' is undefined", "'{name}' is undefined{hint}"),
    _Mistake(
        r"the template '(?P<template>.*)' \(imported on .*\) does not export the requested name '(?P<macro>.*)'",
        "the template '{template}' has no '{macro}'",
        "correct the name, or add the macro to that template",
    ),
)
_TYPES = (
    _Mistake(_KIND + r" object is not callable", "{kind} cannot be called", "remove the parentheses"),
    _Mistake(
        r"(?:argument of type )?" + _KIND + r"(?: object)? is not (?:a container or )?iterable",
        "{kind} is not a list or a mapping",
        "use a list or a mapping here",
    ),
    _Mistake(
        r"cannot unpack non-iterable (?P<kind>\w+) object",
        "{kind} cannot be split into several names",
        "write one name before 'in'",
    ),
    _Mistake(
        r"(?:too many|not enough) values to unpack \(expected (?P<count>\d+).*\)",
        "a value cannot be split into {count} names",
        "loop over pairs: {{% for name, item in ….items() %}}",
    ),
    _Mistake(
        r"can only concatenate (?P<kind>\w+) \(not " + _OTHER + r"\) to \w+",
        "'+' cannot be used with {kind} and {other}",
        _ADD,
    ),
    _Mistake(
        r"unsupported operand type\(s\) for \+: " + _KIND + " and " + _OTHER,
        "'+' cannot be used with {kind} and {other}",
        _ADD,
    ),
    _Mistake(
        r"unsupported operand type\(s\) for (?P<operator>.*?)(?: or .*)?: " + _KIND + " and " + _OTHER,
        "'{operator}' cannot be used with {kind} and {other}",
        _CONVERT,
    ),
    _Mistake(
        r"bad operand type for unary (?P<operator>.): " + _KIND, "'{operator}' cannot be used with {kind}", _CONVERT
    ),
    _Mistake(
        r"can't multiply sequence by non-int of type " + _OTHER,
        "'*' cannot be used with a text or a list and {other}",
        _CONVERT,
    ),
    _Mistake(
        r"'(?P<operator>.*)' not supported between instances of " + _KIND + " and " + _OTHER,
        "'{operator}' cannot compare {kind} with {other}",
        _CONVERT,
    ),
    _Mistake(r"object of type " + _KIND + r" has no len\(\)", "{kind} has no length", "use a text or a list here"),
    _Mistake(r"unhashable type: " + _KIND, "{kind} cannot be a key", "use a text or a number here"),
    _Mistake(_KIND + r" object has no attribute '(?P<key>.*)'", "{kind} has no '{key}'", "use another value here"),
    _Mistake(
        r"(?P<format>%\w) format: a (?:real )?number is required, not (?P<kind>\w+)",
        "'{format}' needs a number, not {kind}",
        "make a number of it with the filter 'int', or write '%s'",
    ),
)
_CALLS = (
    _Mistake(
        _FUNCTION + r" missing \d+ required .*arguments?: (?P<arguments>.*)",
        "'{function}' needs further arguments: {arguments}",
        _CORRECT_CALL,
    ),
    _Mistake(
        _FUNCTION + r" got an unexpected keyword argument '(?P<argument>\w+)'.*",
        "'{function}' has no argument '{argument}'",
        _CORRECT_CALL,
    ),
    _Mistake(_FUNCTION + r" takes .* given", "'{function}' has too many arguments here", _CORRECT_CALL),
    _Mistake(
        r"macro '(?P<macro>.*)' takes not more than (?P<count>\d+) argument\(s\)",
        "the macro '{macro}' has too many arguments here; it takes {count}",
        _CORRECT_CALL,
    ),
    _Mistake(
        r"macro '(?P<macro>.*)' takes no keyword argument '(?P<argument>\w+)'",
        "the macro '{macro}' has no argument '{argument}'",
        _CORRECT_CALL,
    ),
)
_LIMITS = (
    _Mistake(
        r"access to attribute '(?P<key>.*)' of " + _KIND + r" object is unsafe\.",
        "templates cannot read '{key}' of {kind}",
        "remove it",
    ),
    _Mistake(
        r"Range too big\. .* \((?P<limit>\d+)\)\.", "a range has at most {limit} numbers", "loop over fewer numbers"
    ),
)


@cache
def _compiled_mistakes() -> list[tuple[re.Pattern[str], _Mistake]]:
    """Compiled only after an error: most commands see none."""
    return [(re.compile(row.pattern, re.DOTALL), row) for row in (*_SYNTAX, *_NAMES, *_TYPES, *_CALLS, *_LIMITS)]


def in_plain_words(message: str, names: Iterable[str] = ()) -> tuple[str, str]:
    """A message and its fix in words of a template's author; other messages are unchanged, and their fix is "".

    `names` are the names that every template sees.
    """
    for pattern, mistake in _compiled_mistakes():
        match = pattern.fullmatch(message)
        if match:
            values = _words(match.groupdict(), {**_CANDIDATES, "name": names})
            return mistake.message.format(**values), mistake.fix.format(**values)
    return message, ""


def _words(groups: Mapping[str, str], candidates: Mapping[str, Iterable[str]]) -> dict[str, str]:
    values = {"hint": "".join(did_you_mean(groups[name], candidates[name]) for name in candidates if name in groups)}
    for name, value in groups.items():
        if name in ("kind", "other"):
            values[name] = kind_named(value)
        elif name in ("token", "found"):
            values[name] = _TOKENS.get(value, value)
        else:
            values[name] = "function" if value == "<lambda>" else value
    return values
