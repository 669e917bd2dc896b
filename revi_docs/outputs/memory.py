"""What was rendered the last time, so that only what can have changed is rendered again.

A render depends on the values of the contract that it read, on its templates and on revi-docs itself.
Where none of these has changed and the file on disk still is what was rendered then, that is what
would be rendered now. The memory lies in `.revi/cache/`; without it, or where anything in it does not
fit, everything is rendered.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path as FilePath
from typing import Any

from revi_docs.contract.model import Contract
from revi_docs.contract.reading import Path
from revi_docs.files.cache import keep, kept
from revi_docs.files.digest import digest
from revi_docs.outputs import snapshot
from revi_docs.outputs.environment import Loader
from revi_docs.outputs.late import NAMES
from revi_docs.outputs.plan import Planned
from revi_docs.outputs.render import Rendered

NAME = "renders.json"


@dataclass(slots=True)
class Memory:
    """The renders of the last time that hold still, by path and place in the file."""

    root: FilePath
    now: snapshot.Snapshot
    version: str
    loader: Loader
    entries: dict[str, Any] = field(default_factory=dict)
    paths: list[Path] = field(default_factory=list)
    used: int = 0
    _templates: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, root: FilePath, contract: Contract) -> Memory:
        """The memory of a repository; empty where there is none that fits."""
        memory = cls(root, snapshot.snapshot(contract), digest(str(root), ()), Loader(root))
        with suppress(ValueError, TypeError, KeyError, IndexError, AttributeError):
            memory._read(json.loads(kept(str(root), NAME) or "{}"))
        return memory

    def _read(self, stored: Mapping[str, Any]) -> None:
        before: snapshot.Snapshot = stored["contract"]
        if stored["version"] != self.version or not snapshot.same_sections(before, self.now):
            return
        gone = snapshot.changed(before, self.now)
        dirty = {number for number, path in enumerate(stored["paths"]) if path in gone}
        self.paths = [snapshot.read(path) for path in stored["paths"]]
        self.entries = {key: one for key, one in stored["renders"].items() if dirty.isdisjoint(one["used"])}

    def known(self, planned: Planned) -> Rendered | None:
        """The render of the last time, if it would be the same today."""
        entry = self.entries.get(_key(planned))
        try:
            if entry is None or not self._has_templates(entry):
                return None
            content = self._content(planned, entry)
            if content is None:
                return None
            used = frozenset(self.paths[number] for number in entry["used"])
            shown = frozenset(self.paths[number] for number in entry["shown"])
        except (KeyError, TypeError, IndexError, AttributeError):
            return None
        self.used += 1
        return Rendered(planned, content, (used,), shown, frozenset(entry["templates"]))

    def _content(self, planned: Planned, entry: Mapping[str, Any]) -> bytes | None:
        """What was rendered: of a region the text is kept, of a file the sum of what is to be on disk."""
        if planned.marker:
            return str(entry["text"]).encode("utf-8")
        try:
            content = (self.root / planned.path).read_bytes()
        except OSError:
            return None
        return content if _sum(content) == entry["sum"] else None

    def _has_templates(self, entry: Mapping[str, Any]) -> bool:
        return all(self._template(name) == told for name, told in entry["templates"].items())

    def _template(self, name: str) -> str:
        if name not in self._templates:
            path = self.loader.find(name)
            try:
                self._templates[name] = _sum(path.read_bytes()) if path else ""
            except OSError:
                self._templates[name] = ""
        return self._templates[name]

    def remember(self, rendered: Iterable[Rendered]) -> None:
        """Keeps all renders for the next time."""
        numbers: dict[str, int] = {}
        lasting = (one for one in rendered if not _shows_stories(one))
        renders = {_key(one.planned): self._entry(one, numbers) for one in lasting}
        stored = {"version": self.version, "contract": self.now, "paths": [*numbers], "renders": renders}
        keep(str(self.root), NAME, json.dumps(stored, ensure_ascii=False, separators=(",", ":")))

    def _entry(self, one: Rendered, numbers: dict[str, int]) -> dict[str, Any]:
        def number(path: Path) -> int:
            return numbers.setdefault(snapshot.written(path), len(numbers))

        return {
            "templates": {name: self._template(name) for name in sorted(one.templates)},
            "used": sorted(map(number, one.used)),
            "shown": sorted(map(number, one.shown)),
            **({"text": one.content.decode("utf-8")} if one.planned.marker else {"sum": _sum(one.content)}),
        }


def _shows_stories(rendered: Rendered) -> bool:
    """Whether it was made of stories, which the memory does not know."""
    return any(path[:1] and path[0] in NAMES for path in rendered.used)


def _key(planned: Planned) -> str:
    """The same for the same thing to be rendered, wherever in its file a region stands."""
    parts = (planned.path, planned.template, planned.section, planned.id)
    return "\0".join((*parts, *(f"{name}={value}" for name, value in planned.arguments)))


def _sum(content: bytes) -> str:
    return blake2b(content, digest_size=16).hexdigest()
