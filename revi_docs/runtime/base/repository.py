"""One repository as commands of `revi` and hooks use it: decisions, claims, and the paths of its stories."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from functools import cached_property

from revi_docs.files.read_file import exists
from revi_docs.files.safe_paths import path_error
from revi_docs.problems.fast_record import FastRecord
from revi_docs.problems.suggestions import suggestion_hint
from revi_docs.records.command_errors import CommandError, UnavailableError
from revi_docs.records.story_folders import find_story_folders, story_folder
from revi_docs.runtime.base.contract_data import ContractData, find_contract, read_contract_data, require_safe_path
from revi_docs.runtime.base.lock_settings import LockSettings, read_lock_settings

TYPE_CHECKING = False  # as in typing, which a hook does not import
if TYPE_CHECKING:
    from datetime import tzinfo
    from typing import Any

    from revi_docs.decide.compiled_contract import CompiledContract
    from revi_docs.runtime.base.state_folder import StateFile
    from revi_docs.runtime.claims.protocol import ClaimStore


STORY_ARTIFACT = "story"
"""The artifact that is the file of a story."""


class Repository(ContractData):
    """One repository. `contract`, the part of its contract that decisions read, is parsed on first use.

    Pass `claims` to replace the store that the contract chooses.
    """

    def __init__(self, root: str, data: Mapping[str, Any], claims: ClaimStore | None = None) -> None:
        super().__init__(root, data)
        # A cached property is computed only if the instance has no attribute of its name yet.
        if claims is not None:
            self.claims = claims

    @classmethod
    def from_contract(cls, contract: ContractData) -> Repository:
        """The repository of a contract that was read for a hook."""
        return cls(contract.root, contract._data)

    def with_claims(self, claims: ClaimStore) -> Repository:
        """The same repository with another store of claims."""
        return Repository(self.root, self._data, claims)

    @cached_property
    def contract(self) -> CompiledContract:
        """The part of the contract that decisions read, with the records that commands write."""
        from revi_docs.decide.contract_json import read_contract
        from revi_docs.records.built_in_records import BUILT_IN_RECORDS

        contract = read_contract(self._data)
        return contract._replace(records={**BUILT_IN_RECORDS, **contract.records})

    @cached_property
    def claims(self) -> ClaimStore:
        """The store of the stories' claims: the one that the contract chooses."""
        from revi_docs.decide.records import check_record
        from revi_docs.runtime.claims.files import FileClaims
        from revi_docs.runtime.claims.stores import ClaimSettings, open_claims

        def check(record: Any) -> tuple[str, ...]:
            return check_record(self.contract, self.locks.record, record) if self.locks.record else ()

        def guard_file(story_id: str) -> StateFile:
            return self.story_paths(story_id).state_file("guard")

        def lock_file(story_id: str) -> str:
            return self.story_paths(story_id).lock_file

        files = FileClaims(self.lock_root, lock_file, guard_file, check, self._story_ids)
        claims, project = self.section("claims"), self.section("project")
        settings = ClaimSettings(
            claims.get("store") or "files",
            claims.get("remote") or "origin",
            project.get("name") or project.get("prefix") or "",
        )
        return open_claims(self.root, settings, files, check)

    @cached_property
    def locks(self) -> LockSettings:
        """The lock settings; see `has_locks` for whether the contract has the section."""
        return read_lock_settings(self.section("locks"))

    @property
    def lock_root(self) -> str:
        """The folder that contains all lock files: the root, or git's directory, which all worktrees share."""
        if self.locks.scope != "repository":
            return self.root
        from revi_docs.runtime.base.git_common_dir import git_common_dir

        return git_common_dir(self.root)

    @property
    def has_locks(self) -> bool:
        """Whether the contract has the section `locks`; without it nothing is locked."""
        return bool(self.section("locks"))

    @property
    def zone(self) -> tzinfo:
        """The project's time zone. Raises UnavailableError if this machine has no data for it."""
        from revi_docs.records.time_formats import load_zone

        try:
            return load_zone(self.time_zone)
        except ValueError as error:
            fix = "install the time zone database (tzdata), or correct project.time_zone in revi.yml"
            raise UnavailableError("unknown-zone", str(error), fix) from None

    def story(self, story_id: str) -> StoryPaths:
        """The paths of a story. Raises CommandError for an invalid id, and if there is no such story."""
        story = self.story_paths(story_id)
        if not story.exists:
            raise missing_story_error(story)
        return story

    def story_paths(self, story_id: str) -> StoryPaths:
        """The paths of a story, which need not exist. Raises CommandError for an invalid id."""
        id_pattern = self.contract.story_id
        if not re.fullmatch(id_pattern or r"[A-Za-z0-9][A-Za-z0-9._-]*", story_id):
            raise self._invalid_id_error(story_id)
        if "/" in story_id or path_error(story_id):
            fix = "write an id that can be the name of a folder"
            raise CommandError("unknown-story", f"'{story_id}' is not a story id: it is not a name", fix)
        folder = os.path.join(self.root, story_folder(self.root, self.story_layout, story_id))
        return StoryPaths(repository=self, id=story_id, folder=folder)

    def _invalid_id_error(self, story_id: str) -> CommandError:
        ids = [story.id for story in self.stories()]
        if story_id in self.section("commands"):
            fix = f"write the story before the command, as in '{ids[0] if ids else 'STORY'} {story_id}'"
            return CommandError("unknown-story", f"'{story_id}' is a command, not a story id", fix)
        pattern, prefix = self.contract.story_id, self.section("project").get("prefix", "")
        first_ids = (name for name in (f"{prefix}-001", f"{prefix}-1") if re.fullmatch(pattern or "(?!)", name))
        example = ids[0] if ids else next(first_ids, "")
        fix = f"write one like {example}" if example else f"write an id that matches {pattern or '[A-Za-z0-9._-]+'}"
        return CommandError("unknown-story", f"'{story_id}' is not a story id{suggestion_hint(story_id, ids)}", fix)

    def stories(self) -> tuple[StoryPaths, ...]:
        """The stories, sorted by id: the folders with a ledger or a story file whose name is a story id."""
        pattern = self.contract.story_id or ".*"
        paths = (StoryPaths(repository=self, id=name, folder=folder) for name, folder in self.story_folders())
        return tuple(story for story in paths if re.fullmatch(pattern, story.id) and story.exists)

    def _story_ids(self) -> list[str]:
        """The names of the folders that can be stories: a lock can be older than the ledger."""
        pattern = self.contract.story_id or ".*"
        return [name for name, _ in self.story_folders() if re.fullmatch(pattern, name)]

    def story_folders(self) -> Iterator[tuple[str, str]]:
        """The folders that match the layout, as (name, path), sorted by name. Needs no parsed contract."""
        return find_story_folders(self.root, self.story_layout)


