"""The contract of a repository as plain data, not parsed: what hooks need at every tool call.

This module imports nothing that such a call does not need. `Repository` adds stories, claims and decisions.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence

from revi_docs.files.repository_root import find_root
from revi_docs.files.safe_paths import path_error
from revi_docs.records.command_errors import UnavailableError
from revi_docs.runtime.base.contract_cache import compiled_contract

TYPE_CHECKING = False  # as in typing, which a hook does not import
if TYPE_CHECKING:
    from typing import Any, TypeVar

CONTRACT_YAML = "revi.yml"

DEFAULT_STORIES = "plans/stories/{id}"

ContractKeyPath = tuple[str, ...]


class ContractData:
    """The compiled contract of one repository. `root` is the real path of the repository."""

    def __init__(self, root: str, data: Mapping[str, Any]) -> None:
        self.root = root
        self._data = data

    def section(self, name: str) -> Mapping[str, Any]:
        """A section of the contract; empty if the contract does not have it."""
        return self._data.get(name) or {}

    def has_section(self, name: str) -> bool:
        """Whether the contract has the section, even if it is empty."""
        return name in self._data

    @property
    def contract_hash(self) -> str:
        """The digest of everything in the contract that affects decisions."""
        return str(self._data["contract_hash"])

    @property
    def prefix(self) -> str:
        """The prefix of the project's commands and files."""
        return str(self.section("project")["prefix"])

    @property
    def time_zone(self) -> str:
        """The IANA name of the project's time zone; "" for UTC."""
        return str(self.section("project")["time_zone"] or "")

    @property
    def plugin_name(self) -> str:
        """The name under which the repository's commands and agents are installed as a plugin."""
        project = self.section("project")
        return str(project.get("prefix") or project.get("name") or "").lower().replace(" ", "-")

    @property
    def story_layout(self) -> str:
        """The folder of a story, with the placeholder `{id}`."""
        layout = str(self.section("project").get("stories") or DEFAULT_STORIES).removesuffix("/")
        require_safe_path(layout, is_pattern=True)
        return layout

    @property
    def story_id_pattern(self) -> str:
        """The regular expression of story ids; "" if the contract has none."""
        return self.section("project").get("story_id") or ""

    @property
    def region_patterns(self) -> tuple[str, ...]:
        """The patterns of the files that are searched for regions; () for the default."""
        return tuple(self._data.get("regions") or ())

    @property
    def counted_tokens(self) -> tuple[str, ...]:
        """The kinds of tokens that count; input and output without the section `budgets`."""
        return tuple(self.section("budgets").get("counts") or ("input", "output"))

    @property
    def log_section(self) -> str:
        """The heading of the story file's append-only section, the Agent Log; "" if there is none."""
        return next(iter(self.section("artifacts").get("story", {}).get("append_only") or ()), "")

    def record_file(self, record: str, default: str) -> str:
        """The path of a record within a story's folder."""
        return (self.section("records").get(record) or {}).get("file") or default

    def has_hook(self, event: str) -> bool:
        """Whether the contract lists the event, or lists no hooks, which means all of them."""
        hooks = self.section("hooks")
        return not hooks or event in hooks

    def fails_closed(self, event: str) -> bool:
        """Whether the hook of an event blocks if it cannot decide."""
        return (self.section("hooks").get(event) or {}).get("fail") == "closed"

    def relative_path(self, path: str) -> str:
        """A real path relative to the root with forward slashes; "" if it is outside of the root."""
        relative = os.path.relpath(path, self.root).replace(os.sep, "/")
        return "" if relative == ".." or relative.startswith("../") or os.path.isabs(relative) else relative

    def value_at(self, key_path: Sequence[str]) -> Any:
        """The value at a key path, also under the key with the suffix `_ms` for durations; None if missing."""
        value: Any = self._data
        for key in key_path:
            value = value.get(key, value.get(f"{key}_ms")) if isinstance(value, Mapping) else None
        return value

    def leaf_values(self, key_path: ContractKeyPath) -> Iterator[tuple[ContractKeyPath, str]]:
        """Every string and number below a key path as pages show it; list items have the key path of the list."""
        return _leaf_values(self.value_at(key_path), key_path)


def _leaf_values(value: Any, key_path: ContractKeyPath) -> Iterator[tuple[ContractKeyPath, str]]:
    if isinstance(value, Mapping):
        for key, child in value.items():
            if key not in ("contract_hash", "outputs", "owns"):
                yield from _leaf_values(child, (*key_path, key))
    elif isinstance(value, list):
        for child in value:
            yield from ((key_path, text) for _, text in _leaf_values(child, key_path))
    elif isinstance(value, str):
        yield key_path, value
    elif isinstance(value, int) and not isinstance(value, bool):
        yield key_path, str(value)
        yield key_path, f"{value:,}"


if TYPE_CHECKING:
    _Contract = TypeVar("_Contract", bound=ContractData)


def find_contract(folder: str, kind: type[_Contract]) -> _Contract | None:
    """The contract of the repository around a folder, as an instance of `kind`; None if there is none.

    Raises UnavailableError if `revi.yml` has problems or cannot be read.
    """
    root = os.path.realpath(find_root(folder))
    return read_contract_data(root, kind) if _has_contract(root) else None


def contract_roots(path: str) -> Iterator[str]:
    """Every folder above a file that has a contract, the nearest first, also outside the git repository."""
    folder = os.path.dirname(os.path.realpath(path))
    while True:
        if _has_contract(folder):
            yield folder
        parent = os.path.dirname(folder)
        if parent == folder:
            return
        folder = parent


def _has_contract(folder: str) -> bool:
    return os.path.lexists(os.path.join(folder, CONTRACT_YAML))


def read_contract_data(root: str, kind: type[_Contract]) -> _Contract:
    """The contract of the repository at a real path. Raises UnavailableError."""
    if not _has_contract(root):
        fix = "run 'revi-docs init', or pass the repository with -C"
        raise UnavailableError("contract-missing", f"no {CONTRACT_YAML} here or in any parent folder", fix)
    return kind(root, compiled_contract(root))


def require_safe_path(path: str, *, is_pattern: bool = False) -> None:
    """Raise UnavailableError for a path that leads out of its folder."""
    error = path_error(path, is_pattern=is_pattern)
    if error:
        fix = f"correct the path in {CONTRACT_YAML}"
        raise UnavailableError("unsafe-path", f"{CONTRACT_YAML}: the path '{path}' {error}", fix)
