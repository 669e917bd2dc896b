"""The impact of every key of the contract.

A key is DOCS if the model declares it as prose. Everything else is in the contract hash and in generated data, so it
is at least CODE.
"""

from __future__ import annotations

from revi_docs.contract.diff.agent_impacts import AGENT_IMPACTS
from revi_docs.contract.diff.key_impact import BEHAVIOR, KeyImpact, row
from revi_docs.contract.diff.workflow_impacts import WORKFLOW_IMPACTS

IMPACTS = {**WORKFLOW_IMPACTS, **AGENT_IMPACTS}
"""Model class → key in YAML → its impact."""

UNKNOWN_KEY = row(BEHAVIOR, "added", "removed", "raised", "lowered", "changed")
"""For a key without a row: until someone has judged it, each edit can break something."""


def impact_of_key(kind: type, key: str) -> KeyImpact:
    """The impact of a key of a model class."""
    return IMPACTS.get(kind, {}).get(key, UNKNOWN_KEY)


def describe_impact(kind: type, key: str) -> tuple[str, tuple[str, ...]]:
    """The name of the impact of a key, and the edits that can break something, sorted."""
    rule = impact_of_key(kind, key)
    return rule.impact.name, tuple(sorted(rule.breaks))
