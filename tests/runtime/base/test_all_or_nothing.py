"""Several changes are undone if a later one fails, whatever the error is."""

from __future__ import annotations

from pathlib import Path

import pytest

from revi_docs.files.atomic_write import create_file, write_file
from revi_docs.records.command_errors import CommandError, UnavailableError
from revi_docs.runtime.base.all_or_nothing import all_or_nothing
from revi_docs.runtime.base.repository import StoryPaths, open_repository

ERRORS = [OSError(28, "No space left on device"), CommandError("a-code", "no", "fix it"), KeyError("a bug")]


def _write_three_files(story: StoryPaths, error: Exception) -> None:
    """Replace one file, create two, one of them before it is noted, and fail."""
    root = story.repository.root
    with all_or_nothing(story) as changes:
        changes.replacing(story.story)
        write_file(root, story.story, b"new")
        changes.replacing(story.file("later.md"))
        create_file(root, story.file("other.md"), b"new")
        changes.created(story.file("other.md"))
        raise error


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_changes_are_undone(ticket_copy: Path, error: Exception) -> None:
    story = open_repository(str(ticket_copy)).story("TKT-7")
    old = Path(story.story).read_bytes()
    with pytest.raises(type(error)):
        _write_three_files(story, error)
    assert Path(story.story).read_bytes() == old
    assert not Path(story.file("later.md")).exists()
    assert not Path(story.file("other.md")).exists()


def test_changes_stay_without_an_error(ticket_copy: Path) -> None:
    story = open_repository(str(ticket_copy)).story("TKT-7")
    with all_or_nothing(story) as changes:
        changes.replacing(story.story)
        write_file(story.repository.root, story.story, b"new")
    assert Path(story.story).read_bytes() == b"new"


def _fail_to_undo(story: StoryPaths) -> None:
    with all_or_nothing(story) as changes:
        changes.created(story.file("was never there"))
        raise OSError(28, "No space left on device")


def test_an_undo_that_fails_is_reported(ticket_copy: Path) -> None:
    story = open_repository(str(ticket_copy)).story("TKT-7")
    with pytest.raises(UnavailableError) as caught:
        _fail_to_undo(story)
    assert (caught.value.code, caught.value.fix) == ("state-unknown", "run 'revi doctor' to see what is on disk")
