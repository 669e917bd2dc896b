"""The pattern of stories finds none, although folders that match it contain Markdown files.

Why: Stories that are not found are not checked, so a clean result would say nothing.

Example:

    project: {stories: "plans/{id}"}

The stories are `plans/REVI-001/story.md`, but the contract has no name for the story file, which is then `{id}.md`.

Fix: Correct `project.stories`, or name the story file: `artifacts: {story: {file: story.md}}`.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.files.read_file import list_names
from revi_docs.records.story_folders import find_story_folders, is_wildcard
from revi_docs.stories.story_layout import STORY_ARTIFACT
from revi_docs.stories.story_rule import RepositoryContext, RuleFinding


def check_all(repository: RepositoryContext) -> Iterator[RuleFinding]:
    """Report a pattern that finds no story."""
    pattern, root = repository.contract.project.stories, str(repository.root)
    if repository.layout.folders:
        return
    folders = [folder for _, folder in find_story_folders(root, pattern)]
    parse_name = repository.layout.artifact_names.parse
    # An artifact with the name of the contract is of a story that is planned, or that another branch has.
    has_documents = any(
        name.endswith(".md") and parse_name(name) is None for folder in folders for name in list_names(root, folder)
    )
    if not has_documents and not (is_wildcard(pattern) and not folders):
        return
    artifact = repository.contract.artifacts.get(STORY_ARTIFACT)
    file = artifact.file if artifact else "{id}.md"
    reason = f"no folder that matches has the story file '{file}' or a ledger" if folders else "no folder matches"
    fix = "correct project.stories, or name the story file in artifacts.story.file"
    yield RuleFinding(
        f"'{pattern}' finds no story: {reason}",
        fix,
        repository.loaded.place_of("project", "stories"),
        "no story",
    )
