"""Write what a repository needs: starter files, lines in files of other tools, permissions, hooks and CI files.

An existing file keeps every byte outside the lines that revi-docs owns. What cannot be added safely is a line of
advice.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from revi_docs.app.setup.hook_settings import merge_hooks
from revi_docs.app.setup.optional_files import OPTIONAL_FILES, placed_file
from revi_docs.app.setup.original_settings import remember_settings
from revi_docs.app.setup.permission_rules import add_permissions
from revi_docs.app.setup.settings_file import SETTINGS_PATH
from revi_docs.contract.model import Contract
from revi_docs.files.decoding import read_bytes
from revi_docs.files.managed_lines import with_managed_lines
from revi_docs.files.repository_writer import write_in_repository
from revi_docs.problems.revi_error import ReviError
from revi_docs.records import token_log

IGNORE_PATTERNS = ("/site/", ".phase-lock*", ".budget")
"""Files of one machine: the built site, phase locks, token counts of a running phase."""


@dataclass(slots=True)
class Installation:
    """The paths of files that were created and that were extended, and what remains to be done manually."""

    root: Path
    created: list[str] = field(default_factory=list)
    extended: list[str] = field(default_factory=list)
    to_do: list[str] = field(default_factory=list)

    def write_missing(self, contents: dict[str, bytes]) -> None:
        """Write the files that do not exist yet. Raises ReviError."""
        for path, content in contents.items():
            if not os.path.lexists(self.root / path):
                write_in_repository(self.root, path, content)
                self.created.append(path)

    def add_git_lines(self, contract: Contract) -> None:
        """Add the lines for `.gitignore` and `.gitattributes`. Raises ReviError."""
        self._update(".gitignore", lambda content: with_managed_lines(content, IGNORE_PATTERNS))
        self._update(".gitattributes", lambda content: with_attributes(content, contract))

    def check_settings(self, contract: Contract, *, hooks: bool) -> None:
        """Raise ReviError if permission rules, or hooks, cannot be added to the settings."""
        content = read_or_none(self.root, SETTINGS_PATH) or b""
        if contract.project.stories:
            add_permissions(content)
        if hooks:
            merge_hooks(content, contract)

    def add_settings(self, contract: Contract, *, permissions: bool, hooks: bool) -> None:
        """Add the permission rules of agents, the hooks of the contract, or both in one write.

        Raises ReviError if the settings cannot be read.
        """
        if not (permissions or hooks):
            return

        def change(content: bytes) -> bytes:
            content = add_permissions(content) if permissions else content
            return merge_hooks(content, contract) if hooks else content

        content = read_or_none(self.root, SETTINGS_PATH)
        # Before the first edit, so that `uninstall` can restore every byte.
        if content is not None and change(content) != content:
            remember_settings(self.root, content, contract)
        self._update(SETTINGS_PATH, lambda content: change(content or b""))

    def add_optional(self, names: Sequence[str]) -> None:
        """Write the files for CI and pre-commit, by their names in `OPTIONAL_FILES`."""
        for name in names:
            file = placed_file(OPTIONAL_FILES[name], self.root)
            actual = read_or_none(file.root, file.path)
            if actual is None and file.content is not None:
                write_in_repository(file.root, file.path, file.content)
                self.created.append(file.name)
            elif actual is None or actual != file.content:
                self.to_do.append(f"{file.name}, which was not changed: {file.advice}")

    def _update(self, path: str, change: Callable[[bytes | None], bytes]) -> None:
        content = read_or_none(self.root, path)
        new_content = change(content)
        if new_content != content:
            write_in_repository(self.root, path, new_content)
            (self.created if content is None else self.extended).append(path)


def read_or_none(root: Path, path: str) -> bytes | None:
    """Return the content of a file, None if it does not exist. Raises ReviError if it cannot be read."""
    if not os.path.lexists(root / path):
        return None
    content, problems = read_bytes(root, path)
    if problems:
        raise ReviError(*problems)
    return content


def with_attributes(content: bytes | None, contract: Contract) -> bytes:
    """Return `.gitattributes` with the lines for generated files; `content` is None if there is no such file."""
    return with_managed_lines(content, _git_attributes(contract))


def _git_attributes(contract: Contract) -> list[str]:
    generated = (".revi/paths", ".revi/overrides", *_patterns(contract))
    return [
        *(f"{_attributes_pattern(path)} text eol=lf linguist-generated" for path in generated),
        *(f"{_attributes_pattern(path)} text eol=lf merge=union" for path in _log_patterns(contract)),
    ]


def _log_patterns(contract: Contract) -> Iterator[str]:
    """Yield the logs of stories that two branches append to and in which each line is complete in itself.

    Git merges them by keeping the lines of both.
    """
    artifact = contract.artifacts.get(token_log.ARTIFACT)
    files = [contract.trace.file] if contract.trace else []
    files += [artifact.file if artifact else token_log.DEFAULT_FILE] if contract.budgets else []
    for file in files:
        yield re.sub(r"\{[^{}]*\}", "*", f"{contract.project.stories.removesuffix('/')}/{file}")


def _patterns(contract: Contract) -> Iterator[str]:
    """Yield the path of each output, with `*` for an item."""
    return iter(dict.fromkeys(re.sub(r"\{[^{}]*\}", "*", path) for path in contract.outputs))


def _attributes_pattern(path: str) -> str:
    """Return a path as a pattern of `.gitattributes`: quoted if it contains a space."""
    return f'"/{path}"' if " " in path else f"/{path}"
