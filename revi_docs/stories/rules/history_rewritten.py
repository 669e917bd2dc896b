"""A line of a log or a ledger was changed, removed or put into another order, by what git has of it.

Why: a log tells what happened. Whoever rewrites it makes everything doubtful that stands on it.

Example:

    A row of the Agent Log is shortened in a later commit.

Mend: put the line back where it stood, and write what is to be corrected as a new line. Merge logs by keeping
the lines of both sides.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.files import git
from revi_docs.problems.problem import Place
from revi_docs.stories.history import Lost, lost_lines
from revi_docs.stories.rule import Repository, Told

_SHOWN = 60


def across(repository: Repository) -> Iterator[Told]:
    """Every line that was lost. What git cannot say is told by the rule `history-unknown`."""
    try:
        for lost in lost_lines(repository.root, repository.shelf):
            yield _told(lost)
    except git.NoGitError:
        return


def _told(lost: Lost) -> Told:
    text = lost.text if len(lost.text) <= _SHOWN else f"{lost.text[: _SHOWN - 1]}…"
    how = "stands in another order" if lost.moved else "was changed or removed"
    message = f"a line of {lost.path.rpartition('/')[2]} {how}: {text}"
    fix = f"put it back as 'git show {lost.had[:12]}' has it; correct it by a new line"
    return Told(message, fix, Place(lost.path, lost.line, 1 if lost.line else 0), f"{lost.path}: {lost.text}")
