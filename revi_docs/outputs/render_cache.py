"""Cache of renders, so that only outputs that can have changed are rendered again.

A render depends on the contract values that it read, on its templates and on revi-docs itself. If none of
them has changed and the file on disk is still the rendered one, a new render would produce the same bytes. The
cache is outside the work tree (`files/cache_files.py`); if it is missing or invalid, everything is rendered.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, is_dataclass
from hashlib import blake2b
from pathlib import Path as FilePath
from typing import Any

from revi_docs.contract.key_paths import KeyPath
from revi_docs.contract.model import Contract
from revi_docs.contract.model.declarations import keys_of
from revi_docs.files.cache_files import read_cached, write_cached
from revi_docs.files.digest import digest
from revi_docs.files.read_file import read_unlinked_file
from revi_docs.outputs.context.lazy_stories import STORY_GLOBALS
from revi_docs.outputs.context.value_spans import decode_path, encode_path
from revi_docs.outputs.environment import TemplateLoader
from revi_docs.outputs.output_plan import RenderTask
from revi_docs.outputs.renderer import RenderResult

RENDER_CACHE_FILE = "renders.json"

ContractSnapshot = dict[str, str]
"""Encoded key path → the value, the names in a mapping, or ITEM_MARKER."""

ITEM_MARKER = "item"


@dataclass(slots=True)
class RenderCache:
    """The cached renders that are still valid, by cache key."""

    root: FilePath
    current_snapshot: ContractSnapshot
    version: str
    loader: TemplateLoader
    entries: dict[str, Any] = field(default_factory=dict)
    path_sets: list[frozenset[KeyPath]] = field(default_factory=list)
    """The sets of key paths to which the entries refer by their index: many renders read the same values."""
    hits: int = 0
    _template_digests: dict[str, str] = field(default_factory=dict)

    @classmethod
    def load(cls, root: FilePath, contract: Contract) -> RenderCache:
        """The cache of a repository; empty if there is no valid one."""
        cache = cls(root, _take_snapshot(contract), digest(str(root), ()), TemplateLoader(root))
        # The cache is untrusted input: any unexpected structure means an empty cache.
        with suppress(ValueError, TypeError, KeyError, IndexError, AttributeError):
            cache._restore(json.loads(read_cached(str(root), RENDER_CACHE_FILE) or "{}"))
        return cache

    def _restore(self, stored: Mapping[str, Any]) -> None:
        snapshot: ContractSnapshot = stored["contract"]
        has_same_sections = _has_same_sections(snapshot, self.current_snapshot)
        if stored["version"] != self.version or not has_same_sections:
            return
        changed = _changed_paths(snapshot, self.current_snapshot)
        changed_indexes = {index for index, path in enumerate(stored["paths"]) if path in changed}
        paths = [decode_path(path) for path in stored["paths"]]
        self.path_sets = [frozenset(paths[index] for index in indexes) for indexes in stored["path_sets"]]
        # Each set is compared once, because many renders share it.
        changed_sets = {
            number for number, indexes in enumerate(stored["path_sets"]) if not changed_indexes.isdisjoint(indexes)
        }
        self.entries = {
            key: entry for key, entry in stored["renders"].items() if changed_sets.isdisjoint(entry["used"])
        }

    def lookup(self, task: RenderTask) -> RenderResult | None:
        """The cached render, if a new one would be the same."""
        entry = self.entries.get(_cache_key(task))
        try:
            if entry is None or not self._has_same_templates(entry):
                return None
            content = self._cached_content(task, entry)
            if content is None:
                return None
            used_path_sets = tuple(self.path_sets[number] for number in entry["used"])
            printed_paths = self.path_sets[entry["shown"]]
        except (KeyError, TypeError, IndexError, AttributeError):
            # An entry of another version, or a damaged file: the output is rendered again.
            return None
        self.hits += 1
        return RenderResult(task, content, used_path_sets, printed_paths, frozenset(entry["templates"]))

    def _cached_content(self, task: RenderTask, entry: Mapping[str, Any]) -> bytes | None:
        """The rendered bytes: a region's cached text, or a file's content if its digest matches."""
        if task.marker:
            return str(entry["text"]).encode("utf-8")
        try:
            content = read_unlinked_file(self.root, task.path)
        except OSError:
            # The output was deleted, so its text is not known here.
            return None
        return content if _content_digest(content) == entry["sum"] else None

    def _has_same_templates(self, entry: Mapping[str, Any]) -> bool:
        return all(self._template_digest(name) == stored_digest for name, stored_digest in entry["templates"].items())

    def _template_digest(self, name: str) -> str:
        if name not in self._template_digests:
            path = self.loader.find(name)
            try:
                self._template_digests[name] = _content_digest(self.loader.read(path)) if path else ""
            except OSError:
                # Rendering reports the template.
                self._template_digests[name] = ""
        return self._template_digests[name]

    def save(self, results: Iterable[RenderResult]) -> None:
        """Write all renders to the cache."""
        numbers: dict[frozenset[KeyPath], int] = {}
        renders = {_cache_key(result.task): self._entry(result, numbers) for result in results}
        # Renders that read stories are not cached, because stories are not part of the snapshot.
        story_sets = {number for path_set, number in numbers.items() if _depends_on_stories(path_set)}
        renders = {key: entry for key, entry in renders.items() if story_sets.isdisjoint(entry["used"])}
        index_by_path: dict[KeyPath, int] = {}
        path_sets = [
            sorted(index_by_path.setdefault(path, len(index_by_path)) for path in path_set) for path_set in numbers
        ]
        stored = {
            "version": self.version,
            "contract": self.current_snapshot,
            "paths": [encode_path(path) for path in index_by_path],
            "path_sets": path_sets,
            "renders": renders,
        }
        text = json.dumps(stored, ensure_ascii=False, separators=(",", ":"))
        write_cached(str(self.root), RENDER_CACHE_FILE, text)

    def _entry(self, result: RenderResult, numbers: dict[frozenset[KeyPath], int]) -> dict[str, Any]:
        content = {"sum": _content_digest(result.content)}
        if result.task.marker:
            content = {"text": result.content.decode("utf-8")}
        return {
            "templates": {name: self._template_digest(name) for name in sorted(result.templates)},
            "used": sorted({numbers.setdefault(paths, len(numbers)) for paths in result.used_path_sets}),
            # Has a number: `used_path_sets` starts with the printed paths.
            "shown": numbers[result.printed_paths],
            **content,
        }


def _depends_on_stories(paths: frozenset[KeyPath]) -> bool:
    """Whether they lead to stories, which are not part of the snapshot."""
    return any(path[:1] and path[0] in STORY_GLOBALS for path in paths)


def _cache_key(task: RenderTask) -> str:
    """A key that does not depend on the position of a region in its file."""
    parts = (task.path, task.template, task.section, task.id, task.target)
    return "\0".join((*parts, *(f"{name}={value}" for name, value in task.arguments)))


def _content_digest(content: bytes) -> str:
    # The digest only has to detect changes, so a short one keeps the cache small.
    return blake2b(content, digest_size=16).hexdigest()


def _take_snapshot(contract: Contract) -> ContractSnapshot:
    """All values of the contract."""
    return {encode_path(path): text for path, text in _flatten(contract, ())}


def _changed_paths(old: ContractSnapshot, new: ContractSnapshot) -> set[str]:
    """The paths with different values, or with a value in only one of the two."""
    return {path for path in old.keys() | new.keys() if old.get(path) != new.get(path)}


def _has_same_sections(old: ContractSnapshot, new: ContractSnapshot) -> bool:
    """Whether both have the same sections. A template can test for one without reading in it."""
    return _sections(old) == _sections(new)


def _sections(snapshot: ContractSnapshot) -> dict[str, bool]:
    return {path: text == ITEM_MARKER for path, text in snapshot.items() if "\x1f" not in path}


def _flatten(value: Any, path: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    if is_dataclass(value):
        yield path, ITEM_MARKER
        for key, (key_field, _) in keys_of(type(value)).items():  # type: ignore[arg-type]  # also true for classes
            yield from _flatten(getattr(value, key_field.name), (*path, key))
    elif isinstance(value, Mapping):
        yield path, repr(list(value))
        for name, item in value.items():
            yield from _flatten(item, (*path, name))
    elif isinstance(value, tuple):
        yield path, repr(value)
        for index, item in enumerate(value):
            yield from _flatten(item, (*path, index))
    else:
        yield path, repr(value)
