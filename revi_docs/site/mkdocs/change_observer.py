"""Notice saved files at once by events of the operating system, and by polling where no events arrive.

MkDocs looks at all files at a fixed interval, which is slow if it is long and keeps a processor busy if it is short.
Events arrive after milliseconds and cost nothing in between, but network drives and containers do not send all of them.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from watchdog.events import (
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer

_CHANGES: list[type[FileSystemEvent]] = [FileCreatedEvent, FileDeletedEvent, FileModifiedEvent, FileMovedEvent]
"""Opening a file is an event, too, and a build opens all of them."""

_LOOK_SECONDS = 1.0
"""Seconds between two looks at the files. Arbitrary: without events, this is the longest delay."""


class ChangeObserver:
    """Takes the place of the server's observer. `has_changes` is asked, in another thread, at each look."""

    def __init__(self, has_changes: Callable[[], bool]) -> None:
        self._has_changes = has_changes
        self._observer = Observer()
        self._handlers: list[FileSystemEventHandler] = []
        self._stopped = threading.Event()
        self._looks = threading.Thread(target=self._look, daemon=True)

    def schedule(self, event_handler: FileSystemEventHandler, path: str, *, recursive: bool = False) -> Any:
        """Call the handler when the file, or a file in the folder, changes. Returns the watch for `unschedule`."""
        self._handlers.append(event_handler)
        if Path(path).is_dir():
            return self._observer.schedule(event_handler, path, recursive=recursive, event_filter=_CHANGES)
        # In its folder: many editors replace a file, and events of the former one end then.
        one_file = _OneFileHandler(event_handler, path)
        return self._observer.schedule(one_file, str(Path(path).parent), event_filter=_CHANGES)

    def unschedule(self, watch: Any) -> None:
        """Remove a watch."""
        self._observer.unschedule(watch)

    def start(self) -> None:
        """Start observing. If the system has no room for more watches, only the looks find changes."""
        try:
            self._observer.start()
        except OSError:
            self._observer.stop()
        self._looks.start()

    def wake(self) -> None:
        """Call a handler as for a change; all handlers of the server do the same."""
        for handler in self._handlers[:1]:
            handler.dispatch(FileModifiedEvent(""))

    def stop(self) -> None:
        """Stop observing, without waiting for a look that is under way."""
        self._stopped.set()
        self._observer.stop()

    def join(self) -> None:
        """Wait until the looks have ended."""
        self._looks.join()

    def _look(self) -> None:
        while not self._stopped.wait(_LOOK_SECONDS):
            with suppress(OSError):  # A file was removed meanwhile; the next look finds it.
                if self._has_changes():
                    self.wake()


class _OneFileHandler(FileSystemEventHandler):
    """Passes on the events of one file."""

    def __init__(self, handler: FileSystemEventHandler, path: str) -> None:
        self._handler = handler
        self._path = path

    def on_any_event(self, event: FileSystemEvent) -> None:
        if self._path in (event.src_path, event.dest_path):
            self._handler.dispatch(event)
