"""An output is to be made for each item of something that is no section of items.

Why: nothing is rendered for it, and the documents that readers expect are missing.

Example:

    outputs:
      "docs/{command}.md": {template: command.md.j2, each: command}

Mend: use the name of a section whose items have names, such as `commands`.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.contract.contract_rule import RuleContext
from revi_docs.contract.reference_targets import SINGULAR_BY_SECTION
from revi_docs.problems.problem import Problem
from revi_docs.problems.suggestions import did_you_mean


def check(context: RuleContext) -> Iterator[Problem]:
    """Yields one problem for each `each` that names no section of items."""
    for reference in context.references("sources"):
        if reference.name not in SINGULAR_BY_SECTION:
            output = reference.path[1]
            yield Problem(
                code="unknown-source",
                message=f"output '{output}' is made for each of '{reference.name}', which has no items",
                fix=f"use one of: {', '.join(SINGULAR_BY_SECTION)}{did_you_mean(reference.name, SINGULAR_BY_SECTION)}",
                places=(context.place_of(*reference.path),),
                subject=f"{output}.{reference.name}",
            )
