"""Say what git cannot show about generated texts: a shallow clone has no commits that could have edited them."""

from __future__ import annotations

from collections.abc import Sequence

from revi_docs.drift.file_status import DriftState, FileStatus
from revi_docs.problems.problem import Place, Problem


def unknown_edits(statuses: Sequence[FileStatus]) -> tuple[Problem, ...]:
    """A warning, once, if outdated texts may have been edited in commits that git does not have."""
    texts = [status for status in statuses if status.state is not DriftState.TAMPERED and status.unknown]
    if not texts:
        return ()
    paths = sorted({status.path for status in texts})
    return (
        Problem(
            code="edits-unknown",
            severity="warning",
            message=f"{texts[0].unknown}, so earlier commits may have edited what is out of date",
            fix="fetch the complete history: git fetch --unshallow",
            places=tuple(Place(path) for path in paths),
        ),
    )
