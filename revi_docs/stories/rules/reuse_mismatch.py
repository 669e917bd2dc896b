"""The Reuse Verification of a proof does not match the Reuse Plan of its story, and does not say why.

Why: a plan that nobody holds against what was done is forgotten, and the same thing is built twice.

Example:

    | What | Plan | Why |
    |---|---|---|
    | reading of Markdown tables | reuse | |

and in the proof

    | What | Result | Why |
    |---|---|---|
    | reading of Markdown tables | new | |

Mend: give each row of the plan its row: `reused`, `new`, `shared` or `dropped`. What came otherwise than
planned says why; `shared` names the package that was made for all; a new thing that was not planned is
justified.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.contract.model import Reuse
from revi_docs.stories.document import Document
from revi_docs.stories.reuse import AS_PLANNED, RESULTS, Row, planned, verified
from revi_docs.stories.rule import Case, Told


def check(case: Case) -> Iterator[Told]:
    """Yields a problem for each row that is not matched or not explained; the newest proof counts."""
    reuse = case.contract.acceptance.reuse if case.contract.acceptance else None
    proof = case.newest(reuse.artifact) if reuse else None
    if reuse is None or proof is None or case.story.document is None:
        return
    document = case.document(proof)
    wanted = {row.what: row for row in planned(case.contract, case.story.document)}
    found = {row.what: row for row in verified(case.contract, document)}
    section = document.section(reuse.section)
    if section is not None:
        yield from _unmatched(wanted, found, document, reuse)
    for row in found.values():
        yield from _unexplained(row, wanted.get(row.what), document)


def _unmatched(
    wanted: dict[str, Row], found: dict[str, Row], document: Document, reuse: Reuse
) -> Iterator[Told]:
    section = document.section(reuse.section)
    assert section is not None
    for what in wanted:
        if what not in found:
            message = f"'{what}' of the {reuse.plan} has no row"
            fix = f"add a row for it with one of: {', '.join(RESULTS)}"
            yield Told(message, fix, document.at(section.line), f"verified {what}")


def _unexplained(row: Row, plan: Row | None, document: Document) -> Iterator[Told]:
    place, about = document.at(row.line), f"verified {row.what}"
    if row.word not in RESULTS:
        yield Told(
            f"'{row.what}': '{row.word}' is no result", f"write one of: {', '.join(RESULTS)}", place, about
        )
    elif row.word == "shared" and not row.why:
        message = f"'{row.what}' is shared, and no package is named"
        yield Told(message, "name in 'Why' the package that was made for all", place, about)
    elif row.why or row.word == "reused" or (plan and row.word == AS_PLANNED.get(plan.word)):
        return
    elif plan is None:
        message = f"'{row.what}' is '{row.word}' and was not planned, and nothing says why"
        yield Told(message, "justify it in 'Why', or plan it", place, about)
    else:
        message = f"'{row.what}' was planned as '{plan.word}' and is '{row.word}', and nothing says why"
        yield Told(message, "say in 'Why' what came between", place, about)
