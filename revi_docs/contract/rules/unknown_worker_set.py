"""A command runs a worker set that the contract does not define.

Why: the command starts no workers, and its result is that of no worker at all.

Example:

    agents: {lint: {}}
    workers: {sets: {review: {workers: [lint]}}}
    commands:
      check: {workers: reviews}

Mend: correct the name, or define the set under `workers.sets`.
"""

from __future__ import annotations

from revi_docs.contract.contract_rule import undefined_name_check

check = undefined_name_check("unknown-worker-set", "worker set", "workers.sets", "worker_sets")
