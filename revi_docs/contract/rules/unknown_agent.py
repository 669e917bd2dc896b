"""An agent is named that the contract does not define.

Why: a command or agent that starts it fails when it runs, long after the slip was made.

Example:

    agents: {analyst: {}}
    commands:
      audit: {spawns: {work: analist}}

Mend: correct the name, or define the agent under `agents`.
"""

from __future__ import annotations

from revi_docs.contract.contract_rule import undefined_name_check

check = undefined_name_check("unknown-agent", "agent", "agents", "agents")
