"""A phase is named that the contract does not define.

Why: its budget is counted against nothing, and its lock guards nothing.

Example:

    phases: [audit]
    budgets:
      phases: {audits: {warning: 100, hard: 200}}

Mend: correct the name, or define the phase under `phases`.
"""

from __future__ import annotations

from revi_docs.contract.contract_rule import undefined_name_check

check = undefined_name_check("unknown-phase", "phase", "phases", "phases")
