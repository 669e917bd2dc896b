"""Remove the status from a story file: the ledger has it, and branches that move a story must merge."""

from __future__ import annotations

import os

from revi_docs.files.atomic_write import write_file
from revi_docs.files.read_file import read_text
from revi_docs.records.command_errors import CommandError, file_error
from revi_docs.runtime.base.repository import Repository, StoryPaths
from revi_docs.runtime.base.story_fields import story_status
from revi_docs.runtime.base.story_ledger import exclusive_access, story_ledger


def remove_status(story: StoryPaths) -> str:
    """Remove the field `status` of an older story file. Returns why that failed; "" if there is none any more.

    The caller has exclusive access.
    """
    # Imported late: few story files have the field, and reading it needs the YAML library.
    from revi_docs.files.markdown.front_matter import single_field
    from revi_docs.files.markdown.front_matter_block import FrontMatterError
    from revi_docs.files.markdown.front_matter_edits import with_field

    try:
        text = read_text(story.repository.root, story.story)
        if "status" in text.partition("\n---")[0] and single_field(text, "status") is not None:
            write_file(story.repository.root, story.story, with_field(text, "status", None).encode())
    except FileNotFoundError:
        # A story that is only planned has no file, so there is nothing to remove.
        return ""
    except (OSError, UnicodeError) as error:
        return file_error(story.story, error).message
    except FrontMatterError as error:
        return f"{os.path.basename(story.story)}: {error}; {error.fix}"
    return ""


def sync_with_ledger(story: StoryPaths) -> str:
    """Remove the status of a story file if there is a ledger. Returns why that failed, "" if it succeeded."""
    with exclusive_access(story):
        return remove_status(story) if story_ledger(story).status else f"{story.id} has no status in its ledger"


def sync_all_with_ledgers(repository: Repository) -> tuple[tuple[str, str], ...]:
    """Remove the status of every story file in which it differs from the ledger; for `revi doctor --fix`.

    Returns the files that were updated or could not be, each with the reason why not ("" if it was updated).
    Stories without ledger or without story file are skipped.
    """
    results = []
    for story in repository.stories():
        status = story_ledger(story).status
        if status and status != (read_status(story) or status):
            results.append((repository.relative_path(story.story), sync_with_ledger(story)))
    return tuple(results)


def read_status(story: StoryPaths) -> str:
    """The status in the story file; "" if there is none, or it cannot be read."""
    try:
        return story_status(story)
    except CommandError:
        return ""
