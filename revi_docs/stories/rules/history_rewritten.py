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
from revi_docs.stories.history import LostLine, lost_lines
from revi_docs.stories.story_rule import RepositoryContext, RuleFinding

_MAX_TEXT = 60


def check_all(repository: RepositoryContext) -> Iterator[RuleFinding]:
    """Every line that was lost. What git cannot say is told by the rule `history-unknown`."""
    try:
        for lost_line in lost_lines(repository.root, repository.layout):
            yield _finding(lost_line)
    except git.NoGitError:
        return


def _finding(lost_line: LostLine) -> RuleFinding:
    text = lost_line.text if len(lost_line.text) <= _MAX_TEXT else f"{lost_line.text[: _MAX_TEXT - 1]}…"
    change = "stands in another order" if lost_line.is_reordered else "was changed or removed"
    message = f"a line of {lost_line.path.rpartition('/')[2]} {change}: {text}"
    fix = f"put it back as 'git show {lost_line.blob[:12]}' has it; correct it by a new line"
    return RuleFinding(
        message,
        fix,
        Place(lost_line.path, lost_line.line, 1 if lost_line.line else 0),
        f"{lost_line.path}: {lost_line.text}",
    )
