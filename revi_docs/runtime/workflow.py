"""The contract as the runtime reads it, from `generated/contract.json` alone; where a story's files stand."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from datetime import tzinfo
from typing import Any, NamedTuple

from revi_docs.decide.contract import Contract
from revi_docs.decide.read import read_contract
from revi_docs.records import ledger, times
from revi_docs.records.refusal import BrokenError, RefusalError

CONTRACT = "generated/contract.json"


class Workflow(NamedTuple):
    """One repository's contract. `data` is all of `contract.json`, `contract` what decisions read of it."""

    root: str
    data: Mapping[str, Any]
    contract: Contract

    @property
    def zone(self) -> tzinfo:
        """The project's time zone. Raises BrokenError for one that this machine does not know."""
        try:
            return times.zone(self.data["project"]["time_zone"])
        except ValueError as error:
            fix = "install the time zones (tzdata), or name another in project.time_zone"
            raise BrokenError("unknown-zone", str(error), fix) from None

    def story(self, story_id: str) -> StoryPaths:
        """The files of a story, there or not. Raises RefusalError for what is no id of the contract."""
        if not re.fullmatch(self.contract.story_id or r"[A-Za-z0-9][A-Za-z0-9._-]*", story_id):
            shape = self.contract.story_id or "letters, digits, dots and dashes"
            raise RefusalError("unknown-story", f"'{story_id}' is no id of a story", f"give one like {shape}")
        layout = self.data["project"]["stories"] or "plans/stories/{id}"
        return StoryPaths(self, story_id, os.path.join(self.root, layout.replace("{id}", story_id)))

    @property
    def log_section(self) -> str:
        """The heading of a story's Agent Log: its section that only grows; "" where there is none."""
        story = self.data["artifacts"].get("story") or {}
        return next(iter(story.get("append_only") or ()), "")

    @property
    def made_of_stories(self) -> tuple[str, ...]:
        """The outputs that show where stories stand."""
        outputs, prefix = self.data["outputs"] or {}, self.data["project"]["prefix"]
        paths = (path for path, one in outputs.items() if one["template"].startswith("stories/"))
        return tuple(path.replace("{prefix}", prefix) for path in paths)

    def record_file(self, record: str, usual: str) -> str:
        """Where a record stands in a story's folder; `usual` where the contract does not say."""
        return (self.data["records"].get(record) or {}).get("file") or usual


class StoryPaths(NamedTuple):
    """Where the files of one story stand."""

    workflow: Workflow
    id: str
    folder: str

    def file(self, below: str) -> str:
        """The file that stands at a path below the story's folder."""
        return os.path.join(self.folder, below.replace("{id}", self.id))

    @property
    def ledger(self) -> str:
        return self.file(self.workflow.record_file(ledger.RECORD, ledger.FILE))

    @property
    def story(self) -> str:
        """The story file itself."""
        artifact = self.workflow.data["artifacts"].get("story") or {}
        return self.file(artifact.get("file") or "{id}.md")

    @property
    def exists(self) -> bool:
        return os.path.isdir(self.folder)

    def need(self, command: str) -> None:
        """Raises RefusalError where there is no such story, and the command is none that begins one."""
        contract = self.workflow.contract
        facts = contract.commands.get(command)
        begins = facts is not None and any(contract.statuses[one].initial for one in facts.starts)
        if not self.exists and not begins:
            fix = f"see 'revi story list', or begin it with 'revi story new {self.id} --title TITLE'"
            raise RefusalError("unknown-story", f"there is no folder for {self.id}", fix)


def open_workflow(root: str) -> Workflow:
    """Reads the contract of a repository. Raises BrokenError where there is none that can be read."""
    path = os.path.join(root, CONTRACT)
    mend = "run 'revi-docs sync', which makes it from revi.yml"
    try:
        with open(path, "rb") as stream:
            data = json.load(stream)
        return Workflow(root, data, read_contract(data))
    except OSError as error:
        raise BrokenError("contract-missing", f"{CONTRACT} cannot be read: {error.strerror}", mend) from None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise BrokenError("contract-broken", f"{CONTRACT} is not what revi-docs makes", mend) from None
