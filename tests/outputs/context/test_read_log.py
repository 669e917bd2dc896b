"""What a render reads, with or without the order."""

from __future__ import annotations

from typing import Any

from revi_docs.outputs.context.read_log import OrderedReadLog, ReadEvent, ReadLog


def test_without_order() -> None:
    log = ReadLog()
    log.used_paths.add(("a",))
    log.used_paths.add(("a",))
    assert (log.used_paths, log.read_arguments, log.position) == ({("a",)}, set(), 0)


def test_in_order_with_every_repetition() -> None:
    log = OrderedReadLog()
    log.used_paths.add(("a",))
    log.position = 7
    log.used_paths.add(("a",))
    call: Any = ("moves", ())
    log.reads_by_call[call] = frozenset({("c",), ("b", 1)})
    assert log.events == [
        ReadEvent(0, ("a",)),
        ReadEvent(7, ("a",)),
        ReadEvent(7, ("b", 1)),
        ReadEvent(7, ("c",)),
    ]
