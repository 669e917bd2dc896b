"""A section that the contract asks for has nothing in it.

Why: a heading alone looks as if somebody had thought about it.

Example:

    ## Reuse Plan

    <!-- what is used again? -->

    ## Token Budget

Mend: write what belongs there; where there is nothing to say, say that and why.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.stories.rule import Case, Told


def check(case: Case) -> Iterator[Told]:
    """Yields a problem for each section without content."""
    for artifact, document in case.documents():
        for number, name in enumerate(case.contract.artifacts[artifact.kind].sections):
            section = document.section(name)
            if section is not None and document.says_nothing(section):
                because = ("artifacts", artifact.kind, "sections", number)
                fix = "write what belongs there, or that there is nothing to say and why"
                yield Told(
                    f"the section '{name}' is empty",
                    fix,
                    document.at(section.line),
                    f"{artifact.name} {name}",
                    because,
                )
