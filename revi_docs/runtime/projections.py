"""What follows a story's ledger: the status in the front matter of its file, and a row of its Agent Log."""

from __future__ import annotations

import os

from revi_docs.files.replace import replace
from revi_docs.records.agent_log import Logged, with_row
from revi_docs.records.refusal import RefusalError
from revi_docs.records.story_head import head_field, with_head_field
from revi_docs.runtime.workflow import StoryPaths


def follow(story: StoryPaths, status: str, row: tuple[str, str, str] | None = None) -> str:
    """Brings the story file in line with a status; `row` is when, who and what, for the log.

    Answers why that was not possible, "" where it was, or where there is no file. The caller holds the story.
    """
    try:
        with open(story.story, encoding="utf-8", newline="") as stream:
            text = stream.read()
        changed = _with_status(text, status)
        section = story.workflow.log_section
        if row is not None and section:
            changed = with_row(changed, section, Logged(*row))
        if changed != text:
            replace(story.story, changed.encode())
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeError) as error:
        return f"{os.path.basename(story.story)} cannot be written: {error}"
    except RefusalError as error:
        return f"{os.path.basename(story.story)}: {error.message}; {error.fix}"
    return ""


def stated(story: StoryPaths) -> str:
    """The status that the story file states; "" where it states none."""
    try:
        with open(story.story, encoding="utf-8", newline="") as stream:
            found = head_field(stream.read(), "status")
    except (OSError, UnicodeError, RefusalError):
        return ""
    return found.value if found is not None else ""


def _with_status(text: str, status: str) -> str:
    found = head_field(text, "status")
    return text if found is not None and found.value == status else with_head_field(text, "status", status)
