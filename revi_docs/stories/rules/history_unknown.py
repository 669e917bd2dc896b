"""Git cannot show whether logs and ledgers are append-only: the clone is shallow, or git is not available.

Why: A line that was rewritten in a commit that is not available goes unnoticed.

Example:

    A build clones with a depth of 1.

Fix: Fetch the complete history with `git fetch --unshallow` or `fetch-depth: 0`.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.files import git_history
from revi_docs.problems.problem import Place
from revi_docs.stories.story_rule import RepositoryContext, RuleFinding

SEVERITY = "warning"
"""A warning: the history that is available shows no problem."""


def check_all(repository: RepositoryContext) -> Iterator[RuleFinding]:
    """Report it once for the repository, if it has stories."""
    if not repository.summaries:
        return
    fix = "fetch the complete history: git fetch --unshallow"
    place = Place(repository.layout.stories_folder or ".")
    try:
        if git_history.has_history(repository.root) and git_history.is_shallow(repository.root):
            message = "the clone is shallow, so rewritten log lines may go unnoticed"
            yield RuleFinding(message, fix, place, "history")
    except git_history.NoGitError as error:
        message = f"rewritten log lines cannot be detected: {error}"
        yield RuleFinding(message, error.fix, place, "history")
