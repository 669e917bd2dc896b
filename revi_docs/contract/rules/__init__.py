"""The rules of the contract: most in a module each, those about undefined names in one table."""

from __future__ import annotations

from importlib import import_module
from operator import attrgetter

from revi_docs.contract.contract_rule import Rule
from revi_docs.contract.rules import unknown_names

# Listed once: the code of a rule is the name of its module, and its text is the docstring of the module.
_MODULES = (
    "agent_without_model",
    "ambiguous_artifacts",
    "ambiguous_trigger",
    "command_without_rerun",
    "dead_end_status",
    "duplicate_name",
    "duplicate_transition",
    "empty_range",
    "error_without_recovery",
    "evidence_trap",
    "hook_cannot_block",
    "invalid_pattern",
    "milder_at_hard_limit",
    "mode_without_done",
    "no_path_to_terminal",
    "phase_without_budget",
    "reserved_name",
    "retry_beyond_timeout",
    "retry_not_retryable",
    "spawn_cycle",
    "stale_lock_too_short",
    "terminal_with_exit",
    "unattainable_done",
    "undecided_aggregation",
    "unfireable_aggregation",
    "unfit_condition",
    "unfit_story_folder",
    "unfit_trigger",
    "unknown_field_type",
    "unknown_flag",
    "unknown_hook",
    "unknown_level",
    "unknown_owned_value",
    "unknown_placeholder",
    "unknown_replacement",
    "unknown_section",
    "unknown_source",
    "unknown_target",
    "unknown_time_zone",
    "unknown_verdict",
    "unreachable_status",
    "unspawned_agent",
    "unsupported_region_file",
    "unused_item",
    "verdict_stays_and_moves",
    "verdict_without_transition",
    "warning_above_hard",
)

_RULES_OF_MODULES = (Rule.from_module(import_module(f"{__name__}.{name}")) for name in _MODULES)
RULES: tuple[Rule, ...] = tuple(sorted((*_RULES_OF_MODULES, *unknown_names.RULES), key=attrgetter("code")))
"""Sorted by code, which is the order of the rule pages and of `revi-docs explain`."""
