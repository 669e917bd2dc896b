"""Read the stories of a repository one at a time.

The contract defines where they are (`project.stories`) and the names of their files. A story that cannot be
read does not hide the others.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from revi_docs.contract.loader import LoadedContract
from revi_docs.files.merge_conflicts import CONFLICT_MESSAGE
from revi_docs.files.temp_files import is_temp_file
from revi_docs.problems.problem import Place, Problem
from revi_docs.records import time_formats, token_log
from revi_docs.records.agent_log import COLUMNS
from revi_docs.records.ledger import Ledger
from revi_docs.records.ledger_files import read_ledger
from revi_docs.stories.document import Document, read_document, story_file_problems
from revi_docs.stories.record_file import RecordFile, read_record_file
from revi_docs.stories.story import AgentLogRow, Story, StoryArtifact
from revi_docs.stories.story_layout import StoryLayout


def read_stories(root: Path, loaded: LoadedContract) -> Iterator[Story]:
    """Yield the stories in order of their ids; nothing if the contract does not define `project.stories`."""
    if loaded.contract.project.stories:
        layout = StoryLayout(root, loaded.contract)
        yield from (read_story(layout, story) for story in layout.story_ids())


def read_story(layout: StoryLayout, story: str) -> Story:
    """Read one story, however incomplete its folder is."""
    return _StoryReader(layout, story).read()


class _StoryReader:
    """Reads one story."""

    def __init__(self, layout: StoryLayout, story: str) -> None:
        self.layout = layout
        self.id = story
        self.folder = layout.folder(story)
        self.problems: list[Problem] = []

    def read(self) -> Story:
        files = self._files()
        artifacts, unknown_files = self._classify(files)
        story_file = self.layout.story_file(self.id)
        document = self._document(story_file, files)
        token_document = self._document(self._artifact_path(token_log.ARTIFACT), files)
        ledger_name = self.layout.ledger_name
        return Story(
            id=self.id,
            folder=self.folder,
            path=f"{self.folder}/{story_file}",
            ledger_path=f"{self.folder}/{ledger_name}",
            ledger=self._ledger(ledger_name),
            document=document,
            files=files,
            artifacts=artifacts,
            unknown_files=unknown_files,
            log=tuple(self._log_rows(document)) if document else (),
            token_log=token_document,
            tokens=self._token_rows(token_document),
            records=MappingProxyType(dict(self._records(files))),
            problems=tuple(map(self._with_fix_of_conflict, self.problems)),
        )

    def _with_fix_of_conflict(self, problem: Problem) -> Problem:
        """A conflict in a log needs both sides, which a person who removes the markers may not know."""
        if not problem.message.endswith(CONFLICT_MESSAGE):
            return problem
        command = f"revi story reconcile {self.id}"
        return replace(problem, fix=f"run '{command}', which keeps both sides of logs; keep one side of the rest")

    def _token_rows(self, document: Document | None) -> tuple[token_log.TokenRow, ...]:
        lines = document.lines if document else ()
        return token_log.read_rows("\n".join(lines), self.layout.decision_contract, self.id)

    def _files(self) -> tuple[str, ...]:
        """List the files directly in the folders of the contract, relative to the story's folder."""
        paths, folders = self._list_folder("")
        for subfolder in self.layout.artifact_folders:
            if subfolder and subfolder.partition("/")[0] in folders:
                paths += self._list_folder(subfolder)[0]
        return tuple(sorted(paths))

    def _list_folder(self, subfolder: str) -> tuple[list[str], set[str]]:
        """List the files of a folder, relative to the story's folder, and the names of its subfolders."""
        files: list[str] = []
        folders: set[str] = set()
        prefix = f"{subfolder}/" if subfolder else ""
        try:
            with os.scandir(f"{self.layout.root}/{self.folder}/{subfolder}") as entries:
                for entry in entries:
                    if entry.is_dir():
                        folders.add(entry.name)
                    elif entry.is_file() and not is_temp_file(entry.name):
                        files.append(prefix + entry.name)
        except FileNotFoundError:
            # A story that is only planned has no folder.
            pass
        except OSError as error:
            self._report_unreadable(f"{self.folder}/{subfolder}".rstrip("/"), error)
        return files, folders

    def _report_unreadable(self, path: str, error: OSError) -> None:
        fix = "check its permissions and that it is a file or folder as expected"
        message = f"cannot be read: {error.strerror or error}"
        self.problems += story_file_problems(Problem(code="", message=message, fix=fix, places=(Place(path),)))

    def _classify(self, files: tuple[str, ...]) -> tuple[tuple[StoryArtifact, ...], tuple[str, ...]]:
        """Split files into artifacts, oldest first, and unknown files directly in the story's folder."""
        other_files = self.layout.other_files
        artifacts: list[StoryArtifact] = []
        unknown_files: list[str] = []
        for name in files:
            parsed_name = self.layout.artifact_names.parse(name)
            if parsed_name is not None:
                timestamps_ms = time_formats.parse_file_time_ms(parsed_name.timestamp, self.layout.zone)
                name_fields = (parsed_name.id, parsed_name.timestamp, timestamps_ms, parsed_name.is_exact)
                artifacts.append(StoryArtifact(parsed_name.kind, f"{self.folder}/{name}", name, *name_fields))
            elif "/" not in name and name not in (*other_files, f"{self.id}.md") and name[0] != ".":
                unknown_files.append(name)
        artifacts.sort(key=lambda artifact: (artifact.times[:1], artifact.name))
        return tuple(artifacts), tuple(unknown_files)

    def _artifact_path(self, kind: str) -> str:
        if kind not in self.layout.contract.artifacts:
            return ""
        return self.layout.artifact_names.artifact_path(kind, self.id)

    def _document(self, name: str, files: tuple[str, ...]) -> Document | None:
        if not name or name not in files:
            return None
        document = read_document(self.layout.root, f"{self.folder}/{name}")
        self.problems += document.problems
        return document

    def _ledger(self, name: str) -> Ledger:
        path = f"{self.folder}/{name}"
        try:
            return read_ledger(str(self.layout.root), path, self.layout.decision_contract)
        except OSError as error:
            self._report_unreadable(path, error)
            return Ledger()

    def _log_rows(self, document: Document) -> Iterator[AgentLogRow]:
        table = next(document.tables(self.layout.log_section), None)
        if table is None or table.columns != COLUMNS:
            return
        for line, cells in table.rows:
            time, actor, summary, files, *_ = (*cells, *("" for _ in COLUMNS))
            yield AgentLogRow(line, time, time_formats.parse_time_ms(time), actor, summary, files)

    def _records(self, files: tuple[str, ...]) -> Iterator[tuple[str, RecordFile]]:
        for record, file in self.layout.record_files.items():
            name = file.replace("{id}", self.id)
            if name in files:
                record_file = read_record_file(self.layout.root, f"{self.folder}/{name}")
                self.problems += record_file.problems
                yield record, record_file
