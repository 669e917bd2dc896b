"""The steps of README and quick start: the code blocks from the installation on, for each workflow of `init`."""

from __future__ import annotations

import re

_FENCE = re.compile(r"(?ms)^```(sh|text|diff)\n(.*?)^```$")

DRIFT = {
    "minimal": ("Finished, and waiting for a review.", "Finished, and waiting for a colleague."),
    "review": ("Built, and waiting for a code review.", "Built, and waiting for a colleague."),
    "revi": ("extends: revi/1\n", "extends: revi/1\nstatuses: {pending: {description: Waits for its text.}}\n"),
}
"""Workflow → the edit of revi.yml that causes the first drift; the pages show the one of `minimal`."""


def first_steps(page: str) -> list[tuple[str, str]]:
    """The code blocks from the installation to the end of the section, as language and text."""
    start = page.index("```sh\npip install revi-docs\n")
    end = page.find("\n## Enforce the workflow", start)
    return _FENCE.findall(page[start:end])


def commands(page: str) -> list[str]:
    """The lines that a reader types, in order."""
    return [line for language, text in first_steps(page) if language == "sh" for line in text.splitlines()]
