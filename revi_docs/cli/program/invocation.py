"""The global options of one call: the same for both programs, and accepted before and after the command."""

from __future__ import annotations

from dataclasses import dataclass

import click

from revi_docs.files.repository_root import find_root


@dataclass(slots=True)
class Invocation:
    """What the global options of one call say. Empty strings mean that an option is not set."""

    root: str = ""
    output_format: str = ""

    @property
    def repository_root(self) -> str:
        """The folder of `--root`, or the nearest parent folder with a contract."""
        return self.root or find_root(".")


def invocation_of(context: click.Context) -> Invocation:
    """Return the invocation that all contexts of a call share; the context of the program creates it."""
    return context.find_root().ensure_object(Invocation)
