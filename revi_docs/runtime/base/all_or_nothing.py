"""Make several changes to files as one: if one fails, the others are undone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from revi_docs.files.atomic_write import remove_file, write_file
from revi_docs.files.read_file import read_file
from revi_docs.records.command_errors import UnavailableError
from revi_docs.runtime.base.repository import StoryPaths


class Changes:
    """The changes so far, each as the function that undoes it."""

    def __init__(self, story: StoryPaths) -> None:
        self._root = story.repository.root
        self.undo_steps: list[Callable[[], None]] = []

    def created(self, path: str) -> None:
        """Note a file that was created: undoing removes it."""
        self.undo_steps.append(lambda: remove_file(self._root, path))

    def replacing(self, path: str) -> None:
        """Note a file that will be written: undoing restores what it is now. Raises OSError."""
        try:
            content = read_file(self._root, path)
        except FileNotFoundError:
            self.undo_steps.append(lambda: self._remove_if_created(path))
        else:
            self.undo_steps.append(lambda: write_file(self._root, path, content))

    def _remove_if_created(self, path: str) -> None:
        try:
            remove_file(self._root, path)
        except FileNotFoundError:  # the write that failed was the one that creates it
            return


@contextmanager
def all_or_nothing(story: StoryPaths) -> Iterator[Changes]:
    """Undo the noted changes if the block raises an exception.

    Raises it again; UnavailableError `state-unknown` if undoing fails, too. The caller has exclusive access.
    """
    changes = Changes(story)
    try:
        yield changes
    except Exception as cause:
        try:
            # In reverse order, so that each step meets the state that its change left.
            for undo in reversed(changes.undo_steps):
                undo()
        except OSError as error:
            message = f"{story.id}: {cause}; undoing the change failed, too: {error.strerror}"
            raise UnavailableError("state-unknown", message, "run 'revi doctor' to see what is on disk") from None
        raise
