"""What follows a story's ledger: the status in the front matter of its file, and a row of its Agent Log."""

from __future__ import annotations

import os

from revi_docs.files.atomic_write import atomic_write
from revi_docs.records.agent_log import AgentLogRecord, append_log_record
from revi_docs.records.command_errors import CommandError
from revi_docs.records.story_front_matter import front_matter_field, with_front_matter_field
from revi_docs.runtime.base.repository import StoryPaths


def sync_story_file(story: StoryPaths, status: str, log_cells: tuple[str, str, str] | None = None) -> str:
    """Brings the story file in line with a status; `row` is when, who and what, for the log.

    Answers why that was not possible, "" where it was, or where there is no file. The caller holds the story.
    """
    try:
        with open(story.story, encoding="utf-8", newline="") as stream:
            text = stream.read()
        new_text = _with_status(text, status)
        section = story.repository.log_section
        if log_cells is not None and section:
            new_text = append_log_record(new_text, section, AgentLogRecord(*log_cells))
        if new_text != text:
            atomic_write(story.story, new_text.encode())
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeError) as error:
        return f"{os.path.basename(story.story)} cannot be written: {error}"
    except CommandError as error:
        return f"{os.path.basename(story.story)}: {error.message}; {error.fix}"
    return ""


def read_status(story: StoryPaths) -> str:
    """The status that the story file states; "" where it states none."""
    try:
        with open(story.story, encoding="utf-8", newline="") as stream:
            status_field = front_matter_field(stream.read(), "status")
    except (OSError, UnicodeError, CommandError):
        return ""
    return status_field.value if status_field is not None else ""


def _with_status(text: str, status: str) -> str:
    status_field = front_matter_field(text, "status")
    return (
        text
        if status_field is not None and status_field.value == status
        else with_front_matter_field(text, "status", status)
    )
