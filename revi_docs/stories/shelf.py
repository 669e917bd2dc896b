"""Where the stories of a repository stand, and what the contract says of reading them."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from datetime import UTC, tzinfo
from functools import cached_property
from pathlib import Path

from revi_docs.contract.canonical import canonical
from revi_docs.contract.model import Contract
from revi_docs.decide import contract as decided
from revi_docs.decide.read import read_contract
from revi_docs.records import ledger, times
from revi_docs.stories.names import Naming

STORY = "story"
"""The artifact that is the story file itself."""

_DIGITS = re.compile(r"(\d+)")


@dataclass(frozen=True)
class Shelf:
    """Where the stories of a repository stand, and what reading them takes."""

    root: Path
    contract: Contract

    @cached_property
    def decided(self) -> decided.Contract:
        """The contract as decisions read it."""
        return read_contract({**canonical(self.contract), "_revi": {"behaviour": ""}})

    @cached_property
    def naming(self) -> Naming:
        return Naming(self.contract)

    @cached_property
    def zone(self) -> tzinfo:
        """The project's time zone; UTC where the contract names none that is known."""
        try:
            return times.zone(self.contract.project.time_zone)
        except ValueError:
            return UTC

    @cached_property
    def log_section(self) -> str:
        """The heading of the Agent Log: the section of a story file that only grows; "" for none."""
        story = self.contract.artifacts.get(STORY)
        return next(iter(story.append_only), "") if story else ""

    @cached_property
    def home(self) -> str:
        """The folder that holds the folders of stories, as `plans/stories`; "" is the repository itself."""
        return self.contract.project.stories.partition("{id}")[0].rpartition("/")[0]

    def folder(self, story: str) -> str:
        """The folder of a story."""
        return self.contract.project.stories.replace("{id}", story).strip("/")

    def ids(self) -> tuple[str, ...]:
        """The names that stand where an id would, of all folders of stories, in order."""
        before, _, after = self.contract.project.stories.partition("{id}")
        start, end = before.rpartition("/")[2], after.partition("/")[0]
        found = (
            name[len(start) : len(name) - len(end)]
            for name in _folders(self.root / self.home)
            if name.startswith(start) and name.endswith(end) and len(name) > len(start) + len(end)
        )
        return tuple(sorted((one for one in found if not one.startswith(".")), key=in_order_of_number))

    @cached_property
    def ledger_name(self) -> str:
        """The ledger's path below a story's folder."""
        record = self.contract.records.get(ledger.RECORD)
        return (record.file if record else "") or ledger.FILE

    @cached_property
    def other_files(self) -> frozenset[str]:
        """The paths below a story's folder that are no artifacts: records, the trace, the lock."""
        contract = self.contract
        found = {one.file for one in contract.records.values()}
        found |= {one.file for one in (contract.locks, contract.trace) if one is not None}
        return frozenset({self.ledger_name, *found})

    @cached_property
    def watched(self) -> tuple[str, ...]:
        """The folders below a story's own in which files of the contract stand, and "" for its own."""
        contract = self.contract
        files = [one.file for one in contract.artifacts.values() if one.scope == "story"]
        files += [one.file for one in contract.records.values() if one.file]
        return tuple(
            dict.fromkeys(["", *(file.rpartition("/")[0] for file in files if "{worker}" not in file)])
        )

    @cached_property
    def record_files(self) -> dict[str, str]:
        """Record → its file below a story's folder, of those of YAML or JSON that stand there once."""
        contract = self.contract
        found = {
            name: record.file or contract.artifacts[name].file
            for name, record in contract.records.items()
            if record.file or (name in contract.artifacts and contract.artifacts[name].scope == "story")
        }
        return {
            name: file
            for name, file in found.items()
            if file.endswith((".yaml", ".yml", ".json")) and not re.search(r"\{(?!id\})", file)
        }


def in_order_of_number(story: str) -> tuple[object, ...]:
    """By what `REVI-999` comes before `REVI-1000`."""
    parts = _DIGITS.split(story)
    return tuple(int(part) if at % 2 else part for at, part in enumerate(parts))


def _folders(path: Path) -> list[str]:
    try:
        with os.scandir(path) as entries:
            return [entry.name for entry in entries if entry.is_dir(follow_symlinks=False)]
    except OSError:
        return []
