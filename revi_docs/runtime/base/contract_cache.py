"""The contract as `revi` reads it: `revi.yml`, compiled once for each change of its content.

The compiled contract is a private file of the user (`files/cache_files.py`), and belongs to the content of `revi.yml`,
of the files that it extends, and to this installation. Nothing in the work tree can replace it. Without a place for
private files, the contract is compiled at each call.

Hooks import this module at every call of a tool; the compiler and its YAML library are imported only after a change.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from functools import cached_property

from revi_docs.files.cache_files import read_private, write_private
from revi_docs.files.fast_blake2 import blake2b
from revi_docs.files.read_file import read_file
from revi_docs.problems.version import VERSION
from revi_docs.records.command_errors import UnavailableError

TYPE_CHECKING = False  # as in typing, which a hook does not import
if TYPE_CHECKING:
    from typing import Any

    from revi_docs.problems.problem import Place, Problem

    Document = Mapping[str, Any]
    """`contract`: the data or None; `problems`: rows of code, message, fix and places; `closed_hooks`: events."""

_FOLDER, _NAME = "revi/compiled", "contract"
_COMPILER = os.path.join(os.path.dirname(__file__), "../../contract")
_COMPILER_FOLDERS = ("", "model", "editions", "rules")


class UnsoundContractError(UnavailableError):
    """`revi.yml` has problems. `closed_hooks` are the events whose hooks fail closed, as far as they can be read."""

    def __init__(self, document: Document) -> None:
        rows = document["problems"]
        code, message, fix, places = rows[0]
        if len(rows) > 1:
            fix = f"run 'revi-docs lint', which reports all {len(rows)} problems"
        super().__init__(code, f"{_location(places)}: {message}", fix)
        self.closed_hooks = frozenset(document["closed_hooks"])
        self.data = {"problems": [f"{_location(places)}: {code}: {message}" for code, message, _, places in rows]}
        self._rows = rows

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """All errors of the contract, at their places."""
        from revi_docs.problems.problem import Place, Problem

        return tuple(
            Problem(
                code=code,
                message=message,
                fix=fix,
                places=tuple(Place(file, line, column, origin=origin) for file, line, column, origin in places),
            )
            for code, message, fix, places in self._rows
        )


def _location(places: Sequence[tuple[str, int, int, str]]) -> str:
    file, line, column, _ = places[0]
    return f"{file}:{line}:{column or 1}" if line else file


def compiled_contract(root: str) -> Mapping[str, Any]:
    """The contract of the repository at a real path, in canonical form. Raises UnsoundContractError."""
    saved, is_current = _saved(root)
    document = saved if saved is not None and is_current else _compile(root, saved)
    if document["problems"]:
        raise UnsoundContractError(document)
    contract: Mapping[str, Any] = document["contract"]
    return contract


def _saved(root: str) -> tuple[Document | None, bool]:
    """The saved document, None if there is none, and whether its sources and its compiler are the present ones."""
    try:
        key, sources, text = (read_private(root, _FOLDER, _NAME) or "").split("\n", 2)
        document: Document = json.loads(text)
        return document, key == _key({path: _content(root, path) for path in json.loads(sources)})
    except ValueError:
        return None, False


def contract_at_commit(root: str, commit: str) -> Mapping[str, Any] | None:
    """The contract of a commit in canonical form; None if it has none. Raises NoGitError."""
    from revi_docs.contract.rules import compilation

    return compilation.contract_at_commit(root, commit)


def _compile(root: str, former: Document | None) -> Document:
    """Compile the contract and save it. `former` is the document of an earlier content."""
    from pathlib import Path

    from revi_docs.contract.rules.compilation import compile_contract
    from revi_docs.files.decoding import read_bytes

    sources: dict[str, bytes | None] = {}

    def read_source(path: str) -> tuple[bytes, tuple[Problem, ...]]:
        content, problems = read_bytes(Path(root), path)
        sources[path] = None if problems else content
        return content, problems

    data, problems = compile_contract(read_source)
    rows = [(item.code, item.message, item.fix, [_place_row(place) for place in item.places]) for item in problems]
    hooks: Mapping[str, Any] = (data or {}).get("hooks") or {}
    closed_hooks = {event for event, hook in hooks.items() if hook["fail"] == "closed"}
    if problems and former is not None:
        # An edit that breaks the contract must not open a hook: the broken value may be that of `fail`.
        closed_hooks.update(former["closed_hooks"])
    document = {"contract": None if problems else data, "problems": rows, "closed_hooks": sorted(closed_hooks)}
    # JSON only: what is read back is the same, and the first answer the same as the second.
    text = json.dumps(document, separators=(",", ":"))
    write_private(root, _FOLDER, _NAME, f"{_key(sources)}\n{json.dumps(list(sources))}\n{text}")
    result: Document = json.loads(text)
    return result


def _place_row(place: Place) -> tuple[str, int, int, str]:
    return place.file, place.line, place.column, place.origin


def _content(root: str, path: str) -> bytes | None:
    try:
        return read_file(root, path)
    except OSError:
        return None


def _key(sources: Mapping[str, bytes | None]) -> str:
    """The digest of what a compiled contract depends on: its sources and the compiler."""
    digest = blake2b(VERSION.encode(), digest_size=16)
    for folder in _COMPILER_FOLDERS:
        # Two installations of one version can differ while it is developed.
        with os.scandir(os.path.join(_COMPILER, folder)) as entries:
            times = [entry.stat().st_mtime_ns for entry in entries if entry.name != "__pycache__"]
        digest.update(b"%d %d " % (len(times), max(times)))
    for path, content in sources.items():
        size = -1 if content is None else len(content)
        digest.update(f"\0{path}\0{size}\0".encode() + (content or b""))
    return digest.hexdigest()
