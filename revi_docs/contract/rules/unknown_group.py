"""An agent belongs to a group that the contract does not define.

Why: the agent gets no model from its group and appears in no group's list.

Example:

    groups: {leaders: {}}
    agents:
      analyst: {group: leader}

Mend: correct the name, or define the group under `groups`.
"""

from __future__ import annotations

from revi_docs.contract.contract_rule import undefined_name_check

check = undefined_name_check("unknown-group", "group", "groups", "groups")
