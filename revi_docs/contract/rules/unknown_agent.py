"""An agent is named that the contract does not define.

Why: a command or agent that starts it fails when it runs, long after the slip was made.

Example:

    agents: {analyst: {}}
    commands:
      audit: {spawns: {work: analist}}

Mend: correct the name, or define the agent under `agents`.
"""

from __future__ import annotations

from revi_docs.contract.rule import unknown

check = unknown("unknown-agent", "agent", "agents", "agents")
