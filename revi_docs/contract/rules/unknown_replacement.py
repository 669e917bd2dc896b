"""The replacement of a deprecated item does not exist.

Why: People who still use the old name are sent to an item that is not there.

Example:

    commands:
      check: {}
      verify: {deprecated: {renamed_to: chekc}}

Fix: Correct the name, or replace `renamed_to` with a `reason`.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.contract.contract_rule import RuleContext
from revi_docs.contract.items import item_groups
from revi_docs.problems.problem import Problem
from revi_docs.problems.suggestions import suggested_fix


def check(context: RuleContext) -> Iterator[Problem]:
    """Yield one problem for each `renamed_to` that is not another item of the same kind."""
    for path, items in item_groups(context.contract):
        for item in items.values():
            name = item.deprecated.renamed_to if item.deprecated else None
            if name and (name not in items or name == item.id):
                kind = ".".join(path)
                others = [other for other in items if other != item.id]
                yield context.problem(
                    message=f"'{item.id}' is replaced by '{name}', which is not another item of {kind}",
                    fix=suggested_fix(name, others, "name another item, or give a 'reason' instead"),
                    places=(context.place_of(*path, item.id, "deprecated", "renamed_to"),),
                    subject=f"{kind}.{item.id}",
                )
