"""The usage error for a name that a command lists."""

from __future__ import annotations

from collections.abc import Iterable

import click

from revi_docs.problems.suggestions import suggestion_hint


class UnlistedNameError(click.UsageError):
    """An argument that must be one of some names, and is none of them.

    `message` ends with the name; `names` are the valid ones. The command with the words `listing` instead of the name
    lists them, which are `plural`.
    """

    def __init__(self, message: str, name: str, names: Iterable[str], plural: str, listing: str = "") -> None:
        super().__init__(f"{message} '{name}'{suggestion_hint(name, names)}")
        self.plural = plural
        self.listing = listing

    def fix(self, command: str) -> str:
        """Return what to type, for the command that was called."""
        return f"run '{' '.join(filter(None, (command, self.listing)))}' to list all {self.plural}"
