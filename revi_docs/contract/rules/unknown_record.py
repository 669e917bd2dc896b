"""A record is named that the contract does not define.

Why: nobody can tell which fields the file has, so writer and reader each make up their own.

Example:

    records: {lock: {fields: {holder: string}}}
    locks: {file: .lock, stale_after: 1h, record: lok}

Mend: correct the name, or define the record under `records`.
"""

from __future__ import annotations

from revi_docs.contract.contract_rule import undefined_name_check

check = undefined_name_check("unknown-record", "record", "records", "records")
