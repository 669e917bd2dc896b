"""Update a story file from its ledger: the status in its front matter, and a row in its Agent Log."""

from __future__ import annotations

import os

from revi_docs.files.atomic_write import write_file
from revi_docs.files.read_file import read_text
from revi_docs.records.agent_log import AgentLogRecord, append_log_record
from revi_docs.records.command_errors import CommandError, file_error
from revi_docs.runtime.base.repository import Repository, StoryPaths
from revi_docs.runtime.base.story_fields import story_status
from revi_docs.runtime.base.story_ledger import exclusive_access, story_ledger


def sync_story_file(story: StoryPaths, status: str, log_cells: tuple[str, str, str] | None = None) -> str:
    """Write a status, and a log row (time, actor, message), to the story file.

    Returns why that failed; "" if it succeeded, or without a story file. The caller has exclusive access.
    """
    try:
        text = read_text(story.repository.root, story.story)
        new_text = _with_status(text, status)
        section = story.repository.log_section
        if log_cells is not None and section:
            new_text = append_log_record(new_text, section, AgentLogRecord(*log_cells))
        if new_text != text:
            write_file(story.repository.root, story.story, new_text.encode())
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeError) as error:
        return file_error(story.story, error).message
    except CommandError as error:
        return f"{os.path.basename(story.story)}: {error.message}; {error.fix}"
    return ""


def _with_status(text: str, status: str) -> str:
    """The text with the status in its front matter. Raises CommandError if it has no such field, or several."""
    from revi_docs.files.front_matter import single_field
    from revi_docs.files.front_matter_block import FrontMatterError
    from revi_docs.files.front_matter_edits import with_field

    try:
        field = single_field(text, "status")
        if field is None:
            fix = f"write 'status: {status}' on a line of its own between the two '---'"
            raise CommandError("field-missing", "the front matter has no field 'status'", fix)
        return text if field.value == status else with_field(text, "status", status)
    except FrontMatterError as error:
        raise CommandError(error.code, str(error), error.fix) from None


def sync_with_ledger(story: StoryPaths) -> str:
    """Write the status of the ledger to the story file. Returns why that failed, "" if it succeeded."""
    with exclusive_access(story):
        status = story_ledger(story).status
        if status in story.repository.contract.statuses:
            return sync_story_file(story, status)
        return f"{story.id} has no status in its ledger" if not status else f"'{status}' is not a status"


def sync_all_with_ledgers(repository: Repository) -> tuple[tuple[str, str], ...]:
    """Update every story file that differs from its ledger; for `revi doctor --fix`.

    Returns the files that were updated or could not be, each with the reason why not ("" if it was updated).
    Stories without ledger or without story file are skipped.
    """
    results = []
    for story in repository.stories():
        status = story_ledger(story).status
        if status in repository.contract.statuses and status != (read_status(story) or status):
            results.append((repository.relative_path(story.story), sync_with_ledger(story)))
    return tuple(results)


def read_status(story: StoryPaths) -> str:
    """The status in the story file; "" if there is none."""
    try:
        return story_status(story)
    except CommandError:
        return ""
