"""A command is given a rerun mode that the contract does not define.

Why: nobody can tell what a second run of the command does.

Example:

    rerun: {modes: {skip: {action: skip}}}
    commands:
      audit: {rerun: {mode: skipp}}

Mend: correct the name, or define the mode under `rerun.modes`.
"""

from __future__ import annotations

from revi_docs.contract.contract_rule import undefined_name_check

check = undefined_name_check("unknown-mode", "mode", "rerun.modes", "modes")
