"""Two folders have the same story id.

Why: Commands read and write only one of them, and nothing checks the other.

Example:

    plans/now/REVI-007/REVI-007.md
    plans/done/REVI-007/REVI-007.md

Fix: Move the files into one folder, or give one of the stories another id.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.problems.problem import Place
from revi_docs.problems.shell_words import shell_path
from revi_docs.stories.story_rule import RepositoryContext, RuleFinding


def check_all(repository: RepositoryContext) -> Iterator[RuleFinding]:
    """Report each story with several folders, which only a pattern with wildcards can find."""
    for story, (first, *others) in repository.layout.folders.items():
        for folder in others:
            fix = f"move its files to {shell_path(first)}, or give one of the stories another id"
            yield RuleFinding(f"{story} is also in {first}", fix, Place(folder), folder, ("project", "stories"))
