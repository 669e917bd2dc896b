"""The folders and files of stories, as the contract lays them out."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, tzinfo
from functools import cached_property
from pathlib import Path
from typing import Any

from revi_docs.contract.canonical_form import canonical
from revi_docs.contract.model import Contract
from revi_docs.decide import compiled_contract as decide_contract
from revi_docs.decide.contract_json import read_contract
from revi_docs.files.read_file import exists
from revi_docs.records import agent_log, ledger, time_formats
from revi_docs.records.ledger_files import entry_folder, has_ledger
from revi_docs.records.story_folders import (
    find_story_folders,
    is_wildcard,
    literal_folder,
    new_story_folder,
    project_folder,
)
from revi_docs.stories.artifact_names import ArtifactNames

STORY_ARTIFACT = "story"
"""The artifact kind of the story file."""

# In a group: `split` returns numbers and the text between them, to sort `REVI-9` before `REVI-10`.
_DIGITS = re.compile(r"(\d+)")


@dataclass(frozen=True)
class StoryLayout:
    """The layout of the stories of one repository, and derived values that readers need."""

    root: Path
    contract: Contract

    @cached_property
    def decision_contract(self) -> decide_contract.CompiledContract:
        """The contract in the form that `decide` reads."""
        return read_contract(self.data)

    @cached_property
    def data(self) -> dict[str, Any]:
        """The contract in canonical form."""
        return canonical(self.contract)

    @cached_property
    def artifact_names(self) -> ArtifactNames:
        return ArtifactNames(self.contract)

    @cached_property
    def zone(self) -> tzinfo:
        """The project's time zone; UTC if the contract names none or an unknown one."""
        try:
            return time_formats.load_zone(self.contract.project.time_zone)
        except ValueError:
            # `unknown-time-zone` reports the name.
            return UTC

    @cached_property
    def log_section(self) -> str:
        """The heading of the Agent Log, the append-only section of a story file."""
        story = self.contract.artifacts.get(STORY_ARTIFACT)
        return next(iter(story.append_only), agent_log.SECTION) if story else agent_log.SECTION

    @cached_property
    def stories_folder(self) -> str:
        """The folder that contains the story folders, such as `plans/stories`; "" is the repository root."""
        return literal_folder(self._pattern)

    @cached_property
    def project_folder(self) -> str:
        """The folder of the files that belong to all stories, such as the plan; "" is the repository root."""
        return project_folder(self._pattern)

    @cached_property
    def _pattern(self) -> str:
        return self.contract.project.stories.strip("/")

    def folder(self, story: str) -> str:
        """Return the path of a story's folder; where it would be created if there is none."""
        if not is_wildcard(self._pattern):
            return new_story_folder(self._pattern, story)
        return (self.folders.get(story) or (new_story_folder(self._pattern, story),))[0]

    @cached_property
    def folders(self) -> Mapping[str, tuple[str, ...]]:
        """Story → the folders with its id that have a story file or a ledger; more than one is a mistake.

        A change of branch leaves other folders with ignored files.
        """
        folders: dict[str, tuple[str, ...]] = {}
        for story, folder, has_story_file in self._all_folders:
            if has_story_file or has_ledger(str(self.root), f"{folder}/{self.ledger_name}"):
                folders[story] = (*folders.get(story, ()), folder)
        return folders

    @cached_property
    def _all_folders(self) -> tuple[tuple[str, str, bool], ...]:
        """The id part, the path and whether there is a story file, of each folder that fits the layout."""
        root = str(self.root)
        paths = (
            (story, os.path.relpath(path, self.root).replace(os.sep, "/"))
            for story, path in find_story_folders(root, self._pattern)
            if story[0] != "."
        )
        return tuple((story, folder, exists(root, f"{folder}/{self.story_file(story)}")) for story, folder in paths)

    def folders_without_story_file(self) -> tuple[tuple[str, str], ...]:
        """The id and the path of each folder that is named like a story and has no story file.

        Not of a story with a ledger if the contract has artifacts: a rule judges the name of each of its files.
        """
        judged_ids = self.folders if self.contract.artifacts else ()
        return tuple(
            (story, folder)
            for story, folder, has_story_file in self._all_folders
            if not has_story_file and story not in judged_ids and self.artifact_names.is_story_id(story)
        )

    def story_ids(self) -> tuple[str, ...]:
        """Return the id part of every story folder's name, in natural order; they are not validated."""
        return tuple(sorted(self.folders, key=natural_sort_key))

    def story_file(self, story: str) -> str:
        """Return the path of the story file relative to the story's folder."""
        if STORY_ARTIFACT in self.contract.artifacts:
            return self.artifact_names.artifact_path(STORY_ARTIFACT, story)
        return f"{story}.md"

    @cached_property
    def ledger_name(self) -> str:
        """The ledger's path relative to a story's folder."""
        record = self.contract.records.get(ledger.RECORD_TYPE)
        return (record.file if record else "") or ledger.DEFAULT_FILE

    @cached_property
    def entry_folder(self) -> str:
        """The folder of the ledger's entry files relative to a story's folder."""
        return entry_folder(self.ledger_name)

    @cached_property
    def other_files(self) -> frozenset[str]:
        """Paths relative to a story's folder that are not artifacts: records, trace and lock."""
        contract = self.contract
        definitions = [*contract.records.values(), contract.locks, contract.trace]
        return frozenset({self.ledger_name, *(item.file for item in definitions if item is not None)})

    @cached_property
    def artifact_folders(self) -> tuple[str, ...]:
        """The subfolders of a story's folder that contain files of the contract; "" is the folder itself."""
        contract = self.contract
        files = [definition.file for definition in contract.artifacts.values() if definition.scope == "story"]
        files += [definition.file for definition in contract.records.values() if definition.file]
        folders = (file.rpartition("/")[0] for file in files if "{worker}" not in file)
        return tuple(dict.fromkeys(["", *folders]))

    @cached_property
    def record_files(self) -> dict[str, str]:
        """Record → its YAML or JSON file in a story's folder, if each story has exactly one."""
        contract = self.contract
        files = {
            name: record.file or contract.artifacts[name].file
            for name, record in contract.records.items()
            if record.file or (name in contract.artifacts and contract.artifacts[name].scope == "story")
        }
        return {
            name: file
            for name, file in files.items()
            if file.endswith((".yaml", ".yml", ".json")) and not re.search(r"\{(?!id\})", file)
        }


def natural_sort_key(story: str) -> tuple[object, ...]:
    """Return a sort key by which `REVI-999` comes before `REVI-1000`."""
    parts = _DIGITS.split(story)
    return tuple(int(part) if index % 2 else part for index, part in enumerate(parts))
