"""Warnings of MkDocs that have a fix of their own, and what each is about."""

from __future__ import annotations

import re
from typing import NamedTuple

# The forms of the messages are those of MkDocs 1.6.
_NAV = r" '(?P<about>[^']+)' is included in the 'nav' configuration, "

_FIXES = (
    (
        rf"A reference to{_NAV}which is not found",
        "write the path of a page, relative to the folder of the pages and without '#', or the full URL",
    ),
    (
        rf"An absolute path to{_NAV}",
        "write the full URL, or set 'validation: {{nav: {{absolute_links: ignore}}}}' in {config}",
    ),
    (
        r"Excluding '(?P<about>[^']+)' from the site because it conflicts with",
        "rename one of the two, or write 'exclude_docs: /{about}' in {config}",
    ),
    (
        r"Config value '(?P<about>\w+)': Unrecognised configuration name",
        "correct the name, or remove the key",
    ),
)


class WarningFix(NamedTuple):
    """What a warning is about, such as an entry of `nav` or a key of the configuration, and its fix."""

    about: str
    fix: str


def warning_fix(message: str, config_file: str) -> WarningFix | None:
    """The fix of a warning; None if it has none of its own."""
    for pattern, fix in _FIXES:
        match = re.match(pattern, message)
        if match:
            return WarningFix(match["about"], fix.format(about=match["about"], config=config_file))
    return None
