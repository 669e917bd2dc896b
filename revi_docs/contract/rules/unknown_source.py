"""The `each` of an output is not a section of named items.

Why: Nothing is rendered for it, and the files that readers expect are missing.

Example:

    outputs:
      "docs/{command}.md": {template: command.md.j2, each: command}

Fix: Use the name of a section whose items have names, such as `commands`.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.contract.contract_rule import RuleContext
from revi_docs.contract.reference_targets import SINGULAR_BY_SECTION
from revi_docs.problems.problem import Problem
from revi_docs.problems.suggestions import suggested_fix


def check(context: RuleContext) -> Iterator[Problem]:
    """Yield one problem for each `each` that is not a section of named items."""
    for reference in context.references("sources"):
        if reference.name not in SINGULAR_BY_SECTION:
            output = reference.path[1]
            yield context.problem(
                message=f"'each' of output '{output}' is '{reference.name}', which has no named items",
                fix=suggested_fix(reference.name, SINGULAR_BY_SECTION, f"use one of: {', '.join(SINGULAR_BY_SECTION)}"),
                places=(context.place_of(*reference.path),),
                subject=f"{output}.{reference.name}",
            )
