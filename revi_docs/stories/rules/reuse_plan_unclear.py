"""A row of the Reuse Plan does not say what is to be used again, or why something is made new.

Why: what is made twice must be kept twice. The plan is where somebody looked first.

Example:

    ## Reuse Plan

    | What | Plan | Why |
    |---|---|---|
    | reading of Markdown tables | reuse | |
    | a cache for answers | new | |

The second row makes something new, and gives no reason.

Mend: write `reuse` or `new`, and behind `new` why nothing that exists will do. Where nothing can be used
again, a sentence in place of the table says so.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.stories.reuse import PLANNED, planned
from revi_docs.stories.rule import Case, Told


def check(case: Case) -> Iterator[Told]:
    """Yields a problem for each row without a plan, and for each new thing without a reason."""
    document = case.story.document
    for row in planned(case.contract, document) if document else ():
        assert document is not None
        place, about = document.at(row.line), f"reuse {row.what}"
        if row.word not in PLANNED:
            message = f"'{row.what}': '{row.word}' is no plan"
            yield Told(message, f"write one of: {', '.join(PLANNED)}", place, about)
        elif row.word == "new" and not row.why:
            message = f"'{row.what}' is made new, and the plan does not say why"
            yield Told(message, "say in 'Why' why nothing that exists will do", place, about)
