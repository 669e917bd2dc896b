"""Record what a render reads: values of the contract, calls of template functions, arguments of markers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from revi_docs.contract.key_paths import KeyPath
from revi_docs.outputs.context.template_functions import ReadsByCall


@dataclass(slots=True)
class ReadLog:
    """The reads of one render. `position` is the number of characters rendered so far."""

    used_paths: set[KeyPath] = field(default_factory=set)
    reads_by_call: ReadsByCall = field(default_factory=dict)
    read_arguments: set[str] = field(default_factory=set)
    position: int = 0


@dataclass(frozen=True, slots=True)
class ReadEvent:
    """One read of a value, and the number of characters rendered before it."""

    position: int
    path: KeyPath


class OrderedReadLog(ReadLog):
    """A read log that keeps every read in its order."""

    def __init__(self) -> None:
        super().__init__()
        self.events: list[ReadEvent] = []
        self.used_paths = _RecordingSet(self)
        self.reads_by_call = _RecordingDict(self)

    def record(self, paths: Iterable[KeyPath]) -> None:
        """Add reads at the current position."""
        self.events += (ReadEvent(self.position, path) for path in paths)


class _RecordingSet(set[KeyPath]):
    def __init__(self, read_log: OrderedReadLog) -> None:
        super().__init__()
        self._read_log = read_log

    def add(self, path: KeyPath) -> None:
        self._read_log.record((path,))


class _RecordingDict(dict[Any, frozenset[KeyPath]]):
    def __init__(self, read_log: OrderedReadLog) -> None:
        super().__init__()
        self._read_log = read_log

    def __setitem__(self, call: Any, paths: frozenset[KeyPath]) -> None:
        self._read_log.record(sorted(paths, key=str))
