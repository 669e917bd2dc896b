"""A worker set holds an agent that the contract does not define.

Why: the set waits for a worker that never starts, and times out each time.

Example:

    agents: {lint: {}}
    workers:
      sets: {review: {workers: [lint, tests]}}

Mend: correct the name, or define the agent under `agents`.
"""

from __future__ import annotations

from revi_docs.contract.contract_rule import undefined_name_check

check = undefined_name_check("unknown-worker", "worker", "agents", "workers")
