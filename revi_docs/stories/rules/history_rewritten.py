"""A committed line of a log or ledger was changed, removed or reordered.

Why: Logs are evidence. If a line can be rewritten, no line can be trusted.

Example:

    A row of the Agent Log is shortened in a later commit.

Fix: Restore the line in its original position, and write the correction as a new line. When you merge logs,
keep the lines of both sides.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.files import git_history
from revi_docs.problems.problem import Place
from revi_docs.problems.shell_words import shell_path, short_id
from revi_docs.stories.history import LostLine, lost_lines
from revi_docs.stories.story_rule import RepositoryContext, RuleFinding

_MAX_TEXT = 60
"""Characters of a lost line in a message. Arbitrary: enough to recognize the line."""


def check_all(repository: RepositoryContext) -> Iterator[RuleFinding]:
    """Report each lost line. If git is not available, the rule `history-unknown` reports that instead."""
    try:
        for lost_line in lost_lines(repository.root, repository.layout, use_cache=repository.use_cache):
            yield _finding(lost_line, f"/{repository.layout.entry_folder}/" in lost_line.path)
    except git_history.NoGitError:
        # `history-unknown` reports that there is no history to compare with.
        return


def _finding(lost_line: LostLine, is_entry: bool) -> RuleFinding:
    text = lost_line.text if len(lost_line.text) <= _MAX_TEXT else f"{lost_line.text[: _MAX_TEXT - 1]}…"
    change = "was reordered" if lost_line.is_reordered else "was changed or removed"
    message = f"a line of {lost_line.path.rpartition('/')[2]} {change}: {text}"
    fix = f"restore it from 'git show {short_id(lost_line.blob)}', and write the correction as a new line"
    if is_entry:
        # The file of an entry has one line.
        fix = f"run 'git show {short_id(lost_line.blob)} > {shell_path(lost_line.path)}'"
    place = Place(lost_line.path, lost_line.line, 1 if lost_line.line else 0)
    return RuleFinding(message, fix, place, f"{lost_line.path}: {lost_line.text}")
