"""A transition is taken by a command that the contract does not define.

Why: nobody ever takes this way, and stories wait in the status before it.

Example:

    statuses: {open: {}, done: {terminal: true}}
    commands: {close: {}}
    transitions:
      - {from: open, to: done, by: closed, event: finished}

Mend: correct the name, define the command under `commands`, or write `manual` (a person) or `system`.
"""

from __future__ import annotations

from revi_docs.contract.rule import unknown

check = unknown("unknown-command", "movers", "command", "commands")
