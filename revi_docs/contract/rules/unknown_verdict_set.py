"""A command's verdicts come from a set that the contract does not define.

Why: nobody can tell what the command may say, or where that leads.

Example:

    verdicts: {gate: {values: [PASS], stays: PASS}}
    commands:
      check: {verdicts: gates}

Mend: correct the name, or define the set under `verdicts`.
"""

from __future__ import annotations

from revi_docs.contract.contract_rule import undefined_name_check

check = undefined_name_check("unknown-verdict-set", "verdict set", "verdicts", "verdicts")