class StoryPaths(FastRecord):
    """The paths of one story's files."""

    repository: Repository
    id: str
    folder: str

    def file(self, relative_path: str) -> str:
        """A path within the story's folder. Raises UnavailableError if the contract names one outside of it."""
        require_safe_path(relative_path)
        return os.path.join(self.folder, relative_path.replace("{id}", self.id))

    def artifact_file(self, kind: str, default: str) -> str:
        """The path of an artifact within the story's folder."""
        return self.file((self.repository.section("artifacts").get(kind) or {}).get("file") or default)

    @property
    def ledger(self) -> str:
        """The path of an older ledger file; newer entries are files in the folder `ledger` next to it."""
        from revi_docs.records import ledger

        return self.file(self.repository.record_file(ledger.RECORD_TYPE, ledger.DEFAULT_FILE))

    @property
    def story(self) -> str:
        """The story file."""
        return self.artifact_file(STORY_ARTIFACT, "{id}.md")

    @property
    def lock_file(self) -> str:
        """The file of the phase lock. With the scope `repository`, all worktrees share it."""
        repository = self.repository
        if repository.locks.scope != "repository":
            return self.file(repository.locks.file)
        return os.path.join(repository.lock_root, "revi", self.id, "phase-lock")

    def state_file(self, name: str) -> StateFile:
        """A file that revi keeps on this machine for the story, such as `guard`."""
        from revi_docs.runtime.base.state_folder import StateFile, story_state_file

        if self.repository.locks.scope == "repository":
            return StateFile(self.repository.lock_root, f"{self.lock_file}.{name}")
        return story_state_file(self.repository.root, self.id, name)

    @property
    def exists(self) -> bool:
        """Whether there is such a story: a ledger or a story file. Other files do not make a folder a story."""
        from revi_docs.records.ledger_files import has_ledger

        root = self.repository.root
        return exists(root, self.story) or has_ledger(root, self.ledger)

    def require(self, command: str) -> None:
        """Raise CommandError if there is no such story, unless the command creates stories: it writes their file."""
        contract = self.repository.contract
        facts = contract.commands.get(command)
        starts_stories = facts is not None and any(contract.statuses[name].initial for name in facts.starts)
        if self.exists or (starts_stories and STORY_ARTIFACT in self.repository.section("commands")[command]["writes"]):
            return
        raise missing_story_error(self)


def missing_story_error(story: StoryPaths) -> CommandError:
    """The error for a story that does not exist."""
    hint = suggestion_hint(story.id, [other.id for other in story.repository.stories()])
    fix = f"run 'revi story list' to see all stories, or create it with 'revi story new {story.id} --title TITLE'"
    return CommandError("unknown-story", f"there is no story {story.id}{hint}", fix)


def missing_ledger_error(story: StoryPaths) -> CommandError:
    """The error for a story without a ledger: a story file is adopted; without one there is no such story."""
    if not story.exists:
        return missing_story_error(story)
    fix = f"create it with 'revi story adopt {story.id} STATUS --actor NAME --evidence FILE'"
    return CommandError("no-ledger", f"{story.id} has no ledger", fix)


def find_repository(folder: str) -> Repository | None:
    """Open the repository around a folder; None if it has no contract.

    Raises UnavailableError if `revi.yml` has problems or cannot be read.
    """
    return find_contract(folder, Repository)


def open_repository(root: str) -> Repository:
    """Open the repository at a folder. Raises UnavailableError if its contract is missing or has problems."""
    return read_contract_data(os.path.realpath(root), Repository)
