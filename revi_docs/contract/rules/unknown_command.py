"""A command is named that the contract does not define.

Why: a transition by it is never taken, and whoever is sent on to it finds nothing.

Example:

    statuses: {open: {}, done: {terminal: true}}
    commands: {close: {}}
    transitions:
      - {from: open, to: done, by: closed, event: finished}

Mend: correct the name, define the command under `commands`, or write `manual` (a person) or `system`.
"""

from __future__ import annotations

from revi_docs.contract.contract_rule import undefined_name_check

check = undefined_name_check("unknown-command", "command", "commands", "initiators", "commands")
