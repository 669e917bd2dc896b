"""A deprecated item points to a replacement that the contract does not define.

Why: whoever still uses the old name is sent to a new one that is not there.

Example:

    commands:
      check: {}
      verify: {deprecated: {renamed_to: chekc}}

Mend: correct the name, or leave `renamed_to` out and give a `reason`.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.contract.contract_rule import RuleContext
from revi_docs.contract.items import item_groups
from revi_docs.problems.problem import Problem
from revi_docs.problems.suggestions import did_you_mean


def check(context: RuleContext) -> Iterator[Problem]:
    """Yields one problem for each `renamed_to` that is no other item of the same kind."""
    for path, items in item_groups(context.contract):
        for item in items.values():
            name = item.deprecated.renamed_to if item.deprecated else None
            if name and (name not in items or name == item.id):
                kind = ".".join(path)
                others = [other for other in items if other != item.id]
                yield Problem(
                    code="unknown-replacement",
                    message=f"'{item.id}' is replaced by '{name}', which is no other item of {kind}",
                    fix=f"name another one, or give a 'reason' in its place{did_you_mean(name, others)}",
                    places=(context.place_of(*path, item.id, "deprecated", "renamed_to"),),
                    subject=f"{kind}.{item.id}",
                )
