"""Git cannot say whether logs and ledgers only grew: the clone is shallow, or git cannot be asked.

Why: a line that was rewritten before the part of the past that is here is not seen.

Example:

    A build clones with a depth of 1.

Mend: fetch the whole past, with `git fetch --unshallow` or `fetch-depth: 0`.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.files import git
from revi_docs.problems.problem import Place
from revi_docs.stories.story_rule import RepositoryContext, RuleFinding

SEVERITY = "warning"
"""It is said and fails nothing: what is here may be in order."""


def check_all(repository: RepositoryContext) -> Iterator[RuleFinding]:
    """Once for the repository, where it has stories."""
    if not repository.summaries:
        return
    fix = "fetch the whole past: git fetch --unshallow"
    try:
        if git.has_history(repository.root) and git.is_shallow(repository.root):
            message = "the clone is shallow, so nobody can say whether older lines of logs were rewritten"
            yield RuleFinding(message, fix, Place(repository.layout.stories_folder or "."), "history")
    except git.NoGitError as error:
        message = f"nobody can say whether lines of logs were rewritten: {error}"
        yield RuleFinding(
            message,
            "install git, and run it in a repository",
            Place(repository.layout.stories_folder or "."),
            "history",
        )
