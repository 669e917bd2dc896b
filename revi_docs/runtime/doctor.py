"""Whether what revi builds on is in order: contract, hooks, ledgers, locks, and what dead writers left."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from typing import NamedTuple

from revi_docs.files.leftovers import is_dead
from revi_docs.files.proof import is_intact
from revi_docs.records.ledger import path_faults, read_ledger
from revi_docs.records.refusal import BrokenError
from revi_docs.records.times import now_ms
from revi_docs.runtime.file_store import FileStore
from revi_docs.runtime.ground import CONTRACT, Ground
from revi_docs.runtime.holder import STALE_MS, holder_of
from revi_docs.runtime.hooks.settings import missing_hooks
from revi_docs.runtime.protected.front_fields import field, said
from revi_docs.runtime.protected.made import listed
from revi_docs.runtime.sessions import story_folders
from revi_docs.runtime.workflow import Workflow

_HASH = re.compile(rb"BEHAVIOUR\b[^\"\n]*\"([0-9a-f]{32})\"")


class Finding(NamedTuple):
    """What is not in order: `code` is kebab-case, `where` a file, and perhaps its line."""

    code: str
    where: str
    message: str
    fix: str


def findings(workflow: Workflow) -> tuple[Finding, ...]:
    """Everything that is not in order, check by check."""
    ground = Ground(os.path.realpath(workflow.root), workflow.data)
    return tuple(one for check in CHECKS for one in check(workflow, ground))


def _outputs(workflow: Workflow, ground: Ground) -> Iterator[Finding]:
    """The proofs of what was made, and the hash of the contract in the code that was made of it."""
    wanted = str(workflow.data["_revi"]["behaviour"])
    for path in sorted(listed(ground.root) | {CONTRACT}):
        try:
            with open(os.path.join(ground.root, path), "rb") as stream:
                content = stream.read()
        except OSError:
            yield Finding("missing-output", path, "was made and is not there", "run 'revi-docs sync'")
            continue
        hashes = {found.decode() for found in _HASH.findall(content)}
        if not is_intact(path, content):
            fix = "see the change by 'revi-docs check', then run 'revi-docs sync --force'"
            yield Finding("changed-output", path, "was changed after it was made", fix)
        elif hashes and hashes != {wanted}:
            other = f"is made of the contract {', '.join(sorted(hashes))}, and {CONTRACT} is {wanted}"
            yield Finding("other-contract", path, other, "run 'revi-docs sync'")


def _hooks(_: Workflow, ground: Ground) -> Iterator[Finding]:
    for event, where in missing_hooks(ground):
        fix = "run 'revi-docs init --hooks', or install the plugin in Claude Code"
        yield Finding("hook-missing", where, f"no hook calls 'revi hook {event}'", fix)


def _stories(workflow: Workflow, ground: Ground) -> Iterator[tuple[str, str]]:
    """The stories by their ids, each with its folder."""
    form = workflow.contract.story_id or ".*"
    yield from (one for one in story_folders(ground) if re.fullmatch(form, one[0]))


def _ledgers(workflow: Workflow, ground: Ground) -> Iterator[Finding]:
    for story, folder in _stories(workflow, ground):
        paths = workflow.story(story)
        file, ledger_file = (os.path.relpath(one, workflow.root) for one in (paths.story, paths.ledger))
        ledger = read_ledger(paths.ledger, workflow.contract)
        for fault in (*ledger.faults, *path_faults(ledger, workflow.contract, story)):
            fix = "bring the line back from git; a ledger is only added to, by revi"
            yield Finding(fault.code, f"{ledger_file}:{fault.line}", fault.what, fix)
        stated = _status(paths.story)
        if stated is None:
            continue
        if not ledger.status:
            fix = f"run 'revi story adopt {story}'"
            yield Finding(
                "no-ledger", file, f"says {stated}, and there is no ledger in {os.path.basename(folder)}", fix
            )
        elif stated != ledger.status:
            fix = f"write 'status: {ledger.status}' there, or move the story by 'revi move {story} STATUS'"
            yield Finding("status-differs", file, f"says {stated}, and the ledger {ledger.status}", fix)


def _status(path: str) -> str | None:
    """The status in the front matter of a story; None where there is none."""
    try:
        with open(path, encoding="utf-8", errors="replace") as stream:
            written = field(stream.read(), "status")
    except OSError:
        return None
    return None if written is None else str(said(written))


def _leftovers(_: Workflow, ground: Ground) -> Iterator[Finding]:
    """What a killed writer has left beside what it wrote."""
    made = {os.path.join(ground.root, os.path.dirname(path)) for path in listed(ground.root)}
    stories = [folder for _, folder in story_folders(ground)]
    work = (os.path.join(folder, "_implementation") for folder in stories)
    for folder in sorted({ground.root, *made, *stories, *work}):
        for name in sorted(os.listdir(folder)) if os.path.isdir(folder) else ():
            if is_dead(name):
                where = os.path.relpath(os.path.join(folder, name), ground.root)
                yield Finding("leftover", where, "was begun by a writer that is dead", f"remove {where}")


def _locks(workflow: Workflow, ground: Ground) -> Iterator[Finding]:
    """Locks whose holder is gone, and such as nobody can read."""
    store = FileStore(workflow)
    stale_after = (workflow.data["locks"] or {}).get("stale_after_ms") or STALE_MS
    for story, _ in _stories(workflow, ground):
        where = os.path.relpath(store.lock_file(story), workflow.root)
        try:
            record = store.lock(story)
        except BrokenError as error:
            yield Finding(error.code, where, error.message, error.fix)
            continue
        holder = holder_of(record) if record is not None else None
        why = holder.why_stale(now_ms(), stale_after) if holder is not None else ""
        if holder is not None and why:
            fix = f"the next 'revi lock acquire {story}' takes it over"
            yield Finding("stale-lock", where, f"{holder.owner} holds {story}, and {why}", fix)


CHECKS = (_outputs, _hooks, _ledgers, _locks, _leftovers)
"""Every check, in the order in which its findings are told."""
