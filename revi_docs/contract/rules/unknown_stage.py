"""A status stands in a stage that the contract does not define.

Why: the board has no such column, so stories in this status are seen nowhere.

Example:

    stages: [doing]
    statuses:
      open: {stage: dong}

Mend: correct the name, or define the stage under `stages`.
"""

from __future__ import annotations

from revi_docs.contract.contract_rule import undefined_name_check

check = undefined_name_check("unknown-stage", "stage", "stages", "stages")
