"""What the rules for agent files see: the contract, all agent files, and the platform's facts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Literal

from revi_docs.agent_files.agent_file import AgentFile, read_agent_file
from revi_docs.contract.key_paths import KeyPath
from revi_docs.contract.loader import LoadedContract
from revi_docs.contract.model import Contract
from revi_docs.contract.target_relations import targets_of
from revi_docs.files.decoding import decode, read_bytes
from revi_docs.problems.problem import Place, Problem
from revi_docs.targets import claude_versions
from revi_docs.targets.claude import TARGET as CLAUDE_TARGET
from revi_docs.targets.version_table import VersionedFact, facts_of

CLAUDE = CLAUDE_TARGET.id

_PATHS = CLAUDE_TARGET.paths
_SETTINGS = "|".join(map(re.escape, _PATHS.settings))
# Settings can be in any folder, but only plugins have files with hooks of any name.
_JSON_WITH_HOOKS = re.compile(rf"(?:.*/)?(?:{_SETTINGS})|{_PATHS.plugins_folder}/[^/]+/hooks/[^/]+\.json", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class RepositoryFiles:
    """The files of a repository: `paths` of those that people write, and the text of each generated one.

    `generated` is (path, text, path of its item in the contract).
    """

    root: Path
    paths: tuple[str, ...] = ()
    generated: tuple[tuple[str, str, tuple[str, ...]], ...] = ()

    def text_of(self, path: str) -> str | None:
        """The text of a hand-written file; None if it cannot be read, which is reported where it is used."""
        content, problems = read_bytes(self.root, path)
        return None if problems else decode(content, path)[0]


class AgentFilesContext:
    """The context of one run of the rules."""

    def __init__(self, loaded: LoadedContract, files: RepositoryFiles) -> None:
        self.loaded = loaded
        self.contract: Contract = loaded.contract
        self._files = files

    @property
    def applies_to_claude(self) -> bool:
        """Whether the contract is rendered for Claude Code."""
        return CLAUDE in targets_of(self.contract)

    @cached_property
    def version(self) -> str:
        """The version of Claude Code by which the rules judge."""
        target = self.contract.targets.get(CLAUDE)
        return (target.version if target else "") or claude_versions.CHECKED_VERSION

    def facts(self, table: Iterable[VersionedFact]) -> dict[str, VersionedFact]:
        """Name → fact, of everything in a table that this version of Claude Code has."""
        return facts_of(table, self.version)

    def limit(self, name: str) -> int | None:
        """A limit of this version of Claude Code; None if it is not known for the version."""
        fact = self.facts(claude_versions.LIMITS).get(name)
        return int(fact.value) if fact else None

    @cached_property
    def files(self) -> tuple[AgentFile, ...]:
        """All agents and commands, generated and hand-written, sorted by path."""
        manifest = _PATHS.plugin_manifest
        read = partial(
            read_agent_file, is_plugin_root=manifest in self.contract.outputs or manifest in self._files.paths
        )
        documents = [read(*entry) for entry in self._files.generated]
        for path in self._files.paths:
            # The path decides before the file is read.
            if path.endswith(".md") and read(path, "") is not None:
                text = self._files.text_of(path)
                documents.append(read(path, text) if text is not None else None)
        return tuple(sorted((file for file in documents if file is not None), key=lambda file: file.path))

    @cached_property
    def instructions(self) -> tuple[tuple[str, str], ...]:
        """Path and text of the files that are read at the start of each session, generated and hand-written."""
        names = _PATHS.instructions
        generated = {path: text for path, text, _ in self._files.generated}
        texts = ((name, generated.get(name) or self._hand_written_text(name)) for name in names)
        return tuple((name, text) for name, text in texts if text is not None)

    def _hand_written_text(self, path: str) -> str | None:
        return self._files.text_of(path) if path in self._files.paths else None

    @cached_property
    def hook_files(self) -> tuple[tuple[str, str], ...]:
        """Path and text of the hand-written JSON files that can register hooks."""
        paths = (path for path in self._files.paths if _JSON_WITH_HOOKS.fullmatch(path))
        texts = ((path, self._files.text_of(path)) for path in paths)
        return tuple((path, text) for path, text in texts if text is not None)

    @property
    def all_texts(self) -> Iterator[tuple[str, str]]:
        """Path and text of every generated file."""
        return ((path, text) for path, text, _ in self._files.generated)

    def of_kind(self, kind: Literal["agent", "command"]) -> Iterator[AgentFile]:
        """Yield the files of one kind."""
        return (file for file in self.files if file.kind == kind)

    def place(self, file: AgentFile, *keys: str) -> Place:
        """Where to change something of a file: in the contract if it is generated, else the field in the file."""
        if file.item:
            return self.place_in_contract((*file.item, *keys[:1]))
        return next((file.places[key] for key in keys if key in file.places), Place(file.path, 1))

    def place_in_contract(self, path: KeyPath) -> Place:
        """The place of a value, or of the item that it belongs to."""
        return self.loaded.place_of(*path)


class RuleReporter:
    """Creates the problems of one rule."""

    def __init__(self, code: str) -> None:
        self.code = code

    def problem(self, message: str, fix: str, places: tuple[Place, ...], subject: str) -> Problem:
        """An error."""
        return Problem(code=self.code, message=message, fix=fix, places=places, subject=subject)

    def warning(self, message: str, fix: str, places: tuple[Place, ...], subject: str) -> Problem:
        """A warning: the file works, but worse than it could."""
        return Problem(code=self.code, severity="warning", message=message, fix=fix, places=places, subject=subject)
