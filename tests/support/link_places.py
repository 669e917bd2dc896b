"""Where the items of a site are, and what the places of links expect: data of `link_kinds`."""

from __future__ import annotations

from dataclasses import fields

from revi_docs.contract.model import Contract

NAME = r"(?P<name>[^#/]+)"
TARGETS = {
    rf"reference/statuses/{NAME}/": "status",
    rf"reference/statuses/#stage-{NAME}": "stage",
    rf"reference/commands/{NAME}/": "command",
    rf"reference/agents/{NAME}/": "group",
    rf"reference/agents/(?:[^#/]+/)?#{NAME}": "agent",
    rf"reference/phases/#{NAME}": "phase",
    rf"reference/verdicts/#{NAME}": "verdict set",
    rf"reference/errors/#recovery-{NAME}": "recovery",
    rf"reference/errors/#call-{NAME}": "call",
    rf"reference/errors/#{NAME}": "error",
    rf"reference/workers/#set-{NAME}": "worker set",
    rf"reference/budgets/#level-{NAME}": "level",
    rf"reference/locks-and-reruns/#mode-{NAME}": "mode",
    rf"reference/models/#{NAME}": "model",
    rf"reference/artifacts/#{NAME}": "artifact",
    rf"reference/records/#{NAME}": "record",
    rf"reference/hooks/#hook-{NAME}": "hook event",
    rf"reference/traces/#log-{NAME}": "log level",
    rf"reference/traces/#event-{NAME}": "event",
    rf"reference/rules/[^#/]+/#{NAME}": "code",
    rf"reference/contract/#{NAME}": "key",
}
"""Address of an item → its kind; the first that matches counts."""

COLUMNS = {
    "Status": {"status"},
    "From": {"status"},
    "To": {"status"},
    "Agent": {"agent"},
    "Artifact": {"artifact"},
    "Code": {"code"},
    "Command": {"command"},
    "Error": {"error"},
    "Event": {"event", "hook event"},
    "I see": {"code"},
    "Key": {"key"},
    "Level": {"level"},
    "Mode": {"mode"},
    "Model": {"model"},
    "Phase": {"phase"},
    "Started by": {"agent", "command"},
    "Then": {"recovery"},
    "Who and when": {"command"},
    "Writes": {"artifact"},
}
"""Heading of a column of a table → the kinds of the items in it."""

LABELS = {
    "Commands": {"command"},
    "Continued by": {"command"},
    "Groups": {"group"},
    "If no retry is left": {"recovery"},
    "Its record": {"record"},
    "Keys": {"key"},
    "Model": {"model"},
    "On the board": {"stage"},
    "Phase": {"phase"},
    "Read by": {"agent", "command"},
    "Reads": {"artifact"},
    "Rules": {"code"},
    "Run by": {"command"},
    "Started by": {"agent", "command"},
    "Starts": {"agent"},
    "Status": {"status"},
    "Then": {"recovery"},
    "Verdicts": {"verdict set"},
    "Worker of": {"worker set"},
    "Workers": {"agent"},
    "Writes": {"artifact"},
    "Written by": {"agent", "command"},
}
"""Label at the start of a line or sentence → the kinds of the items after it."""

SUBJECTS = {
    "reference/agents": "agent",
    "reference/artifacts": "artifact",
    "reference/budgets": "phase",
    "reference/commands": "command",
    "reference/errors": "error",
    "reference/models": "model",
    "reference/phases": "phase",
    "reference/records": "record",
    "reference/statuses": "status",
    "reference/verdicts": "verdict set",
}
"""Page → the kind of its items: a name of several kinds means this one there."""

SECTIONS = dict.fromkeys((field.name for field in fields(Contract)), "") | {
    "calls": "call",
    "stages": "stage",
    "phases": "phase",
    "statuses": "status",
    "verdicts": "verdict set",
    "recoveries": "recovery",
    "errors": "error",
    "workers": "worker set",
    "budgets": "level",
    "rerun": "mode",
    "models": "model",
    "groups": "group",
    "agents": "agent",
    "commands": "command",
    "artifacts": "artifact",
    "records": "record",
    "trace": "event",
    "log_levels": "log level",
    "hooks": "hook event",
}
"""Section of the contract → the kind of its items, "" without items."""

NOUNS = {"code": ("code", "rule", "finding", "error", "warning"), "worker set": ("worker set", "the set")}
"""Kind → the words for it beside a name, if these are not the kind itself."""
