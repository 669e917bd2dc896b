"""An aggregation rule speaks of a worker status that the contract does not define.

Why: no worker ever reports it, so the rule decides otherwise than it reads.

Example:

    workers:
      statuses: {PASS: {}, FAIL: {}}
      aggregation:
        - {when: any, of: FAILED, then: FAIL}
        - {when: otherwise, then: PASS}

Mend: correct the name, or define the status under `workers.statuses`.
"""

from __future__ import annotations

from revi_docs.contract.contract_rule import undefined_name_check

check = undefined_name_check("unknown-worker-status", "worker status", "workers.statuses", "worker_statuses")
