"""Saves are noticed by events, and by looks at the files where no events arrive."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from revi_docs.site.mkdocs import change_observer
from revi_docs.site.mkdocs.change_observer import ChangeObserver

SECONDS = 30
"""How long a test waits for what must happen; arbitrary: many times what it takes."""


class Events(FileSystemEventHandler):
    """The paths of all events."""

    def __init__(self) -> None:
        self._paths: queue.Queue[str] = queue.Queue()

    def on_any_event(self, event: FileSystemEvent) -> None:
        self._paths.put(str(event.src_path))

    def next(self) -> str:
        """The path of the next event; waits for it."""
        return self._paths.get(timeout=SECONDS)

    def wait_for(self, path: Path) -> set[str]:
        """Wait for an event of a file; the paths of the events until then."""
        paths = {self.next()}
        while str(path) not in paths:
            paths.add(self.next())
        return paths


@pytest.fixture
def events() -> Events:
    return Events()


@pytest.fixture
def observer() -> Iterator[ChangeObserver]:
    observer = ChangeObserver(lambda: False)
    yield observer
    observer.stop()
    observer.join()


def test_changes_in_a_folder_and_not_reading(tmp_path: Path, observer: ChangeObserver, events: Events) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "read.md").write_text("a")
    observer.schedule(events, str(tmp_path), recursive=True)
    observer.start()
    assert (tmp_path / "read.md").read_text() == "a"
    (tmp_path / "deep/new.md").write_text("b")
    assert str(tmp_path / "read.md") not in events.wait_for(tmp_path / "deep/new.md")


def test_a_file_that_is_replaced_again_and_again(tmp_path: Path, observer: ChangeObserver, events: Events) -> None:
    """Other files of its folder are not reported."""
    file, draft = tmp_path / "revi.yml", tmp_path / "draft"
    file.write_text("a")
    observer.schedule(events, str(file))
    observer.start()
    for text in ("b", "c"):
        draft.write_text(text)
        draft.replace(file)
        # A move names both paths; the draft is the source.
        assert events.next() == str(draft)


def test_what_wakes_the_server(tmp_path: Path, observer: ChangeObserver, events: Events) -> None:
    observer.schedule(events, str(tmp_path))
    observer.wake()
    assert events.next() == ""
    observer.start()


@pytest.mark.parametrize("has_room", [True, False])
def test_a_look_finds_what_no_event_tells(
    tmp_path: Path, events: Events, monkeypatch: pytest.MonkeyPatch, has_room: bool
) -> None:
    def refuse(_: object) -> None:
        raise OSError("inotify watch limit reached")

    if not has_room:
        monkeypatch.setattr(Observer, "start", refuse)
    monkeypatch.setattr(change_observer, "_LOOK_SECONDS", 0.001)
    changed = threading.Event()
    observer = ChangeObserver(changed.is_set)
    observer.schedule(events, str(tmp_path))
    observer.start()
    changed.set()
    assert events.next() == ""
    observer.stop()
    observer.join()


def test_a_watch_that_ends(tmp_path: Path, observer: ChangeObserver, events: Events) -> None:
    other = Events()
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    watch = observer.schedule(events, str(tmp_path / "a"))
    observer.schedule(other, str(tmp_path / "b"))
    observer.start()
    observer.unschedule(watch)
    (tmp_path / "a/file").write_text("")
    (tmp_path / "b/file").write_text("")
    other.wait_for(tmp_path / "b/file")
    observer.wake()
    assert events.next() == ""
