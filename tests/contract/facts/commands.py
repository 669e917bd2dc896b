"""The facts about models, agents, commands and artifacts."""

from __future__ import annotations

import re
from typing import Any

Tree = dict[str, Any]

COMMANDS_BY_VERDICT_SET = {
    "elaboration": "elab-story",
    "epic": "elab-epic",
    "code_review": "dev-code-review",
    "qa_verify": "qa-verify-story",
    "qa_gate": "qa-gate",
    "architecture": "architect-review",
}
"""Verdict set → the command that gives its verdicts."""

DONE = {
    "story exists": {"artifact": "story"},
    "ELAB file exists": {"artifact": "elaboration"},
    "PROOF exists": {"artifact": "proof"},
    "VERIFICATION.yaml exists": {"artifact": "implementation-verification.yaml"},
    "status is uat": {"status": "uat"},
    "gate file exists": {"artifact": "qa_gate"},
    "branch merged": {"branch": "merged"},
}

FOLDERS = {"pm": "", "implementation": "_implementation/", "v7_command": "_implementation/", "bootstrap": ""}
"""List of artifacts → the folder to which their names are relative."""


def models_and_agents(facts: Tree) -> Tree:
    """Models, groups and agents; an agent that only a command names has neither group nor model."""
    models, groups = facts["models"], facts["models"]["by_group"]
    agents = {
        agent: {"group": _slug(label), "model": model}
        for label, members in groups.items()
        for agent, model in members.items()
    }
    for command in facts["commands"]:
        for agent in _started_agents(command):
            agents.setdefault(agent, {})
    prices = facts["metrics"]["price_per_million_tokens_usd"]
    return {
        "models": {
            name: {"description": description, "price_input": prices[name]["in"], "price_output": prices[name]["out"]}
            for name, description in models["use"].items()
        },
        "groups": {_slug(label): {"label": label} for label in groups},
        "agents": agents,
    }


def _started_agents(command: Tree) -> list[str]:
    return [*command["agents_listed"], *command["agents_only_in_text"]]


def _slug(label: str) -> str:
    return label.lower().replace(" ", "-")


def commands(facts: Tree, artifacts_by_id: Tree) -> Tree:
    """Return the commands, then the skills."""
    result: Tree = {command_id(command["command"]): _command(command) for command in facts["commands"]}
    result |= {skill: {} for skill in facts["skills"]}
    for verdicts, command in COMMANDS_BY_VERDICT_SET.items():
        result[command]["verdicts"] = verdicts
    for rule in facts["idempotency"]["commands"]:
        _add_rerun(result[command_id(rule["command"])], rule, artifacts_by_id)
    return result


def command_id(text: str) -> str:
    """`/pm-story split` → `pm-story`."""
    return text.split(maxsplit=1)[0].removeprefix("/")


def _command(command: Tree) -> Tree:
    arguments = command["arguments"] or ""
    flags = re.findall(r"(--[a-z-]+)(?:=([A-Za-z<>]+))?", arguments)
    names = re.findall(r"\b[A-Z][A-Z_-]+\b", re.sub(r"\[?--[^\s\]]+\]?", "", arguments))
    data = {
        "description": command["purpose"],
        "version": command["version"],
        "kind": command["type"],
        "arguments": names,
        "flags": {flag: {"value": value.strip("<>")} if value else {} for flag, value in flags},
        "spawns": _started_agents(command),
    }
    return {key: value for key, value in data.items() if value}


def _add_rerun(command: Tree, rule: Tree, artifacts_by_id: Tree) -> None:
    command["rerun"] = {"mode": rule["mode"], "done": DONE[rule["done_when"]]}
    if rule["force"]:
        flag = rule["force"].split()[0]
        command["rerun"]["force"] = flag
        command.setdefault("flags", {})[flag] = {}
    names = [_artifact_named(text, artifacts_by_id) for text in rule["artifacts"]]
    if names:
        command["writes"] = list(dict.fromkeys(names))


def _artifact_named(text: str, artifacts_by_id: Tree) -> str:
    """Return the artifact that a name such as `ELAB-STORY-XXX.md` means, or else the name itself."""
    name = text.split(" ", maxsplit=1)[0].replace("STORY-XXX", "{id}")
    for artifact, data in artifacts_by_id.items():
        file = data["file"].replace("-{timestamp}", "")
        if data.get("scope") != "project" and name in (file, file.removeprefix("_implementation/")):
            return artifact
    return _slug(name.rpartition("/")[2])


def artifacts(lists: Tree) -> Tree:
    """The artifacts of the plan, and those that a list names, under the list's name."""
    result: Tree = {}
    for name, file in lists["seed_convention"].items():
        if name not in ("time_zone", "folder"):
            result[name] = {"file": _file(file)}
    for group, folder in FOLDERS.items():
        for file in lists[group]:
            name = f"{group}-{re.sub(r'[{}]', '', file.rpartition('/')[2]).lower()}"
            result[name] = {"file": folder + _file(file)}
            if group == "bootstrap":
                result[name]["scope"] = "project"
    return result


def _file(name: str) -> str:
    return name.replace("{ID}", "{id}").replace("{PREFIX}", "{prefix}").replace("YYYYMMDD-HHMM", "{timestamp}")
