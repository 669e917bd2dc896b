"""A pattern of `regions` matches files in which revi-docs finds no markers.

Why: Markers are comments, so the type of a file decides what they look like. In a file of another type they are
text, and what is between them drifts without a finding.

Example:

    regions: ["docs/**/*.mdx"]

Fix: List files of a supported type (Markdown, YAML, Python, shell, TypeScript), or remove the pattern.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from revi_docs.contract.contract_rule import RuleContext
from revi_docs.files.markdown.markers import SYNTAX_BY_SUFFIX, can_hold_regions
from revi_docs.problems.problem import Problem

_WITH_WILDCARD = re.compile(r"[*?{][^.]*\Z")
# Braces enclose the name of a part, such as `{name}`; a shell reads alternatives in them.
_ALTERNATIVES = re.compile(r"\{[^{}/]*,[^{}/]*\}")


def check(context: RuleContext) -> Iterator[Problem]:
    """Yield one problem for each pattern that only matches files of an unsupported type."""
    for index, pattern in enumerate(context.contract.regions):
        name = pattern.rpartition("/")[2]
        place = context.place_of("regions", index)
        if _ALTERNATIVES.search(pattern):
            message = f"'{pattern}' has alternatives in braces, which match as they are written"
            yield context.problem(message, "write one pattern for each alternative", (place,), pattern)
            continue
        # What ends with a wildcard may match a file of any type.
        if pattern.startswith("!") or _WITH_WILDCARD.search(name) or can_hold_regions(name):
            continue
        folder = "" if "." in name else f"write '{pattern.rstrip('/')}/**' for a folder, or "
        yield context.problem(
            message=f"'{pattern}' matches files in which regions are not supported",
            fix=f"{folder}list files with one of the endings {', '.join(SYNTAX_BY_SUFFIX)}, or remove the pattern",
            places=(place,),
            subject=pattern,
        )
