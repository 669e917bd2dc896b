"""The contract as the runtime reads it, from `generated/contract.json` alone; where a story's files stand."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from datetime import tzinfo
from typing import Any, NamedTuple

from revi_docs.decide.compiled_contract import CompiledContract
from revi_docs.decide.contract_json import read_contract
from revi_docs.records import ledger, time_formats
from revi_docs.records.command_errors import CommandError, UnavailableError

CONTRACT_JSON = "generated/contract.json"


class Repository(NamedTuple):
    """One repository's contract. `data` is all of `contract.json`, `contract` what decisions read of it."""

    root: str
    data: Mapping[str, Any]
    contract: CompiledContract

    @property
    def zone(self) -> tzinfo:
        """The project's time zone. Raises BrokenError for one that this machine does not know."""
        try:
            return time_formats.load_zone(self.data["project"]["time_zone"])
        except ValueError as error:
            fix = "install the time zones (tzdata), or name another in project.time_zone"
            raise UnavailableError("unknown-zone", str(error), fix) from None

    def story(self, story_id: str) -> StoryPaths:
        """The files of a story, there or not. Raises RefusalError for what is no id of the contract."""
        if not re.fullmatch(self.contract.story_id or r"[A-Za-z0-9][A-Za-z0-9._-]*", story_id):
            pattern = self.contract.story_id or "letters, digits, dots and dashes"
            raise CommandError(
                "unknown-story", f"'{story_id}' is no id of a story", f"give one like {pattern}"
            )
        layout = self.data["project"]["stories"] or "plans/stories/{id}"
        return StoryPaths(self, story_id, os.path.join(self.root, layout.replace("{id}", story_id)))

    @property
    def log_section(self) -> str:
        """The heading of a story's Agent Log: its section that only grows; "" where there is none."""
        story = self.data["artifacts"].get("story") or {}
        return next(iter(story.get("append_only") or ()), "")

    @property
    def story_outputs(self) -> tuple[str, ...]:
        """The outputs that show where stories stand."""
        outputs, prefix = self.data["outputs"] or {}, self.data["project"]["prefix"]
        paths = (path for path, output in outputs.items() if output["template"].startswith("stories/"))
        return tuple(path.replace("{prefix}", prefix) for path in paths)

    def record_file(self, record: str, default: str) -> str:
        """Where a record stands in a story's folder; `usual` where the contract does not say."""
        return (self.data["records"].get(record) or {}).get("file") or default


class StoryPaths(NamedTuple):
    """Where the files of one story stand."""

    repository: Repository
    id: str
    folder: str

    def file(self, relative_path: str) -> str:
        """The file that stands at a path below the story's folder."""
        return os.path.join(self.folder, relative_path.replace("{id}", self.id))

    @property
    def ledger(self) -> str:
        return self.file(self.repository.record_file(ledger.RECORD_TYPE, ledger.DEFAULT_FILE))

    @property
    def story(self) -> str:
        """The story file itself."""
        artifact = self.repository.data["artifacts"].get("story") or {}
        return self.file(artifact.get("file") or "{id}.md")

    @property
    def exists(self) -> bool:
        return os.path.isdir(self.folder)

    def require(self, command: str) -> None:
        """Raises RefusalError where there is no such story, and the command is none that begins one."""
        contract = self.repository.contract
        command_facts = contract.commands.get(command)
        creates_story = command_facts is not None and any(
            contract.statuses[status].initial for status in command_facts.starts
        )
        if not self.exists and not creates_story:
            fix = f"see 'revi story list', or begin it with 'revi story new {self.id} --title TITLE'"
            raise CommandError("unknown-story", f"there is no folder for {self.id}", fix)


def open_repository(root: str) -> Repository:
    """Reads the contract of a repository. Raises BrokenError where there is none that can be read."""
    path = os.path.join(root, CONTRACT_JSON)
    fix = "run 'revi-docs sync', which makes it from revi.yml"
    try:
        with open(path, "rb") as stream:
            data = json.load(stream)
        return Repository(root, data, read_contract(data))
    except OSError as error:
        raise UnavailableError(
            "contract-missing", f"{CONTRACT_JSON} cannot be read: {error.strerror}", fix
        ) from None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise UnavailableError(
            "contract-invalid", f"{CONTRACT_JSON} is not what revi-docs makes", fix
        ) from None
