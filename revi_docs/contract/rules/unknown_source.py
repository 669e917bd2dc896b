"""An output is to be made for each item of something that is no section of items.

Why: nothing is rendered for it, and the documents that readers expect are missing.

Example:

    outputs:
      "docs/{command}.md": {template: command.md.j2, each: command}

Mend: use the name of a section whose items have names, such as `commands`.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.contract.names import SINGULAR
from revi_docs.contract.rule import Case
from revi_docs.problems.near import did_you_mean
from revi_docs.problems.problem import Problem


def check(case: Case) -> Iterator[Problem]:
    """Yields one problem for each `each` that names no section of items."""
    for reference in case.references("sources"):
        if reference.name not in SINGULAR:
            output = reference.path[1]
            yield Problem(
                code="unknown-source",
                message=f"output '{output}' is made for each of '{reference.name}', which has no items",
                fix=f"use one of: {', '.join(SINGULAR)}{did_you_mean(reference.name, SINGULAR)}",
                places=(case.at(*reference.path),),
                subject=f"{output}.{reference.name}",
            )
