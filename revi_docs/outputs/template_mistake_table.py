"""The messages of Jinja and of Python about a template as patterns, each with plain words and a fix."""

from __future__ import annotations

from typing import NamedTuple


class Mistake(NamedTuple):
    """A message as a pattern. The groups `kind` and `other` name classes, `token` and `found` tokens of Jinja.

    `{hint}` in the text is the name most similar to the group `filter`, `test`, `tag` or `name`.
    """

    pattern: str
    message: str
    fix: str = ""


_KIND = r"""["'](?P<kind>[\w.]+)["']"""
_OTHER = r"""["'](?P<other>[\w.]+)["']"""
_FUNCTION = r"(?:[\w.<>]*\.)?(?:sync_)?(?:do_|test_)?(?P<function>[\w<>]+)\(\)"
_ADD = "join strings with '~'; convert a string to a number with the filter 'int'"
_CONVERT = "convert both to the same type first, for example with the filter 'int' or 'string'"
_CORRECT_CALL = "correct the arguments"
_INT = "convert it to a number with the filter 'int'"

_SYNTAX = (
    Mistake(
        r"No filter named '(?P<filter>.*)'\.", "there is no filter '{filter}'{hint}", "correct the name of the filter"
    ),
    Mistake(
        r"No test named '(?P<test>.*?)'(?: found)?\.", "there is no test '{test}'{hint}", "correct the name after 'is'"
    ),
    Mistake(
        r"Unexpected end of template\. .* is '(?P<tag>\w+)'\.",
        "the tag '{tag}' is never closed",
        "add {{% end{tag} %}}",
    ),
    Mistake(
        r"Encountered unknown tag '(?P<tag>end\w+)'\..* is '(?P<open>\w+)'\.",
        "the tag '{tag}' does not close '{open}', which is open here",
        "write {{% end{open} %}} first",
    ),
    Mistake(r"Encountered unknown tag '(?P<tag>\w+)'.*", "there is no tag '{tag}'{hint}", "correct the tag"),
    Mistake(
        r"Expected an expression, got '(?P<found>.*)'",
        "a value or a name is missing before '{found}'",
        "write it, or remove the tag",
    ),
    Mistake(
        r"unexpected end of template, expected '(?P<token>.*)'\.",
        "'{token}' is missing",
        "close the tag with '{token}'",
    ),
    Mistake(r"expected token '(?P<token>.*)', got '(?P<found>.*)'", "expected '{token}' here, not '{found}'"),
    Mistake(r"unexpected '(?P<found>.*)', expected '(?P<token>.*)'", "expected '{token}' here, not '{found}'"),
    Mistake(r"unexpected '(?P<found>.*)'", "'{found}' is not expected here"),
    Mistake(r"""unexpected char ["']{1,3} at \d+""", "a string is never closed", "close it with the same quote"),
    Mistake(r"unexpected char (?P<text>.*) at \d+", "the character {text} is not expected here"),
    Mistake(r"Missing end of comment tag", "a comment is never closed", "close it with '#}}'"),
    Mistake(r"Missing end of raw directive", "the tag 'raw' is never closed", "add {{% endraw %}}"),
)
_NAMES = (
    Mistake(
        r"(?P<text>the string '.*'), a name in (?P<section>.*), has no '(?P<key>.*)'",
        "{text} is a name in {section} and has no '{key}'",
        "read it from the item: {section}[…].{key}",
    ),
    Mistake(r"'(?P<name>.*)' is undefined", "'{name}' is undefined{hint}"),
    Mistake(
        r"the template '(?P<template>.*)' \(imported on .*\) does not export the requested name '(?P<macro>.*)'",
        "the template '{template}' has no '{macro}'",
        "correct the name, or add the macro to that template",
    ),
)
_TYPES = (
    Mistake(_KIND + r" object is not callable", "{kind} cannot be called", "remove the parentheses"),
    Mistake(
        r"(?:argument of type )?" + _KIND + r"(?: object)? is not (?:a container or )?iterable",
        "{kind} is not a list or a mapping",
        "use a list or a mapping here",
    ),
    Mistake(
        r"cannot unpack non-iterable (?P<kind>\w+) object",
        "{kind} cannot be split into several names",
        "write one name before 'in'",
    ),
    Mistake(
        r"(?:too many|not enough) values to unpack \(expected (?P<count>\d+).*\)",
        "a value cannot be split into {count} names",
        "loop over pairs: {{% for name, item in ….items() %}}",
    ),
    Mistake(
        r"can only concatenate (?P<kind>\w+) \(not " + _OTHER + r"\) to \w+",
        "'+' cannot be used with {kind} and {other}",
        _ADD,
    ),
    Mistake(
        r"unsupported operand type\(s\) for \+: " + _KIND + " and " + _OTHER,
        "'+' cannot be used with {kind} and {other}",
        _ADD,
    ),
    Mistake(
        r"unsupported operand type\(s\) for (?P<operator>.*?)(?: or .*)?: " + _KIND + " and " + _OTHER,
        "'{operator}' cannot be used with {kind} and {other}",
        _CONVERT,
    ),
    Mistake(
        r"bad operand type for unary (?P<operator>.): " + _KIND, "'{operator}' cannot be used with {kind}", _CONVERT
    ),
    Mistake(
        r"can't multiply sequence by non-int of type " + _OTHER,
        "'*' cannot be used with a string or a list and {other}",
        _CONVERT,
    ),
    Mistake(
        r"'(?P<operator>.*)' not supported between instances of " + _KIND + " and " + _OTHER,
        "'{operator}' cannot compare {kind} with {other}",
        _CONVERT,
    ),
    Mistake(r"object of type " + _KIND + r" has no len\(\)", "{kind} has no length", "use a string or a list here"),
    Mistake(r"unhashable type: " + _KIND, "{kind} cannot be a key", "use a string or a number here"),
    Mistake(_KIND + r" object has no attribute '(?P<key>.*)'", "{kind} has no '{key}'", "use another value here"),
    Mistake(
        r"(?P<format>%\w) format: a (?:real )?number is required, not (?P<kind>\w+)",
        "'{format}' needs a number, not {kind}",
        "convert it to a number with the filter 'int', or write '%s'",
    ),
    Mistake(_KIND + r" object cannot be interpreted as an integer", "expected a number here, not {kind}", _INT),
    Mistake(r"slice indices must be integers.*", "the bounds of a slice must be numbers", _INT),
    Mistake(r"type (?P<kind>\w+) doesn't define __round__ method", "{kind} cannot be rounded", _INT),
    Mistake(
        r"unsupported format string passed to (?P<kind>\w+)\.__format__|Unknown format code .* type " + _OTHER,
        "the value is not a number",
        _INT,
    ),
    Mistake(_KIND + r" object is not reversible", "{kind} is not a list or a mapping", "use a list or a mapping here"),
    Mistake(r"argument must be iterable", "the value is not a list or a mapping", "use a list or a mapping here"),
    Mistake(
        r"cannot assign attribute on non-namespace object",
        "only a group of variables has names that can be set",
        "write {{% set NAME = namespace() %}} first",
    ),
    Mistake(
        r"(?:.* )?index (?:\d+ )?out of range.*", "there are fewer values than this line uses", "add them, or use fewer"
    ),
    Mistake(
        r"'.*' codec can't encode character '(?P<text>.*)' in .*", "'{text}' is not a valid character", "remove it"
    ),
)
_CALLS = (
    Mistake(
        _FUNCTION + r" missing \d+ required .*arguments?: (?P<arguments>.*)",
        "'{function}' needs further arguments: {arguments}",
        _CORRECT_CALL,
    ),
    Mistake(
        _FUNCTION + r" got an unexpected keyword argument '(?P<argument>\w+)'.*",
        "'{function}' has no argument '{argument}'",
        _CORRECT_CALL,
    ),
    Mistake(_FUNCTION + r" takes .* given\)?", "'{function}' has too many arguments here", _CORRECT_CALL),
    Mistake(
        r"(?P<function>\w+) expected at (?P<bound>least|most) (?P<count>\d+) arguments?, got \d+",
        "'{function}' needs at {bound} {count} arguments",
        _CORRECT_CALL,
    ),
    Mistake(
        _FUNCTION + r" argument (?P<position>\d+) must be (?P<kind>\w+), not (?P<other>\w+)",
        "argument {position} of '{function}' must be {kind}, not {other}",
        _CORRECT_CALL,
    ),
    Mistake(
        r"(?:.* )?(?:must be|expected) (?P<kind>str|string|int)\b.*, not '?(?P<other>\w+)'?",
        "an argument must be {kind}, not {other}",
        _CORRECT_CALL,
    ),
    Mistake(r"range\(\) arg 3 must not be zero", "the step of a range must not be 0", _CORRECT_CALL),
    Mistake(
        r"macro '(?P<macro>.*)' takes not more than (?P<count>\d+) argument\(s\)",
        "the macro '{macro}' has too many arguments here; it takes {count}",
        _CORRECT_CALL,
    ),
    Mistake(
        r"macro '(?P<macro>.*)' takes no keyword argument '(?P<argument>\w+)'",
        "the macro '{macro}' has no argument '{argument}'",
        _CORRECT_CALL,
    ),
)
_LIMITS = (
    Mistake(
        r"access to attribute '(?P<key>.*)' of " + _KIND + r" object is unsafe\.",
        "templates cannot read '{key}' of {kind}",
        "remove it",
    ),
    Mistake(
        r"Range too big\. .* \((?P<limit>\d+)\)\.", "a range has at most {limit} numbers", "loop over fewer numbers"
    ),
)

MISTAKES = (*_SYNTAX, *_NAMES, *_TYPES, *_CALLS, *_LIMITS)
"""The first one whose pattern matches the whole message counts."""
