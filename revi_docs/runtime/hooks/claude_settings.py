"""Find out whether the settings of Claude Code call `revi hook`: project, user and plugin settings."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from revi_docs.files.read_file import read_outside
from revi_docs.runtime.base.repository import Repository
from revi_docs.runtime.hooks.hook_call import EVENTS
from revi_docs.targets.claude import TARGET as CLAUDE
from revi_docs.targets.claude import calls_hook, user_folder


@dataclass(frozen=True)
class MissingHooks:
    """The events of the contract that no settings handle."""

    events: tuple[str, ...]
    settings_file: str
    """The file to add them to."""
    are_set_up: bool
    """Whether at least one event is handled. Hooks are optional: a repository without any lacks nothing."""


def missing_hooks(repository: Repository) -> MissingHooks:
    """Find the events of the contract that neither the settings of Claude Code nor its plugins handle."""
    all_settings = list(_read_settings(repository.root))
    events = tuple(repository.section("hooks") or EVENTS)
    is_plugin = os.path.isfile(os.path.join(repository.root, CLAUDE.paths.plugin_manifest))
    if is_plugin or any(_enables_plugin(settings, repository.plugin_name) for settings in all_settings):
        missing: tuple[str, ...] = ()
    else:
        missing = tuple(event for event in events if not any(_calls_hook(settings, event) for settings in all_settings))
    return MissingHooks(missing, CLAUDE.paths.settings[0], are_set_up=len(missing) < len(events))


def _read_settings(root: str) -> Iterator[Mapping[str, Any]]:
    for path in (
        *(os.path.join(root, name) for name in CLAUDE.paths.settings),
        os.path.join(user_folder(), CLAUDE.paths.user_settings),
    ):
        try:
            settings = json.loads(read_outside(path))
        except (OSError, ValueError, RecursionError):
            continue
        if isinstance(settings, dict):
            yield settings


def _enables_plugin(settings: Mapping[str, Any], plugin: str) -> bool:
    enabled = settings.get(CLAUDE.settings.enabled_plugins)
    return isinstance(enabled, dict) and any(
        on is True and name.partition(CLAUDE.settings.plugin_separator)[0] == plugin for name, on in enabled.items()
    )


def _calls_hook(settings: Mapping[str, Any], event: str) -> bool:
    field = CLAUDE.settings.hooks
    hooks = settings.get(field)
    groups = hooks.get(event) if isinstance(hooks, dict) else None
    handlers = [group.get(field) for group in groups if isinstance(group, dict)] if isinstance(groups, list) else []
    return any(calls_hook(handler, event) for part in handlers if isinstance(part, list) for handler in part)
