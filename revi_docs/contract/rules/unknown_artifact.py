"""An artifact is named that the contract does not define.

Why: nobody can tell what the file is called, so one party writes a file that the other never finds.

Example:

    artifacts: {report: {file: "REPORT-{id}.md"}}
    commands:
      audit: {writes: [reprot]}

Mend: correct the name, or define the artifact under `artifacts`.
"""

from __future__ import annotations

from revi_docs.contract.contract_rule import undefined_name_check

check = undefined_name_check("unknown-artifact", "artifact", "artifacts", "artifacts")
