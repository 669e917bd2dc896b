"""Where Claude Code's settings may call `revi hook`: those of the project, of the user, and plugins."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from typing import Any

from revi_docs.runtime.ground import Ground
from revi_docs.runtime.hooks.call import EVENTS

PROJECT = (".claude/settings.json", ".claude/settings.local.json")


def missing_hooks(ground: Ground) -> Iterator[tuple[str, str]]:
    """The events of the contract that no settings answer, each with the file that could."""
    found = list(_settings(ground.root))
    plugin = str(ground.data["project"].get("prefix") or ground.data["project"].get("name") or "")
    plugin = plugin.lower().replace(" ", "-")
    if any(_enables(one, plugin) for one in found):
        return
    for event in ground.data.get("hooks") or EVENTS:
        if not any(_calls(one, event) for one in found):
            yield event, PROJECT[0]


def _settings(root: str) -> Iterator[Mapping[str, Any]]:
    home = os.environ.get("CLAUDE_CONFIG_DIR") or os.path.join(os.path.expanduser("~"), ".claude")
    for path in (*(os.path.join(root, one) for one in PROJECT), os.path.join(home, "settings.json")):
        try:
            with open(path, "rb") as stream:
                found = json.load(stream)
        except (OSError, ValueError, RecursionError):
            continue
        if isinstance(found, dict):
            yield found


def _enables(settings: Mapping[str, Any], plugin: str) -> bool:
    enabled = settings.get("enabledPlugins")
    return isinstance(enabled, dict) and any(
        on is True and name.partition("@")[0] == plugin for name, on in enabled.items()
    )


def _calls(settings: Mapping[str, Any], event: str) -> bool:
    hooks = settings.get("hooks")
    return isinstance(hooks, dict) and f"revi hook {event}" in json.dumps(hooks.get(event))
