"""The impact of the keys of agents, commands, artifacts, records, hooks and outputs."""

from __future__ import annotations

from revi_docs.contract import model
from revi_docs.contract.diff.key_impact import BEHAVIOR, CODE, DATA, DOCS, ITEM_KEYS, KeyImpact, row
from revi_docs.contract.model.links import Links
from revi_docs.contract.model.platform import TargetPlatform
from revi_docs.contract.model.token_budgets import TextLimits

AGENT_IMPACTS: dict[type, dict[str, KeyImpact]] = {
    model.Model: {**ITEM_KEYS, "price_input": row(CODE), "price_output": row(CODE)},
    model.Group: {**ITEM_KEYS, "label": row(DOCS), "model": row(BEHAVIOR)},
    model.Agent: {
        **ITEM_KEYS,
        "when": row(DOCS),
        "claude": row(DOCS),
        "group": row(CODE),
        "model": row(BEHAVIOR),
        "tools": row(BEHAVIOR, "removed"),
        "spawns": row(BEHAVIOR, "removed"),
        "reads": row(CODE),
        "writes": row(BEHAVIOR, "removed"),
    },
    model.Rerun: {"modes": row(BEHAVIOR, "removed")},
    model.Mode: {**ITEM_KEYS, "action": row(BEHAVIOR, "changed")},
    model.Claims: {"store": row(BEHAVIOR, "changed"), "remote": row(BEHAVIOR, "changed")},
    model.Locks: {
        "file": row(DATA, "changed"),
        "stale_after": row(BEHAVIOR, "lowered"),
        "wait": row(BEHAVIOR, "lowered"),
        "scope": row(BEHAVIOR, "raised"),
        "record": row(DATA),
    },
    model.Command: {
        **ITEM_KEYS,
        "when": row(DOCS),
        "claude": row(DOCS),
        "version": row(CODE),
        "kind": row(CODE),
        "arguments": row(BEHAVIOR, "removed", "changed"),
        "flags": row(BEHAVIOR, "removed"),
        "hint": row(CODE),
        "phase": row(BEHAVIOR, "added", "removed", "changed"),
        "verdicts": row(BEHAVIOR, "removed", "changed"),
        "spawns": row(BEHAVIOR, "removed"),
        "workers": row(BEHAVIOR, "removed", "changed"),
        "hands_to": row(BEHAVIOR),
        "reads": row(CODE),
        "writes": row(BEHAVIOR, "removed"),
        "rerun": row(BEHAVIOR),
    },
    model.CommandRerun: {
        "mode": row(BEHAVIOR, "changed"),
        "done": row(BEHAVIOR, "removed"),
        "force": row(BEHAVIOR, "removed", "changed"),
    },
    model.Argument: {**ITEM_KEYS, "optional": row(BEHAVIOR, "lowered"), "form": row(CODE)},
    model.Flag: {**ITEM_KEYS, "value": row(BEHAVIOR, "added", "removed", "changed")},
    model.Artifact: {
        **ITEM_KEYS,
        "file": row(DATA, "changed"),
        "sections": row(DATA, "added"),
        "append_only": row(DATA, "added"),
        "front_matter": row(DATA, "removed"),
        "doc_type": row(DATA, "added", "changed"),
        "scope": row(DATA, "changed"),
    },
    model.Record: {**ITEM_KEYS, "file": row(DATA, "removed", "changed"), "fields": row(DATA, "removed")},
    model.Event: {**ITEM_KEYS, "fields": row(DATA, "removed")},
    model.Trace: {
        "file": row(DATA, "changed"),
        "buffer": row(BEHAVIOR),
        "fields": row(DATA, "removed"),
        "events": row(DATA, "removed"),
    },
    model.Metrics: {
        "story": row(DATA, "changed"),
        "phase": row(DATA, "changed"),
        "status": row(DATA, "removed", "changed"),
    },
    model.LogLevel: ITEM_KEYS,
    model.Hook: {
        **ITEM_KEYS,
        "matcher": row(BEHAVIOR),
        "fail": row(BEHAVIOR, "raised"),
        "timeout": row(BEHAVIOR, "lowered"),
    },
    model.Output: {"template": row(DOCS), "each": row(CODE, "added", "removed", "changed")},
    TargetPlatform: {"version": row(DOCS), "models": row(DOCS)},
    TextLimits: {"agent": row(DOCS), "commands": row(DOCS), "always_on": row(DOCS)},
    Links: {"ignore": row(DOCS)},
}
"""Model class → key in YAML → its impact."""
