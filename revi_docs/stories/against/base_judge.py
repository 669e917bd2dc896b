"""Judge all stories against a base: their new entries, and the history that a branch may have rewritten."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

from revi_docs.contract.base_contract import BaseContract
from revi_docs.contract.loader import CONTRACT_FILE, LoadedContract
from revi_docs.files import git_history
from revi_docs.problems.problem import Place, Problem, sorted_problems
from revi_docs.problems.shell_words import short_id
from revi_docs.records.evidence.story_files import StoryFiles
from revi_docs.records.ledger import LedgerEntry
from revi_docs.records.token_log import STATED, STATED_BY
from revi_docs.stories.against.base_history import artifact_versions, changed_paths, committed_entries
from revi_docs.stories.against.story_judge import SELF_STATED, RunResult, StoryJudge, review_note
from revi_docs.stories.rules import history_rewritten
from revi_docs.stories.story import Story
from revi_docs.stories.story_layout import StoryLayout
from revi_docs.stories.story_reader import read_stories
from revi_docs.stories.story_rule import RepositoryContext, StoryRule


def judge_against(root: Path, base: BaseContract, today: LoadedContract, run_result: RunResult) -> tuple[Problem, ...]:
    """Judge what the working tree adds to `base`, sorted by place. Raises git_history.NoGitError.

    Without a contract in the base, that of the working tree is used, and a warning says so. A contract that
    declares no stories gives no problems.
    """
    loaded = base.loaded or today
    problems = [] if base.loaded is not None else [_no_contract(base)]
    if loaded.contract.project.stories:
        problems += _judge(root, base, loaded, run_result)
    return sorted_problems(problems)


def _judge(root: Path, base: BaseContract, loaded: LoadedContract, run_result: RunResult) -> Iterator[Problem]:
    layout = StoryLayout(root, loaded.contract)
    base_entries = committed_entries(root, layout, {commit for commit in (base.commit, base.merge_base) if commit})
    changed = changed_paths(root, layout, base.merge_base)
    # With the folders of the base: a branch that moves its stories elsewhere still cannot rewrite them.
    for problem in StoryRule.from_module(history_rewritten).problems(RepositoryContext(root, loaded, layout)):
        is_rewritten = (root / problem.places[0].file).exists()
        # What was committed in place of the line would be missing as soon as the line is restored.
        yield replace(problem, fix=f"{_undo_commits(base.merge_base)}, then {problem.fix}") if is_rewritten else problem
    committed = cache(lambda: committed_entries(root, layout, {"HEAD"}))

    def undo_commits(entry: LedgerEntry) -> str:
        return _undo_commits(base.merge_base) if entry.digest in committed() else ""

    for story in read_stories(root, loaded):
        new = frozenset(entry.digest for entry in story.ledger.entries) - base_entries
        if new or any(path.startswith(f"{story.folder}/") for path in changed):
            files = StoryFiles(str(root), str(root / story.folder), story.id, layout.data, layout.decision_contract)
            versions = artifact_versions(root, layout, story.folder)
            yield from StoryJudge(
                base.ref, layout.decision_contract, story, files, versions, new, changed, run_result, undo_commits
            ).problems()
            yield from _stated_tokens(root, story, base.merge_base)


def _stated_tokens(root: Path, story: Story, merge_base: str) -> Iterator[Problem]:
    """The new rows of the token log with a number that a person or an agent stated."""
    log, rows = story.token_log, [row for row in story.tokens if row.fields.get("source") == STATED]
    if log is None or not rows:
        return
    blobs = [blob for path, blob in git_history.files_of_commit(root, merge_base, log.path) if path == log.path]
    base_lines = {
        line.rstrip() for text in git_history.read_objects(root, blobs).values() for line in text.splitlines()
    }
    for row in rows:
        line = log.lines[row.line - 1]
        if line.rstrip() not in base_lines:
            name = row.fields.get(STATED_BY) or "no person"
            message = f"{story.id}: {name} stated {row.delta or 0:,} tokens of {row.phase}"
            yield review_note(SELF_STATED, message, log.place_at(row.line), f"{story.id} {line}")


def _undo_commits(merge_base: str) -> str:
    """The command that undoes the commits of a branch and keeps its files, as the next commit."""
    return f"run 'git reset --soft {short_id(merge_base)}'"


def _no_contract(base: BaseContract) -> Problem:
    return Problem(
        code="no-base-contract",
        message=f"'{base.ref}' has no {CONTRACT_FILE}, so new entries are judged by the contract here",
        fix=f"review {CONTRACT_FILE}, and merge it before stories that need it",
        places=(Place(CONTRACT_FILE),),
        subject=base.ref,
        severity="warning",
    )
