"""Reading the stories of a repository, one by one: none hides another, and none is kept.

The contract says where they stand (`project.stories`) and what their files are called.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from types import MappingProxyType

from revi_docs.contract.load import Loaded
from revi_docs.files.leftovers import is_leftover
from revi_docs.problems.problem import Place, Problem
from revi_docs.records import ledger, times, token_log
from revi_docs.records.agent_log import COLUMNS
from revi_docs.records.ledger import Ledger, read_ledger
from revi_docs.stories.document import Document, read_document, unreadable
from revi_docs.stories.record_file import RecordFile, read_record_file
from revi_docs.stories.shelf import STORY, Shelf
from revi_docs.stories.story import Artifact, LogRow, Story


def read_stories(root: Path, loaded: Loaded) -> Iterator[Story]:
    """The stories in order of their ids; none where the contract does not say where they stand."""
    if loaded.contract.project.stories:
        shelf = Shelf(root, loaded.contract)
        yield from (read_story(shelf, story) for story in shelf.ids())


def read_story(shelf: Shelf, story: str) -> Story:
    """One story, whatever of it there is."""
    return _Reader(shelf, story).read()


class _Reader:
    """Reads one story."""

    def __init__(self, shelf: Shelf, story: str) -> None:
        self.shelf = shelf
        self.id = story
        self.folder = shelf.folder(story)
        self.problems: list[Problem] = []

    def read(self) -> Story:
        files = self._files()
        artifacts, strays = self._sorted_out(files)
        document = self._document(STORY, files)
        used = self._document(token_log.ARTIFACT, files)
        ledger_name = self.shelf.ledger_name
        return Story(
            id=self.id,
            folder=self.folder,
            path=f"{self.folder}/{self._file_of(STORY) or f'{self.id}.md'}",
            ledger_path=f"{self.folder}/{ledger_name}",
            ledger=self._ledger(ledger_name),
            document=document,
            files=files,
            artifacts=artifacts,
            strays=strays,
            log=tuple(self._log(document)) if document else (),
            token_log=used,
            tokens=token_log.read_rows("\n".join(used.lines), self.shelf.decided, self.id) if used else (),
            records=MappingProxyType(dict(self._records(files))),
            problems=tuple(self.problems),
        )

    def _files(self) -> tuple[str, ...]:
        """The files right in the watched folders, as paths below the story's folder."""
        found, folders = self._listed("")
        for inner in self.shelf.watched:
            if inner and inner.partition("/")[0] in folders:
                found += self._listed(inner)[0]
        return tuple(sorted(found))

    def _listed(self, inner: str) -> tuple[list[str], set[str]]:
        """The files of a folder, as paths below the story's, and the names of the folders in it."""
        files: list[str] = []
        folders: set[str] = set()
        start = f"{inner}/" if inner else ""
        try:
            with os.scandir(f"{self.shelf.root}/{self.folder}/{inner}") as entries:
                for entry in entries:
                    if entry.is_dir():
                        folders.add(entry.name)
                    elif entry.is_file() and not is_leftover(entry.name):
                        files.append(start + entry.name)
        except FileNotFoundError:
            pass
        except OSError as error:
            self._unreadable(f"{self.folder}/{inner}".rstrip("/"), error)
        return files, folders

    def _unreadable(self, path: str, error: OSError) -> None:
        fix = "see that it may be read, and is what its name says"
        fault = Problem(
            code="", message=f"cannot be read: {error.strerror or error}", fix=fix, places=(Place(path),)
        )
        self.problems += unreadable(fault)

    def _sorted_out(self, files: tuple[str, ...]) -> tuple[tuple[Artifact, ...], tuple[str, ...]]:
        """The artifacts, the oldest first, and the files right in the folder that are none."""
        others = self.shelf.other_files
        found: list[Artifact] = []
        strays: list[str] = []
        for name in files:
            told = self.shelf.naming.named(name)
            if told is not None:
                stamped = times.stamped_ms(told.stamp, self.shelf.zone)
                parts = (told.id, told.stamp, stamped, told.exact)
                found.append(Artifact(told.kind, f"{self.folder}/{name}", name, *parts))
            elif "/" not in name and name not in others and not name.startswith("."):
                strays.append(name)
        return tuple(sorted(found, key=lambda one: (one.times[:1], one.name))), tuple(strays)

    def _file_of(self, kind: str) -> str:
        return self.shelf.naming.file(kind, self.id) if kind in self.shelf.contract.artifacts else ""

    def _document(self, kind: str, files: tuple[str, ...]) -> Document | None:
        name = self._file_of(kind)
        if not name or name not in files:
            return None
        found = read_document(self.shelf.root, f"{self.folder}/{name}")
        self.problems += found.problems
        return found

    def _ledger(self, name: str) -> Ledger:
        if ledger.RECORD not in self.shelf.contract.records:
            return Ledger()
        path = f"{self.folder}/{name}"
        try:
            return read_ledger(str(self.shelf.root / path), self.shelf.decided)
        except OSError as error:
            self._unreadable(path, error)
            return Ledger()

    def _log(self, document: Document) -> Iterator[LogRow]:
        table = next(document.tables(self.shelf.log_section), None)
        if table is None or table.columns != COLUMNS:
            return
        for line, cells in table.rows:
            time, actor, what, files, *_ = (*cells, *("" for _ in COLUMNS))
            yield LogRow(line, time, times.read_ms(time), actor, what, files)

    def _records(self, files: tuple[str, ...]) -> Iterator[tuple[str, RecordFile]]:
        for record, file in self.shelf.record_files.items():
            name = file.replace("{id}", self.id)
            if name in files:
                found = read_record_file(self.shelf.root, f"{self.folder}/{name}")
                self.problems += found.problems
                yield record, found
