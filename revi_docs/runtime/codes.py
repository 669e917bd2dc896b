"""Every code that only `revi` prints, with its explanation."""

from __future__ import annotations

from revi_docs.problems.code_text import code_text
from revi_docs.runtime.budgets.codes import BUDGET_CODES
from revi_docs.runtime.inspection.codes import INSPECTION_CODES
from revi_docs.runtime.locks.codes import LOCK_CODES
from revi_docs.runtime.moves.codes import MOVE_CODES

RUNTIME_CODES: dict[str, str] = {
    code: code_text(*row)
    for rows in (MOVE_CODES, LOCK_CODES, BUDGET_CODES, INSPECTION_CODES)
    for code, row in rows.items()
}
"""Code → what is wrong, why it matters, an example, and the fix, as in the tables of other packages.

Codes that other tables explain (`unreadable-file`, `ledger-path`, `status-differs`) are not repeated.
"""
