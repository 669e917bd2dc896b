"""A story begins, with a folder that keeps every rule; one that is there gets its ledger; its log grows."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any, NamedTuple

from revi_docs.decide.names import known
from revi_docs.files.replace import create, replace
from revi_docs.records.agent_log import COLUMNS, Logged, with_row
from revi_docs.records.refusal import BrokenError, RefusalError
from revi_docs.records.story_head import quoted
from revi_docs.records.tables import head, row
from revi_docs.records.times import now_ms, written
from revi_docs.runtime.file_store import FileStore
from revi_docs.runtime.projections import follow
from revi_docs.runtime.store import Held, Store
from revi_docs.runtime.workflow import StoryPaths


class Outline(NamedTuple):
    """What a new story begins with; `status` "" is the first in which the contract lets one begin."""

    title: str
    depends_on: tuple[str, ...] = ()
    status: str = ""
    actor: str = ""


def begin(story: StoryPaths, outline: Outline, store: Store | None = None, *, dry: bool = False) -> str:
    """Makes a story: its file and, where it has none, its ledger. Answers the status it stands in.

    Raises RefusalError where a story file is there already, or the contract lets no story begin so.
    """
    contract = story.workflow.contract
    initial = tuple(name for name, one in contract.statuses.items() if one.initial)
    status = known(contract, "status", outline.status) if outline.status else initial[0]
    if status not in initial:
        fix = f"use one of {', '.join(initial)}"
        raise RefusalError("not-initial", f"no story begins in '{status}'", fix)
    for other in outline.depends_on:
        story.workflow.story(other)
    if os.path.exists(story.story):
        raise _there_already(story.story)
    if dry:
        return status
    with (store or FileStore(story.workflow)).hold(story.id) as held:
        ledger = held.ledger()
        status = ledger.status or status
        at = written(now_ms(), story.workflow.zone)
        actor = outline.actor or "revi"
        if not ledger.entries:
            held.append(_first(story, at, {"event": "created", "actor": actor, "status": status}))
        _make(story.story, _text(story, outline, status, (at, actor, "created")))
    return status


def _make(path: str, text: str) -> None:
    """A new file; never one that is there already, however it came there meanwhile."""
    try:
        create(path, text.encode())
    except FileExistsError:
        raise _there_already(path) from None
    except OSError as error:
        raise _unwritten(path, error) from None


def _there_already(path: str) -> RefusalError:
    fix = "choose another id, or go on with the story that is there"
    return RefusalError("story-exists", f"{os.path.basename(path)} is there already", fix)


def _unwritten(path: str, error: Exception) -> BrokenError:
    what = f"{os.path.basename(path)} cannot be written: {error}"
    return BrokenError("disk-refused", what, "see that the file may be written, then run it again")


def _no_file(story: StoryPaths) -> RefusalError:
    fix = f"begin it with 'revi story new {story.id} --title TITLE'"
    return RefusalError("no-story-file", f"there is no {os.path.basename(story.story)}", fix)


def _first(story: StoryPaths, at: str, fields: dict[str, Any]) -> dict[str, Any]:
    return {"timestamp": at, "storyId": story.id, **fields}


def _text(story: StoryPaths, outline: Outline, status: str, logged: tuple[str, str, str]) -> str:
    data = story.workflow.data
    artifact = data["artifacts"].get("story") or {}
    lines = ["---", f"id: {story.id}", f"title: {quoted(outline.title)}", f"status: {status}"]
    lines += [f"created_at: {quoted(logged[0])}"] if "created_at" in artifact.get("front_matter", {}) else []
    lines += [f"depends_on: [{', '.join(outline.depends_on)}]"] if outline.depends_on else []
    lines += ["---", "", f"# {story.id}: {' '.join(outline.title.split())}", ""]
    log = story.workflow.log_section
    for section in artifact.get("sections") or ([log] if log else []):
        lines += [f"## {section}", "", *_first_words(story, section, logged), ""]
    return "\n".join(lines[:-1]) + "\n"


def _first_words(story: StoryPaths, section: str, logged: tuple[str, str, str]) -> Iterator[str]:
    """What a section begins with: said plainly to be open, so that nobody takes it for an answer."""
    budgets = story.workflow.contract.budgets
    if section == story.workflow.log_section:
        yield from head(COLUMNS).splitlines()
        yield row(Logged(*logged))
    elif "budget" in section.lower() and budgets is not None and budgets.phases:
        yield from head(("Phase", "Warning", "Hard limit")).splitlines()
        for name in (one for one in story.workflow.data["phases"] if one in budgets.phases):
            limits = budgets.phases[name]
            yield row((name, f"{limits.warning:,}", f"{limits.hard:,}"))
    else:
        yield f"Open: nobody has written down the {section.lower()} yet."


class Adoption(NamedTuple):
    """A story that is there gets its ledger: where it stands by now, who says so, and what shows it."""

    status: str
    actor: str
    evidence: tuple[str, ...]


def adopt(story: StoryPaths, adoption: Adoption, store: Store | None = None) -> str:
    """Begins the ledger of a story that is there. Answers why the story file did not follow, "" where it did.

    Raises RefusalError where it has a ledger, no file, or nothing shows its status.
    """
    reached = known(story.workflow.contract, "status", adoption.status)
    if not adoption.evidence:
        fix = "add --evidence with a file, a commit or an address"
        raise RefusalError("no-evidence", "nothing shows that status", fix)
    if not os.path.exists(story.story):
        raise _no_file(story)
    with (store or FileStore(story.workflow)).hold(story.id) as held:
        ledger = held.ledger()
        if ledger.entries or ledger.faults:
            fix = "move it with 'revi move'; what the ledger holds stays"
            raise RefusalError("ledger-exists", f"{story.id} has a ledger, and a ledger begins once", fix)
        at = written(now_ms(), story.workflow.zone)
        said = {"actor": adoption.actor, "status": reached, "evidence": list(adoption.evidence)}
        held.append(_first(story, at, {"event": "adopted", **said}))
        return follow(story, reached, (at, adoption.actor, f"adopted in {reached}"))


class LogRow(NamedTuple):
    """What is added to an Agent Log: who, what was done, and the files that show it."""

    actor: str
    what: str
    files: tuple[str, ...] = ()


def log(story: StoryPaths, added: LogRow, store: Store | None = None) -> str:
    """Adds a row to the Agent Log. Answers the time that it got.

    Raises RefusalError where there is no story file, BrokenError where it cannot be written.
    """
    section = story.workflow.log_section
    if not section:
        fix = "name its section in artifacts.story.append_only of revi.yml"
        raise RefusalError("no-log", "the contract has no log of a story", fix)
    with (store or FileStore(story.workflow)).hold(story.id):
        at = written(now_ms(), story.workflow.zone)
        try:
            with open(story.story, encoding="utf-8", newline="") as stream:
                text = stream.read()
            logged = Logged(at, added.actor, added.what, ", ".join(added.files))
            replace(story.story, with_row(text, section, logged).encode())
        except FileNotFoundError:
            raise _no_file(story) from None
        except (OSError, UnicodeError) as error:
            raise _unwritten(story.story, error) from None
    return at


def follow_ledger(story: StoryPaths, store: Store | None = None) -> str:
    """Brings the story file in line with the ledger. Answers why that was not possible, "" where it was."""
    with (store or FileStore(story.workflow)).hold(story.id) as held:
        return _followed(story, held)


def _followed(story: StoryPaths, held: Held) -> str:
    status = held.ledger().status
    if not status:
        return "the ledger says nothing"
    return follow(story, status)
