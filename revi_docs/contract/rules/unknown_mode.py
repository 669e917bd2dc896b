"""A command is given a rerun mode that the contract does not define.

Why: nobody can tell what a second run of the command does.

Example:

    rerun: {modes: {skip: {action: skip}}}
    commands:
      audit: {rerun: {mode: skipp}}

Mend: correct the name, or define the mode under `rerun.modes`.
"""

from __future__ import annotations

from revi_docs.contract.rule import unknown

check = unknown("unknown-mode", "mode", "rerun.modes", "modes")
