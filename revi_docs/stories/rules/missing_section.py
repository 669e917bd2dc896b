"""A file of a story lacks a section that the contract asks for.

Why: what is not asked is not thought of. A story without a token budget or a reuse plan was never asked.

Example:

    # REVI-007

    ## Goal

    Readers find each rule.

and nothing else.

Mend: write the section, with its heading as the contract spells it.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.problems.near import did_you_mean
from revi_docs.stories.rule import Case, Told


def check(case: Case) -> Iterator[Told]:
    """Yields a problem for each section that is not there."""
    for artifact, document in case.documents():
        names = [one.name for one in document.sections]
        wanted = case.contract.artifacts[artifact.kind].sections
        others = [name for name in names if name not in wanted]
        for number, section in enumerate(wanted):
            if section not in names and document.lines:
                fix = f"add the heading '## {section}' and what belongs there{did_you_mean(section, others)}"
                because = ("artifacts", artifact.kind, "sections", number)
                message = f"has no section '{section}'"
                yield Told(message, fix, document.at(1), f"{artifact.name} {section}", because)
