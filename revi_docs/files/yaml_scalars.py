"""Plain scalars that do not mean the same to every reader of YAML."""

from __future__ import annotations

import re

NON_STRING_SCALAR = re.compile(r"true|True|TRUE|false|False|FALSE|null|Null|NULL|~|")

_UNAMBIGUOUS_NUMBER = re.compile(r"[-+]?(0|[1-9][0-9]*)(\.[0-9]+)?")
_AMBIGUOUS_WORDS = {
    **dict.fromkeys("yes no on off y n".split(), "a truth value to YAML 1.1, a word to YAML 1.2"),
    **dict.fromkeys(("<<", "="), "an instruction to YAML 1.1, a word to YAML 1.2"),
}
_AMBIGUOUS_NUMBERS = tuple(
    (re.compile(pattern, re.IGNORECASE), yaml_interpretations)
    for pattern, yaml_interpretations in (
        (r"[-+]?0[0-7_]+", "an octal number to YAML 1.1, a decimal one to YAML 1.2"),
        (r"[-+]?0[0-9_]+", "a word to YAML 1.1, a decimal number to YAML 1.2"),
        (r"0o[0-7]+", "a word to YAML 1.1, an octal number to YAML 1.2"),
        (r"[-+]?0b[01_]+", "a binary number to YAML 1.1, a word to YAML 1.2"),
        (
            r"[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?",
            "a number to base 60 to YAML 1.1, a word to YAML 1.2",
        ),
        (r"[-+]?[0-9]+_[0-9_]*", "a number to YAML 1.1, a word to YAML 1.2"),
        (r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([T ].*)?", "a date to YAML 1.1, a word to YAML 1.2"),
        (r"[-+]?[0-9]+e[-+]?[0-9]+", "a word to YAML 1.1, a number to YAML 1.2"),
        (r"[-+]?0x[0-9a-f_]+", "a hexadecimal number, which nothing here takes"),
        (
            r"[-+]?([0-9][0-9_]*\.[0-9_]*|\.[0-9][0-9_]*)(e[-+]?[0-9]+)?|[-+]?\.(inf|nan)",
            "a number in a form that nothing here takes",
        ),
    )
)


def yaml_interpretations(text: str) -> str | None:
    """How different readers of YAML take an ambiguous scalar; None for the others, which are nearly all."""
    if text[:1].isalpha() or text[:1] in "<=":
        return _AMBIGUOUS_WORDS.get(text.lower()) if len(text) <= 3 else None
    if text[:1] not in "0123456789+-." or _UNAMBIGUOUS_NUMBER.fullmatch(text):
        return None
    return next(
        (interpretations for pattern, interpretations in _AMBIGUOUS_NUMBERS if pattern.fullmatch(text)), None
    )


def ambiguous_scalar_fix(text: str) -> str:
    """How to write what an ambiguous scalar stands for."""
    if text == "<<":
        return "write out the keys that are to be merged"
    return "put it in quotes if it is a text; write true, false or a plain number if not"


def split_list(text: str) -> list[str]:
    """The items of a list written with commas, such as `tools: Agent(a, b), Read`.

    A comma inside parentheses belongs to its item; in a text with unbalanced parentheses every comma divides.
    """
    items, depth = [""], 0
    for part in re.split(r"([(),])", text):
        depth += (part == "(") - (part == ")")
        if part == "," and depth == 0:
            items.append("")
        else:
            items[-1] += part
        if depth < 0:
            break
    if depth != 0:
        items = text.split(",")
    return [item.strip() for item in items if item.strip()]
