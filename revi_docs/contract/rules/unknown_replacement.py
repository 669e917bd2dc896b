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

from revi_docs.contract.items import groups_of_items
from revi_docs.contract.rule import Case
from revi_docs.problems.near import did_you_mean
from revi_docs.problems.problem import Problem


def check(case: Case) -> Iterator[Problem]:
    """Yields one problem for each `renamed_to` that is no other item of the same kind."""
    for path, items in groups_of_items(case.contract):
        for item in items.values():
            name = item.deprecated.renamed_to if item.deprecated else None
            if name and (name not in items or name == item.id):
                kind = ".".join(path)
                others = [other for other in items if other != item.id]
                yield Problem(
                    code="unknown-replacement",
                    message=f"'{item.id}' is replaced by '{name}', which is no other item of {kind}",
                    fix=f"name another one, or give a 'reason' in its place{did_you_mean(name, others)}",
                    places=(case.at(*path, item.id, "deprecated", "renamed_to"),),
                    subject=f"{kind}.{item.id}",
                )
