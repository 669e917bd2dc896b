"""The rules for stories: one module for each, listed once."""

from __future__ import annotations

from importlib import import_module

from revi_docs.stories.baseline import BASELINE_CODES
from revi_docs.stories.story_rule import StoryRule

RULES: tuple[StoryRule, ...] = tuple(
    StoryRule.from_module(import_module(f"{__name__}.{name}"))
    for name in (
        "ambiguous_story",
        "artifact_name",
        "artifact_time",
        "dependency_cycle",
        "empty_section",
        "front_matter_type",
        "history_rewritten",
        "history_unknown",
        "ledger_fork",
        "ledger_gap",
        "ledger_malformed",
        "ledger_name",
        "ledger_path",
        "ledger_torn",
        "log_malformed",
        "log_time",
        "misplaced_story_file",
        "missing_evidence",
        "missing_section",
        "missing_story_file",
        "missing_token_record",
        "multiplier_out_of_range",
        "no_story_found",
        "record_malformed",
        "reuse_mismatch",
        "reuse_plan_unclear",
        "status_differs",
        "story_id_differs",
        "story_without_ledger",
        "token_record_malformed",
        "unaccepted_story",
        "unknown_dependency",
        "unknown_story_status",
        "unreadable_story_file",
    )
)

STORY_CODES: dict[str, str] = {rule.code: rule.text for rule in RULES} | BASELINE_CODES
"""Code → its text for `explain` and for the site."""
