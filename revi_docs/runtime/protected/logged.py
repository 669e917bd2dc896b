"""Lines of logs: what was written once stays as it is, and what only revi writes is written by revi."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from revi_docs.files.globs import parts
from revi_docs.runtime.ground import Ground
from revi_docs.runtime.protected.edits import Edited
from revi_docs.runtime.protected.owned import of_status
from revi_docs.runtime.protected.sources import stated

TOKEN_LOG = "token_log"
STORY = "story"
LEDGER = ("ledger_entry", "LEDGER.jsonl", "revi move, revi story log and the other commands of revi")


class Log(NamedTuple):
    """A log of a story: its file below the story's folder, the way that names it, and who writes it.

    `sections` are those of it that only grow; () is all of its tables, None every line of it.
    """

    file: str
    way: tuple[str, ...]
    writer: str
    sections: tuple[str, ...] | None


def of_story(ground: Ground, path: str, edit: Edited) -> str:
    """Why an edit to a file of a story must leave lines or the status alone; "" where it changes none."""
    layout = ground.data["project"].get("stories") or "plans/stories/{id}"
    if "{id}" not in layout or not path.startswith(layout.partition("{")[0]):
        return ""
    for log in _logs(ground.data):
        bound = parts(f"{layout}/{log.file}", path)
        if bound is not None:
            reason = _of_log(ground, log, path, edit)
            if not reason and log.way == ("artifacts", STORY, "append_only"):
                reason = of_status(ground, bound["id"], path, edit)
            if reason:
                return reason
    return ""


def _logs(data: Mapping[str, Any]) -> Iterator[Log]:
    record, usual, writer = LEDGER
    ledger = (data.get("records") or {}).get(record) or {}
    yield Log(ledger.get("file") or usual, ("records", record, "file"), writer, None)
    if data.get("trace"):
        yield Log(data["trace"]["file"], ("trace", "file"), "revi trace emit", None)
    for name, artifact in (data.get("artifacts") or {}).items():
        if artifact["scope"] != "story":
            continue
        if artifact["append_only"] or name == STORY:
            grows = tuple(artifact["append_only"]) or ("",)
            yield Log(artifact["file"], ("artifacts", name, "append_only"), "revi story log", grows)
        if name == TOKEN_LOG:
            yield Log(artifact["file"], ("artifacts", name, "file"), "revi budget record", ())


def _of_log(ground: Ground, log: Log, path: str, edit: Edited) -> str:
    where = stated(ground, log.way)
    if log.sections is None:
        return f"{path} is a log (see {where}) that only these write: {log.writer}"
    before, after = (edit.before or "").split("\n"), (edit.after or "").split("\n")
    for name in log.sections or (None,):
        number = _lost(before, after, name)
        if number:
            kind = f"of the section '{name}' of {path}" if name else f"of {path}"
            return (
                f"line {number} {kind} is a committed line of a log, which only grows (see {where}): "
                f"leave it as it is and add one by '{log.writer}'"
            )
    return ""


def _lost(before: Sequence[str], after: Sequence[str], section: str | None) -> int:
    """The first row of a log that is not kept in its place, or line of it that is gone; 0 where all are."""
    rows, lines = _content(before, section)
    rows_after, lines_after = _content(after, section)
    for at, (number, row) in enumerate(rows):
        if at >= len(rows_after) or rows_after[at][1] != row:
            return number
    rest = iter([line for _, line in lines_after])
    return next((number for number, line in lines if line not in rest), 0)


_Numbered = list[tuple[int, str]]


def _content(text: Sequence[str], section: str | None) -> tuple[_Numbered, _Numbered]:
    """The rows of a log's tables, and its other lines that say something, each with its number from 1."""
    from revi_docs.records.sections import sections
    from revi_docs.records.tables import tables

    first, last = 0, len(text)
    if section is not None:
        found = next((one for one in sections(text) if one.name == section), None)
        first, last = (found.line, found.end - 1) if found else (0, 0)
    inside = list(tables(text[first:last], first + 1))
    rows = [(row.line, text[row.line - 1].rstrip()) for table in inside for row in table.rows]
    of_tables = {number for table in inside for number in range(table.line, table.end)}
    lines = [
        (number, text[number - 1].rstrip())
        for number in range(first + 1, last + 1)
        if section is not None and number not in of_tables and text[number - 1].strip()
    ]
    return rows, lines
