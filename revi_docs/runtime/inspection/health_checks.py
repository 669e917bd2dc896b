"""Check what revi relies on: generated files, hooks, ledgers and locks; find leftover temporary files."""

from __future__ import annotations

import os
from collections.abc import Iterator

from revi_docs.files.read_file import exists
from revi_docs.problems.problem import Place, Problem
from revi_docs.records.command_errors import CommandError
from revi_docs.records.ledger_rules import ACCEPTABLE, name_issues, transition_issues
from revi_docs.records.time_formats import now_ms
from revi_docs.runtime.base.repository import Repository, StoryPaths
from revi_docs.runtime.base.story_fields import story_status
from revi_docs.runtime.base.story_ledger import past_contracts, story_ledger
from revi_docs.runtime.edit_guard.protected_files import read_output_index
from revi_docs.runtime.hooks.claude_settings import missing_hooks
from revi_docs.runtime.inspection.file_origins import file_origins
from revi_docs.runtime.inspection.stale_files import stale_files
from revi_docs.runtime.locks.lock_owner import current_owner

LEDGER_FIX = "restore the entry from git; only revi writes a ledger"


def check_health(repository: Repository) -> tuple[Problem, ...]:
    """All problems, grouped by check."""
    return tuple(problem for check in CHECKS for problem in check(repository))


def _check_outputs(repository: Repository) -> Iterator[Problem]:
    """Generated files that are missing, or that people edited."""
    for path, origin in file_origins(repository.root, read_output_index(repository.root)):
        place = Place(path)
        if origin.content is None:
            yield _problem("missing-output", place, "does not exist", "run 'revi-docs sync'")
            continue
        if origin.is_edited:
            fix = "see the change with 'revi-docs check', then run 'revi-docs sync --force'"
            yield _problem("changed-output", place, "was edited after it was generated", fix)


def _check_hooks(repository: Repository) -> Iterator[Problem]:
    """Events that no settings handle, although they handle others."""
    missing = missing_hooks(repository)
    for event in missing.events if missing.are_set_up else ():
        fix = "run 'revi-docs init --hooks', or install the plugin in Claude Code"
        message = f"does not call 'revi hook {event}'"
        yield _problem("hook-missing", Place(missing.settings_file), message, fix, event)


def _check_ledgers(repository: Repository) -> Iterator[Problem]:
    """Ledgers against the contract, and story files against their ledgers."""
    for story in repository.stories():
        yield from ledger_problems(story)
        file, status = _place(repository, story.story), story_ledger(story).status
        try:
            file_status = story_status(story)
        except CommandError as error:
            yield _problem(error.code, file, error.message, error.fix, story.id)
            continue
        if not status and exists(repository.root, story.story):
            message = f"has status {file_status} and no ledger" if file_status else "has no ledger"
            fix = f"run 'revi story adopt {story.id} {file_status or 'STATUS'} --actor NAME --evidence FILE'"
            yield _problem("no-ledger", file, message, fix, story.id)
        elif file_status and file_status != status and status in repository.contract.statuses:
            message = f"has status {file_status}, but its ledger has {status}"
            fix = "run 'revi doctor --fix', which removes it from the story file"
            yield _problem("status-differs", file, message, fix, story.id)


def ledger_problems(story: StoryPaths) -> Iterator[Problem]:
    """Invalid lines of a ledger, and entries that the contract does not allow."""
    ledger, folder = story_ledger(story), os.path.dirname(_place(story.repository, story.ledger).file)
    contract = story.repository.contract
    transitions = transition_issues(ledger, contract, story.id, past_contracts(story))
    for issue in (*ledger.issues, *transitions, *name_issues(ledger, contract)):
        place = Place(os.path.join(folder, issue.file), issue.line)
        yield _problem(issue.code, place, issue.message, _ledger_fix(story, issue.code), story.id)


def _ledger_fix(story: StoryPaths, code: str) -> str:
    if code in ACCEPTABLE:
        return f"{LEDGER_FIX}; a person can accept the ledger as it is: 'revi story reconcile {story.id}'"
    if code == "ledger-fork":
        return f"choose a side with 'revi story reconcile {story.id}'"
    if code == "ledger-torn":
        return "delete the line, or continue: the next entry of the story removes it"
    if code == "ledger-name":
        return "add the name to 'aliases' of the item that replaced it, or to 'reserved', in revi.yml"
    return LEDGER_FIX


def _check_locks(repository: Repository) -> Iterator[Problem]:
    """Locks whose owner is gone, and invalid lock files."""
    for story in repository.stories():
        place = _place(repository, story.lock_file)
        try:
            owner = current_owner(story)
        except CommandError as error:
            yield _problem(error.code, place, error.message, error.fix, story.id)
            continue
        reason = owner.stale_reason(now_ms(), repository.locks.stale_after_ms) if owner is not None else ""
        if owner is not None and reason:
            message = f"is the lock of {owner.owner_id}, and {reason}"
            lock = f"revi plumbing lock break {story.id} --fence {owner.fence} --actor NAME --reason TEXT"
            fix = f"take it over with 'revi plumbing lock acquire {story.id} --phase {owner.phase}', or run '{lock}'"
            yield _problem("stale-lock", place, message, fix, story.id)


def _check_temp_files(repository: Repository) -> Iterator[Problem]:
    """Temporary files of writers that were killed."""
    for path in stale_files(repository):
        message = "is a temporary file of a writer that was killed"
        yield _problem("stale-temp-file", _place(repository, path), message, "run 'revi doctor --fix'")


def _place(repository: Repository, path: str) -> Place:
    return Place(os.path.relpath(path, repository.root))


def _problem(code: str, place: Place, message: str, fix: str, subject: str = "") -> Problem:
    return Problem(code=code, message=message, fix=fix, places=(place,), subject=subject)


CHECKS = (_check_outputs, _check_hooks, _check_ledgers, _check_locks, _check_temp_files)
"""Every check, in the order in which its problems are printed: what other checks rely on comes first."""
