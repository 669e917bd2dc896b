"""An error's recovery is one that the contract does not define.

Why: whoever meets the error is told to do something that nothing explains.

Example:

    recoveries: [stop]
    errors:
      LATE: {recovery: halt}

Mend: correct the name, or define the recovery under `recoveries`.
"""

from __future__ import annotations

from revi_docs.contract.contract_rule import undefined_name_check

check = undefined_name_check("unknown-recovery", "recovery", "recoveries", "recoveries")
