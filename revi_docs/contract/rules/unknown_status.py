"""A status is named that the contract does not define.

Why: a story sent to a status that does not exist can never leave it, and a page that names it sends its
reader nowhere.

Example:

    statuses: {open: {}, done: {terminal: true}}
    transitions:
      - {from: open, to: dome, by: manual}

Mend: correct the name, or define the status under `statuses`.
"""

from __future__ import annotations

from revi_docs.contract.contract_rule import undefined_name_check

check = undefined_name_check("unknown-status", "status", "statuses", "statuses")
